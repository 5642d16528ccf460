import { Emitter } from './Emitter.ts';
import type { Refusal } from './notProvided.ts';

/** Says that a member is not provided: told as `onDebugError`. */
export type Refuse = (member: string, code: number) => void;

/** What a refusing member answers. */
export function refusal(member: string, { code, answers }: Refusal, refuse: Refuse): unknown {
  refuse(member, code);
  switch (answers) {
    case 'answer':
      return Promise.resolve({ errorCode: code, extendedData: `${member} is not provided` });
    case 'number':
      return code;
    case 'text':
      return '';
    case 'no':
      return false;
    default:
      return undefined;
  }
}

/** An object whose every member refuses: apps that make one and never look at it run on. */
export function refusingObject<T extends Emitter>(
  name: string,
  members: { readonly [member: string]: Refusal['answers'] },
  { code, refuse }: { code: number; refuse: Refuse },
): T {
  const object = new Emitter() as Emitter & { [member: string]: unknown };
  for (const [member, answers] of Object.entries(members)) {
    // A figure that is not there is 0; an error number would look like one.
    object[member] = () => {
      const answer = refusal(`${name}.${member}`, { code, answers }, refuse);
      return answers === 'number' ? 0 : answer;
    };
  }
  return object as unknown as T;
}
