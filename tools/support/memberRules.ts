import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../spec/rules.ts';
import type { TestId } from '../spec/testIds.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The core of an SDK's public API, what any call needs: by object and member, the rules that say how it behaves. */
export type MemberRules = { [object: string]: { [member: string]: readonly string[] } };

/** Of `sdk/<name>/rules.json`; nothing where an SDK has none. */
export function readMemberRules(sdk = 'web'): MemberRules {
  const file = join(ROOT, 'sdk', sdk, 'rules.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MemberRules) : {};
}

/**
 * What is wrong with the rules of members, one line each: a member without any, a rule that does not exist or has no
 * test, and a rule none of whose tests so much as mentions the member.
 */
export function memberFindings(members: MemberRules, spec: { rules: readonly Rule[]; ids: readonly TestId[] }): string[] {
  const known = new Set(spec.rules.map(({ id }) => id));
  return Object.entries(members).flatMap(([object, entries]) =>
    Object.entries(entries).flatMap(([member, rules]) => {
      const name = `${object}.${member}`;
      if (rules.length === 0) return [`${name} has no rule`];
      return rules.flatMap((rule) => {
        if (!known.has(rule)) return [`${name}: ${rule} is not in docs/spec`];
        const tests = spec.ids.filter(({ id }) => id === rule);
        if (tests.length === 0) return [`${name}: ${rule} has no test`];
        return tests.some(({ source }) => mentions(source, object, member)) ? [] : [`${name}: no test of ${rule} mentions it`];
      });
    }),
  );
}

/** `engine.member`, or its name as a text (of a member in a list, or of an event). */
function mentions(source: string, object: string, member: string): boolean {
  const text = `['"\`]${member}['"\`]`;
  return new RegExp(object === 'events' ? text : `\\.${member}\\b|${text}`).test(source);
}
