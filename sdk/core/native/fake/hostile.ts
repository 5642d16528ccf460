/** What no app should hand over, made anew for every call: nothing may come of it but a documented number. */
export const hostileValues: { readonly [name: string]: () => unknown } = {
  nothing: () => undefined,
  null: () => null,
  'an empty text': () => '',
  'a long text': () => 'x'.repeat(100_000),
  'NUL and half a character': () => '\u0000\ud800',
  'the name of a prototype': () => '__proto__',
  'no number': () => Number.NaN,
  'a negative number': () => -1,
  'half a number': () => 1.5,
  'a huge number': () => Number.MAX_VALUE,
  'a big integer': () => 10n,
  'a symbol': () => Symbol('s'),
  true: () => true,
  'a list': () => [],
  'a list with a hole': () => new Array(3),
  'a list of nothing': () => [null, undefined, {}],
  'an object': () => ({}),
  'an object without a prototype': () => Object.create(null),
  'an object that is no text': () => ({
    toString() {
      throw new Error('no text');
    },
  }),
  'an object in itself': () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    return ring;
  },
  'an object that lets nobody in': () =>
    new Proxy(
      {},
      Object.fromEntries(
        ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor', 'set'].map((trap) => [
          trap,
          () => {
            throw new Error('nobody');
          },
        ]),
      ),
    ),
  'an object that throws itself': () => {
    const thrown: object = new Proxy(
      {},
      {
        get: () => {
          throw thrown;
        },
        getPrototypeOf: () => {
          throw thrown;
        },
      },
    );
    return thrown;
  },
  'an object that is over': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  // biome-ignore lint/suspicious/noThenProperty: that is what is wrong with it
  'a promise that never ends': () => ({ then: () => undefined }),
  'a function': () => () => undefined,
  'a class': () => class {},
  'some bytes': () => new Uint8Array(5000),
};

/** The ways of handing one over: alone, everywhere, and behind arguments that are right. */
const shapes: readonly ((value: () => unknown) => unknown[])[] = [
  (value) => [value()],
  (value) => [value(), value(), value(), value()],
  (value) => ['room', value(), value()],
  (value) => ['mine', undefined, value()],
  (value) => [0, value(), value()],
];

/** How a call went wrong: it threw, its promise rejected, or never ended. */
export type Outrage = { member: string; value: string; how: string };

/** An object's public functions, up its classes, without those that are left out. */
export function functionsOf(object: object, leftOut: ReadonlySet<string> = new Set()): string[] {
  const names = new Set<string>();
  for (let at: object | null = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].filter(
    (name) => name !== 'constructor' && !leftOut.has(name) && typeof (object as Record<string, unknown>)[name] === 'function',
  );
}

/**
 * Calls every public function of an object with every hostile value in every way; `pass` lets time go by, so that what is
 * waited for ends. Resolves how it went wrong, and nothing where all ended as documented.
 */
export async function torment(
  object: object,
  { leftOut, pass }: { leftOut?: ReadonlySet<string>; pass: () => Promise<void> },
): Promise<Outrage[]> {
  const outrages: Outrage[] = [];
  const open = new Map<Promise<unknown>, { member: string; value: string }>();
  const unhandled = (reason: unknown) => void outrages.push({ member: '?', value: '?', how: `unhandled: ${textOf(reason)}` });
  process.on('unhandledRejection', unhandled);
  for (const member of functionsOf(object, leftOut)) {
    for (const [value, make] of Object.entries(hostileValues)) {
      for (const shape of shapes) {
        try {
          const answer = (object as Record<string, (...args: unknown[]) => unknown>)[member]?.(...shape(make));
          if (!(answer instanceof Promise)) continue;
          open.set(answer, { member, value });
          answer.then(
            () => open.delete(answer),
            (error: unknown) => {
              open.delete(answer);
              outrages.push({ member, value, how: `rejected: ${textOf(error)}` });
            },
          );
        } catch (error) {
          outrages.push({ member, value, how: `threw: ${textOf(error)}` });
        }
      }
    }
  }
  await pass();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  for (const call of open.values()) outrages.push({ ...call, how: 'never ended' });
  return outrages;
}

function textOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'something that cannot be read';
  }
}
