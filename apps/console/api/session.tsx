import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { AskFailed } from './AskFailed.ts';
import { ask, keepCsrf, onSignedOut } from './ask.ts';
import type { Session } from './types.ts';

type Held = {
  session: Session | undefined;
  failure: AskFailed | undefined;
  /** It ended while somebody was working. */
  expired: boolean;
  set(session: Session): void;
  reload(): Promise<void>;
};

const Context = createContext<Held | undefined>(undefined);

/** Who is signed in, known to everything below. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState<AskFailed>();
  const [expired, setExpired] = useState(false);
  const set = useCallback((next: Session) => {
    keepCsrf(next.csrf);
    setFailure(undefined);
    setSession(next);
    if (next.username) setExpired(false);
  }, []);
  const reload = useCallback(async () => {
    try {
      set(await ask('getSession', {}));
    } catch (error) {
      if (error instanceof AskFailed) setFailure(error);
    }
  }, [set]);
  useEffect(() => {
    reload();
    return onSignedOut(() => {
      setExpired(true);
      reload();
    });
  }, [reload]);
  const held = useMemo(() => ({ session, failure, expired, set, reload }), [session, failure, expired, set, reload]);
  return <Context value={held}>{children}</Context>;
}

export function useSession(): Held {
  const held = useContext(Context);
  if (!held) throw new Error('useSession outside of SessionProvider');
  return held;
}

/** Whether acting is allowed; who may only look is shown no buttons that act. */
export const useMayAct = (): boolean => useSession().session?.role === 'admin';
