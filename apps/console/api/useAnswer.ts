import { useCallback, useEffect, useRef, useState } from 'react';
import { AskFailed } from './AskFailed.ts';
import { ask } from './ask.ts';
import type { RequestName, Result, Sent } from './types.ts';

export type Answer<N extends RequestName> = {
  answer: Result<N> | undefined;
  /** Of the last time it was asked; an older answer stays beside it. */
  failure: AskFailed | undefined;
  /** What is shown is of other parameters than those that are wanted now. */
  stale: boolean;
  /** Asks again. Resolves when it is there. */
  reload(): Promise<void>;
};

type Held<N extends RequestName> = { key: string; answer?: Result<N>; failure?: AskFailed };

export type Again<N extends RequestName> = {
  /** Asked again after so many ms. */
  every?: number;
  /** … as long as the answer wants it. */
  unless?(answer: Result<N>): boolean;
};

/**
 * What the server says, asked again when the parameters change and, with `every`, again and again while the page is seen.
 * `null` asks nothing.
 */
export function useAnswer<N extends RequestName>(name: N, params: Sent<N> | null, options: Again<N> = {}): Answer<N> {
  const { every } = options;
  const key = params === null ? '' : JSON.stringify(params);
  const [held, setHeld] = useState<Held<N>>({ key: '' });
  const wanted = useRef({ key, params, settled: false });
  wanted.current = { key, params, settled: held.answer !== undefined && (options.unless?.(held.answer) ?? false) };

  const load = useCallback(
    async (signal?: AbortSignal) => {
      const { key, params } = wanted.current;
      if (params === null) return;
      try {
        const answer = await ask(name, params, signal);
        if (wanted.current.key === key) setHeld({ key, answer });
      } catch (failure) {
        if (!(failure instanceof AskFailed) || wanted.current.key !== key) return;
        // What is gone is gone; of what could not be asked the last answer is still worth something.
        setHeld((before) => (before.key === key && failure.failure !== 'NOT_FOUND' ? { ...before, failure } : { key, failure }));
      }
    },
    [name],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the parameters
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      if (every === undefined || stop.signal.aborted) return;
      timer = setTimeout(async () => {
        if (!document.hidden && !wanted.current.settled) await load(stop.signal);
        again();
      }, every);
    };
    load(stop.signal).then(again, again);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [load, key, every]);

  return { answer: held.answer, failure: held.key === key ? held.failure : undefined, stale: held.key !== key, reload: load };
}
