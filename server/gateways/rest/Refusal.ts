import { type ReturnName, returnCodes } from '@liuyun/protocol/rest/returnCodes';

/** A request is answered with this code instead of data. `detail` is for the caller: never a secret. */
export class Refusal extends Error {
  readonly answer: ReturnName;
  readonly detail: string;
  /** What is known all the same. */
  readonly data: object;

  constructor(answer: ReturnName, detail = '', data: object = {}) {
    super(detail ? `${returnCodes[answer].text}: ${detail}` : returnCodes[answer].text);
    this.name = 'Refusal';
    this.answer = answer;
    this.detail = detail;
    this.data = data;
  }
}
