import { useSay } from '../../language/Language.tsx';
import { live as w } from '../../language/words/live.ts';

/** How long a ban lasts, as a form holds it. */
export type Seconds = '600' | '3600' | '28800' | '86400';

/** The terms that forms offer, up to the longest there is. */
export function useTerms(): readonly (readonly [Seconds, string])[] {
  const say = useSay();
  return [
    ['600', say(w.minutes, { n: 10 })],
    ['3600', say(w.hours, { n: 1 })],
    ['28800', say(w.hours, { n: 8 })],
    ['86400', say(w.hours, { n: 24 })],
  ];
}
