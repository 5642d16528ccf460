import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Icon } from './Icon.tsx';

type Toast = { id: number; text: string; bad: boolean };
type Tell = { done(text: string): void; failed(text: string): void };

const Context = createContext<Tell | undefined>(undefined);
const DONE_MS = 5_000;

/** Short news at the lower edge, read out as they come. Bad news stay until they are put away. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const say = useSay();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const count = useRef(0);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const add = useCallback(
    (text: string, bad: boolean) => {
      const id = ++count.current;
      whenHeard(() => {
        setToasts((all) => [...all.filter((toast) => toast.text !== text), { id, text, bad }].slice(-3));
        if (!bad) setTimeout(() => drop(id), DONE_MS);
      });
    },
    [drop],
  );
  const tell = useMemo(() => ({ done: (text: string) => add(text, false), failed: (text: string) => add(text, true) }), [add]);
  return (
    <Context value={tell}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, text, bad }) => (
          <div key={id} className={bad ? 'toast bad' : 'toast'}>
            <Icon name={bad ? 'warn' : 'done'} />
            <p>{text}</p>
            <button type="button" className="button quiet bare small" aria-label={say(w.dismiss)} onClick={() => drop(id)}>
              <Icon name="close" size={15} />
            </button>
          </div>
        ))}
      </div>
    </Context>
  );
}

/** Behind a dialog nothing is read out and nothing can be put away: news wait until it has closed. */
function whenHeard(tell: () => void): void {
  const dialog = document.querySelector('dialog[open]');
  if (dialog) dialog.addEventListener('close', tell, { once: true });
  else tell();
}

export function useTell(): Tell {
  const tell = useContext(Context);
  if (!tell) throw new Error('useTell outside of ToastProvider');
  return tell;
}
