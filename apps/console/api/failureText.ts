import type { Say } from '../language/Language.tsx';
import type { Pair } from '../language/Pair.ts';
import { details } from '../language/words/details.ts';
import { failures } from '../language/words/failures.ts';
import type { AskFailed } from './AskFailed.ts';

const known: { readonly [said: string]: Pair } = details;

/** What went wrong, in the words of the one who reads it; what the server says and we do not know stands in brackets. */
export function failureText({ failure, field = '', message, retryAfterMs }: AskFailed, say: Say): string {
  if (failure === 'TOO_MANY') {
    const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 1000));
    return retryAfterMs ? say(failures.TOO_MANY_WAIT, { seconds }) : say(failures.TOO_MANY);
  }
  if (failure === 'OFFLINE' || failure === 'INTERNAL') return say(failures[failure]);
  // A field that is wrong is named in front: it is said where it stands.
  const said = field !== '' && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  const detail = Object.hasOwn(known, said) ? known[said] : undefined;
  if (detail) return say(detail);
  const sentence = say(failures[failure]);
  const helps = (failure === 'BAD_REQUEST' || failure === 'CONFLICT') && message !== '';
  return helps ? say(failures.WITH_DETAIL, { sentence, detail: message }) : sentence;
}
