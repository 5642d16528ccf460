import fc from 'fast-check';

/** Values that parsers, databases, pages, logs and C++ have stumbled over. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -0,
    127,
    128,
    255,
    65_536,
    0xffff_ffff,
    0x1_0000_0000,
    2 ** 53,
    -(2 ** 31),
  ),
  fc.constantFrom(
    ...['', ' ', 'x'.repeat(3_000), '\u0000', '\ud800', '🙂', '\u202e', '\u001b[2J', '\r\nX-Injected: 1', '%00', '%s%n'],
    ...['__proto__', 'constructor', 'toString', 'NaN', '-1', '1e9', 'null', '[object Object]'],
    ...["'; DROP TABLE apps; --", '" OR ""="', '<img src=x onerror=alert(1)>', '$\u007b7*7}', '../../etc/passwd', '$(id)'],
    ...['video/VP8', 'video/rtx', 'audio/opus', 'L9T9', '127.0.0.1'],
  ),
  fc.constantFrom<unknown>([], {}, [[]], [null], { ssrc: 1 }, { length: 5 }, Array(300).fill({}), Array(300).fill(1)),
  fc.jsonValue({ maxDepth: 2 }),
);

type Change = { path: number[]; kind: 'replace' | 'remove' | 'repeat' | 'add'; value: unknown; key: string };

const change: fc.Arbitrary<Change> = fc.record({
  path: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'add'),
  value: nasty,
  key: fc.constantFrom(
    'mid',
    'rid',
    'rtx',
    'ssrc',
    'maxBitrate',
    'scalabilityMode',
    'dtx',
    'apt',
    'id',
    'length',
    'toJSON',
    '__proto__',
  ),
});

/** What is wrong with a value in a few places. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(change, { minLength: 1, maxLength: 3 });

/** A copy of a JSON value with these changes. */
export function mutated(template: unknown, all: readonly Change[]): unknown {
  const copy: unknown = structuredClone(template);
  // A change's value is taken as a copy too: another change may walk into it.
  for (const one of all) mutate(copy, { ...one, value: structuredClone(one.value) });
  return copy;
}

/** Walks down by the numbers of the path and changes what it comes to. */
function mutate(root: unknown, { path, kind, value, key }: Change): void {
  let at = root;
  for (const [depth, number] of path.entries()) {
    if (typeof at !== 'object' || at === null) return;
    const box = at as { [name: string]: unknown };
    const names = Object.keys(box);
    const name = names[number % (names.length || 1)];
    const child = name === undefined ? undefined : box[name];
    const last = depth === path.length - 1 || typeof child !== 'object' || child === null || Object.keys(child).length === 0;
    if (name === undefined || (last && kind === 'add')) {
      if (Array.isArray(box)) box.push(value);
      else Object.defineProperty(box, key, { value, enumerable: true, configurable: true, writable: true });
      return;
    }
    if (last) {
      if (kind === 'remove') delete box[name];
      else if (kind === 'repeat' && Array.isArray(box)) box.push(...box);
      else box[name] = value;
      return;
    }
    at = child;
  }
}
