import { useSay } from '../language/Language.tsx';
import type { AskFailed } from './AskFailed.ts';
import { failureText } from './failureText.ts';

/** Says in the user's language what went wrong. */
export function useFailureText(): (failure: AskFailed) => string {
  const say = useSay();
  return (failure) => failureText(failure, say);
}
