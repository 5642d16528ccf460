import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Signatures, signaturesOf } from './signatures.ts';

const SDK = join(import.meta.dirname, '../../sdk/react-native');

/** The public names of the documented API with what they take and give; nothing is listed that apps do not see. */
const documented = JSON.parse(readFileSync(join(SDK, 'signatures.json'), 'utf8')) as Signatures;

test('[RN-41] every documented name of React Native has its documented parameters, fields and numbers', () => {
  const files = ['ZegoExpressEngine.ts', 'types/index.ts', 'data/ZegoRealTimeSequentialDataManager.ts', 'ambient.d.ts'];
  const ours = signaturesOf(files.map((file) => join(SDK, file)));
  expect(Object.keys(documented.enumerations)).toHaveLength(69);
  for (const [name, numbers] of Object.entries(documented.enumerations)) expect(ours.enumerations[name], name).toEqual(numbers);
  const wrong = Object.entries(documented.types).flatMap(([name, members]) =>
    Object.entries(members)
      .filter(([member, text]) => !fits(text, ours.types[name]?.[member]))
      .map(([member, text]) => `${name}.${member}: ${ours.types[name]?.[member]} instead of ${text}`),
  );
  expect(wrong).toEqual([]);
}, 60_000);

test('[RN-41] more may be left out than documented, or be null; nothing else may differ', () => {
  expect(fits('(a: string, b: T) => X', '(a: string, b?: T | null) => X')).toBe(true);
  expect(fits('(a?: string) => X', '(a: string) => X')).toBe(false);
  expect(fits('(a: string) => X', '(a: number) => X')).toBe(false);
  expect(fits('(a: string) => X', '(a: string, b: string) => X')).toBe(false);
  expect(fits('(a: string) => Promise<X>', '(a: string) => Promise<X | null>')).toBe(false);
  expect(fits('(a: string) => X', undefined)).toBe(false);
});

/** Whether a caller who knows the documented text can do the same here. */
function fits(text: string, ours: string | undefined): boolean {
  const parts = (signature: string) => signature.split(/(?=[(,])/);
  const theirs = parts(text);
  const own = parts((ours ?? '').replaceAll(/ \| null(?=[,)])/g, ''));
  return (
    theirs.length === own.length && theirs.every((part, index) => [own[index], own[index]?.replace('?:', ':')].includes(part))
  );
}
