/** One part of `npm test`: a check (an npm script) or a Vitest project, whose tests are counted. */
export type Part = { name: string; kind: 'check' | 'tests' };

/** Every part, in the order in which it runs: what fails fastest comes first. */
export const PARTS: readonly Part[] = [
  { name: 'format:check', kind: 'check' },
  { name: 'types', kind: 'check' },
  { name: 'floors', kind: 'check' },
  { name: 'spec', kind: 'check' },
  { name: 'audit', kind: 'check' },
  { name: 'unit', kind: 'tests' },
  { name: 'protocol', kind: 'tests' },
  { name: 'integration', kind: 'tests' },
  { name: 'e2e', kind: 'tests' },
];

/** The parts that `--only a,b` names, all when it is absent; throws when a name does not exist. */
export function partsNamed(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) throw new Error(`--only ${unknown.join(',')}: there are ${PARTS.map((part) => part.name).join(', ')}`);
  return PARTS.filter((part) => names.includes(part.name));
}
