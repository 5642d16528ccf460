import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';
import { Form } from './form/Form.tsx';
import { FormEnd } from './form/FormEnd.tsx';

type Props = { title: string; onClose(): void; children: ReactNode; wide?: boolean };

/** The browser's own dialog: the focus stays inside, Esc closes it, and afterwards the focus is where it was. */
export function Dialog({ title, onClose, children, wide = false }: Props) {
  const say = useSay();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    // The first thing to fill in; where there is nothing, the harmless button.
    dialog?.querySelector<HTMLElement>('form :is(input, select, textarea, button)')?.focus();
    return () => {
      dialog?.close();
      // What opened it may be gone with its row: then the page's heading.
      const back = before instanceof HTMLElement && before.isConnected ? before : document.querySelector<HTMLElement>('main h1');
      back?.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <Button look="quiet" icon="close" aria-label={say(w.close)} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}

type ConfirmProps = {
  title: string;
  children: ReactNode;
  /** What the button does, as a verb. */
  action: string;
  /** Has to be typed first, for what cannot be taken back. */
  typed?: string | undefined;
  harmless?: boolean;
  onClose(): void;
  /** Closes when it has succeeded; what it rejects with is said in the dialog. */
  onConfirm(): Promise<unknown>;
};

/** Asks before something is done that others feel. */
export function Confirm({ title, children, action, typed, harmless = false, onClose, onConfirm }: ConfirmProps) {
  const say = useSay();
  const [given, setGiven] = useState('');
  const confirm = async () => {
    await onConfirm();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={confirm}>
        <div className="stack">{children}</div>
        {typed !== undefined && (
          <Field label={say(w.typeToConfirm, { text: typed })} value={given} onChange={setGiven} autoComplete="off" autoFocus />
        )}
        <FormEnd
          action={action}
          look={harmless ? 'main' : 'danger'}
          disabled={typed !== undefined && given !== typed}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}
