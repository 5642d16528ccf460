import { type ForbidRule, type RuleSubject, ruleKey } from '@liuyun/protocol/rest/forbidRule';
import type { RuleStore } from '../RuleStore.ts';

/** Rules for as long as the process lives: for tests and throw-away servers. */
export class MemoryRuleStore implements RuleStore {
  readonly #rules = new Map<string, { appID: number; rule: ForbidRule }>();
  #closed = false;

  async put(appID: number, rule: ForbidRule): Promise<void> {
    this.#checkOpen();
    await this.remove(appID, rule);
    this.#rules.set(keyOf(appID, rule), { appID, rule: structuredClone(rule) });
  }

  async remove(appID: number, subject: RuleSubject): Promise<boolean> {
    this.#checkOpen();
    return this.#rules.delete(keyOf(appID, subject));
  }

  async list(): Promise<{ appID: number; rule: ForbidRule }[]> {
    this.#checkOpen();
    return structuredClone([...this.#rules.values()]);
  }

  async purge(before: number): Promise<void> {
    this.#checkOpen();
    for (const [key, { rule }] of this.#rules) if (rule.expiresAt !== null && rule.expiresAt < before) this.#rules.delete(key);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed');
  }
}

function keyOf(appID: number, subject: RuleSubject): string {
  return `${appID} ${ruleKey(subject)}`;
}
