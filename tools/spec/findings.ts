import type { Rule } from './rules.ts';
import type { TestId } from './testIds.ts';

/** What is wrong between spec and tests, one line each; none when every rule is tested and every id is known. */
export function findings(rules: readonly Rule[], ids: readonly TestId[]): string[] {
  const tested = new Set(ids.map(({ id }) => id));
  const known = new Map<string, Rule>();
  const lines: string[] = [];
  for (const rule of rules) {
    const first = known.get(rule.id);
    if (first) lines.push(`${rule.file}:${rule.line} ${rule.id} is said twice, first at ${first.file}:${first.line}`);
    else known.set(rule.id, rule);
  }
  for (const rule of known.values()) {
    if (!tested.has(rule.id)) lines.push(`${rule.file}:${rule.line} ${rule.id} has no test: ${rule.text}`);
  }
  for (const { id, file, line } of ids) {
    if (!known.has(id)) lines.push(`${file}:${line} ${id} is not in docs/spec`);
  }
  return lines;
}
