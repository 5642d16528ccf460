import type { ActionData, ActionName, ActionParams } from '@liuyun/protocol/rest/actions';
import type { Answer, Asking } from './Answer.ts';
import { mediaAnswers } from './answers/media.ts';
import { messageAnswers } from './answers/messages.ts';
import { ruleAnswers } from './answers/rules.ts';
import { streamAnswers } from './answers/streams.ts';
import { userAnswers } from './answers/users.ts';

/** Which operation answers which action. An action without one does not compile. */
const answers: { [A in ActionName]: Answer<A> } = {
  ...userAnswers,
  ...messageAnswers,
  ...streamAnswers,
  ...mediaAnswers,
  ...ruleAnswers,
};

export async function answer<A extends ActionName>(asking: Asking, name: A, params: ActionParams<A>): Promise<ActionData<A>> {
  return answers[name](asking, params);
}
