import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { AskFailed } from '../../api/AskFailed.ts';
import { useFailureText } from '../../api/useFailureText.ts';
import { useSay } from '../../language/Language.tsx';
import { FieldProblem } from './FieldProblem.ts';
import { FormContext } from './formContext.ts';

type Props = {
  /** Asks the server. An AskFailed or a FieldProblem that it rejects with is said at the field it names, else at the form's end. */
  onSubmit(): Promise<unknown>;
  children: ReactNode;
  narrow?: boolean;
};

/** A form that is sent once at a time, and says what is wrong where it is wrong. `Field`s in it need only their name. */
export function Form({ onSubmit, children, narrow = false }: Props) {
  const say = useSay();
  const textOf = useFailureText();
  const element = useRef<HTMLFormElement>(null);
  const fields = useRef(new Map<string, number>());
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AskFailed | FieldProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A field sends its form with Enter, whether its button may be pressed or not.
    const cannot = element.current?.querySelector('[type="submit"][aria-disabled="true"]');
    if (sending.current || cannot) return;
    sending.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      await onSubmit();
    } catch (error) {
      if (!(error instanceof AskFailed || error instanceof FieldProblem)) throw error;
      setFailure(error);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  useEffect(() => {
    if (failure) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);
  const register = useCallback((name: string) => {
    const known = fields.current;
    known.set(name, (known.get(name) ?? 0) + 1);
    return () => {
      const left = (known.get(name) ?? 1) - 1;
      if (left === 0) known.delete(name);
      else known.set(name, left);
    };
  }, []);
  const isAbout = (name: string) => failure?.field === name || failure?.field?.startsWith(`${name}.`) === true;
  const text = failure && (failure instanceof FieldProblem ? say(failure.words) : textOf(failure));
  return (
    <FormContext
      value={{
        busy,
        register,
        problemAt: (name) => (isAbout(name) ? text : undefined),
        problemElsewhere: () => ([...fields.current.keys()].some(isAbout) ? undefined : text),
      }}
    >
      <form ref={element} className={narrow ? 'stack narrow' : 'stack'} onSubmit={submit} aria-busy={busy || undefined}>
        {children}
      </form>
    </FormContext>
  );
}
