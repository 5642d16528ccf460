import { useCallback } from 'react';
import { useTell } from '../kit/Toasts.tsx';
import { ask } from './ask.ts';
import type { RequestName, Result, Sent } from './types.ts';

/** Asks within a form, which says what went wrong: rejects with AskFailed. `done` is told when it worked. */
export function useAsk(): <N extends RequestName>(name: N, params: Sent<N>, done?: string) => Promise<Result<N>> {
  const tell = useTell();
  return useCallback(
    async (name, params, done) => {
      const result = await ask(name, params);
      if (done) tell.done(done);
      return result;
    },
    [tell],
  );
}
