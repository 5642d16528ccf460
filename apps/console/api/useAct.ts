import { useCallback, useState } from 'react';
import { useTell } from '../kit/Toasts.tsx';
import { AskFailed } from './AskFailed.ts';
import { ask } from './ask.ts';
import type { RequestName, Result, Sent } from './types.ts';
import { useFailureText } from './useFailureText.ts';

export type Act = <N extends RequestName>(name: N, params: Sent<N>, done?: string) => Promise<Result<N> | undefined>;

/** Does something and tells how that went. Undefined: it did not work, which has been told. */
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

/** The same for a form: what is wrong is said at the field it is about, or in the form. */
export function useSubmit<N extends RequestName>(name: N) {
  const text = useFailureText();
  const [failure, setFailure] = useState<AskFailed>();
  const submit = async (params: Sent<N>): Promise<Result<N> | undefined> => {
    try {
      setFailure(undefined);
      return await ask(name, params);
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setFailure(error);
      return undefined;
    }
  };
  return {
    submit,
    /** What is wrong with a field. */
    at: (field: string): string | undefined => (failure?.field === field ? text(failure) : undefined),
    /** What is wrong and has no field among those named. */
    elsewhere: (...fields: string[]): string | undefined =>
      failure && !(failure.field && fields.includes(failure.field)) ? text(failure) : undefined,
  };
}
