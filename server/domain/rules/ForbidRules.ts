import type { Kind } from '@liuyun/protocol';
import { type ForbidRule, type RuleSubject, ruleKey, type UserRule, type UserRuleType } from '@liuyun/protocol/rest/forbidRule';

/** Documented: how many user rules of each type are in force at once. The others have a bound because memory has one. */
const MOST_OF_TYPE: Record<UserRuleType, number> = { 1: 100, 2: 200, 3: 200, 4: 200 };
const MOST_TRACK_RULES = 10_000;
const MOST_STREAM_RULES = 10_000;
const MOST_TOKEN_RULES = 10_000;

/** Who asks to come in or to publish. An address that is not known is empty. */
export type Asker = { address: string; roomID: string; userID: string };

/** What an app's server forbids now. Every question takes the same time, however many rules there are. */
export class ForbidRules {
  readonly #rules = new Map<string, ForbidRule>();

  /** Whether a rule can be added, or takes the place of one about the same. */
  fits(rule: ForbidRule, now: number): boolean {
    if (this.find(rule, now)) return true;
    const alike = [...this.#rules.values()].filter((other) => inForce(other, now) && bucketOf(other) === bucketOf(rule)).length;
    if (rule.kind === 'user') return alike < MOST_OF_TYPE[rule.type];
    return alike < mostOf[rule.kind];
  }

  set(rule: ForbidRule): void {
    this.#rules.set(ruleKey(rule), rule);
  }

  remove(subject: RuleSubject): void {
    this.#rules.delete(ruleKey(subject));
  }

  /** The rule about this, if it is in force. */
  find<S extends RuleSubject>(subject: S, now: number): Extract<ForbidRule, { kind: S['kind'] }> | undefined {
    const rule = this.#rules.get(ruleKey(subject));
    return rule && inForce(rule, now) ? (rule as Extract<ForbidRule, { kind: S['kind'] }>) : undefined;
  }

  /** All in force. */
  all(now: number): ForbidRule[] {
    return [...this.#rules.values()].filter((rule) => inForce(rule, now));
  }

  /** The rule with this `ruleKey`, if it is in force. */
  withKey(key: string, now: number): ForbidRule | undefined {
    const rule = this.#rules.get(key);
    return rule && inForce(rule, now) ? rule : undefined;
  }

  /** Those in force, the oldest first. */
  userRules(type: UserRuleType, now: number): UserRule[] {
    const all = [...this.#rules.values()];
    return all.filter((rule): rule is UserRule => rule.kind === 'user' && rule.type === type && inForce(rule, now));
  }

  forbidsLogin(asker: Asker, now: number): boolean {
    return this.#about(asker, now).some(({ login }) => login);
  }

  /** Who may not log in may not begin to publish either, if they are in already. */
  forbidsPublishing(asker: Asker, streamID: string, now: number): boolean {
    return this.forbidsStream(streamID, now) || this.#about(asker, now).length > 0;
  }

  forbidsStream(streamID: string, now: number): boolean {
    return this.find({ kind: 'stream', streamID }, now) !== undefined;
  }

  /** Whether a token of that user is no longer taken. `issuedAt` is Unix ms. */
  tokenRevoked({ userID, issuedAt }: { userID: string; issuedAt: number }): boolean {
    const about = [
      this.#rules.get(ruleKey({ kind: 'tokens', userID: '' })),
      this.#rules.get(ruleKey({ kind: 'tokens', userID })),
    ];
    return about.some((rule) => rule?.kind === 'tokens' && issuedAt <= rule.until);
  }

  forbidsTrack(track: { roomID: string; streamID: string; kind: Kind }, now: number): boolean {
    return this.find({ ...track, kind: 'tracks' }, now)?.[track.kind] ?? false;
  }

  /** Forgets what is over, and says what that was. */
  expire(now: number): ForbidRule[] {
    const over = [...this.#rules.values()].filter((rule) => !inForce(rule, now));
    for (const rule of over) this.remove(rule);
    return over;
  }

  get size(): number {
    return this.#rules.size;
  }

  #about({ address, roomID, userID }: Asker, now: number): UserRule[] {
    const nobody = { kind: 'user' as const, address: '', roomID: '', userID: '' };
    const subjects = [
      { ...nobody, type: 1 as const, address },
      { ...nobody, type: 2 as const, roomID },
      { ...nobody, type: 3 as const, userID },
      { ...nobody, type: 4 as const, roomID, userID },
    ];
    return subjects.flatMap((subject) => this.find(subject, now) ?? []);
  }
}

const mostOf = { tracks: MOST_TRACK_RULES, stream: MOST_STREAM_RULES, tokens: MOST_TOKEN_RULES };

function inForce(rule: ForbidRule, now: number): boolean {
  return rule.expiresAt === null || rule.expiresAt > now;
}

function bucketOf(rule: ForbidRule): string {
  return rule.kind === 'user' ? `user ${rule.type}` : rule.kind;
}
