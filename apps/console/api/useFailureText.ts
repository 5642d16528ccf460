import { useLanguage } from '../language/Language.tsx';
import { failures } from '../language/words/failures.ts';
import type { AskFailed } from './AskFailed.ts';

/** Says in the user's language what went wrong, with the server's own detail where there is one. */
export function useFailureText(): (failure: AskFailed) => string {
  const { say, language } = useLanguage();
  return (failure) => {
    const values = { seconds: Math.max(1, Math.ceil((failure.retryAfterMs ?? 0) / 1000)), field: failure.field ?? '' };
    if (failure.failure === 'TOO_MANY') return say(failure.retryAfterMs ? failures.TOO_MANY_WAIT : failures.TOO_MANY, values);
    if (failure.failure === 'OFFLINE') return say(failures.OFFLINE);
    const sentence = say(failures[failure.failure], values);
    const detailed = failure.failure === 'BAD_REQUEST' || failure.failure === 'CONFLICT' || failure.failure === 'INTERNAL';
    if (!detailed || !failure.message) return sentence;
    return language === 'zh' ? `${sentence}（${failure.message}）` : `${sentence} (${failure.message})`;
  };
}
