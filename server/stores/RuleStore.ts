import type { ForbidRule, RuleSubject } from '@liuyun/protocol/rest/forbidRule';

/** Port: where it is kept what apps' servers forbid. A write is durable when its promise resolves. */
export interface RuleStore {
  /** Takes the place of a rule about the same. */
  put(appID: number, rule: ForbidRule): Promise<void>;
  /** False when there was none. */
  remove(appID: number, subject: RuleSubject): Promise<boolean>;
  /** All there are, in the order in which they were put. */
  list(): Promise<{ appID: number; rule: ForbidRule }[]>;
  /** Deletes what expired before then (Unix ms). */
  purge(before: number): Promise<void>;
  close(): Promise<void>;
}
