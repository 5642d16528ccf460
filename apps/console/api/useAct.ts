import { useCallback } from 'react';
import { useTell } from '../kit/Toasts.tsx';
import { AskFailed } from './AskFailed.ts';
import { ask } from './ask.ts';
import type { RequestName, Result, Sent } from './types.ts';
import { useFailureText } from './useFailureText.ts';

export type Act = <N extends RequestName>(name: N, params: Sent<N>, done?: string) => Promise<Result<N> | undefined>;

/** Does something outside of forms and tells how that went. Undefined: it did not work, which has been told. */
export function useAct(): Act {
  const tell = useTell();
  const text = useFailureText();
  return useCallback(
    async (name, params, done) => {
      try {
        const result = await ask(name, params);
        if (done) tell.done(done);
        return result;
      } catch (failure) {
        if (!(failure instanceof AskFailed)) throw failure;
        tell.failed(text(failure));
        return undefined;
      }
    },
    [tell, text],
  );
}
