import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';

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
      if (before instanceof HTMLElement && before.isConnected) before.focus();
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
  /** Closes when it has succeeded; a failure is told by whoever asks. */
  onConfirm(): Promise<boolean>;
};

/** Asks before something is done that others feel. */
export function Confirm({ title, children, action, typed, harmless = false, onClose, onConfirm }: ConfirmProps) {
  const say = useSay();
  const [given, setGiven] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = typed === undefined || given === typed;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const done = await onConfirm();
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <div className="stack tight">{children}</div>
        {typed !== undefined && (
          <Field label={say(w.typeToConfirm, { text: typed })} value={given} onChange={setGiven} autoComplete="off" autoFocus />
        )}
        <menu className="actions">
          <Button onClick={onClose}>{say(w.cancel)}</Button>
          <Button type="submit" look={harmless ? 'main' : 'danger'} busy={busy} disabled={!ready}>
            {action}
          </Button>
        </menu>
      </form>
    </Dialog>
  );
}
