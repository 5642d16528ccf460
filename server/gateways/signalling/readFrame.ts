/** A request as it came, its name and parameters not looked at yet. */
export type Frame = { id: number; ask: string; params: unknown };

/** One text frame as a request; undefined when it is none. */
export function readFrame(text: string): Frame | undefined {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { id, ask, params } = value as { [key: string]: unknown };
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return undefined;
  if (typeof ask !== 'string' || ask.length > 64) return undefined;
  return { id, ask, params: params === undefined ? {} : params };
}

function parse(text: string): unknown {
  try {
    // `__proto__` as a key is an own property after JSON.parse, but turns into a prototype where somebody copies it.
    // The reviver costs time, so it works only on text that could spell it.
    const suspicious = text.includes('__proto__') || text.includes('\\u');
    return suspicious ? JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value)) : JSON.parse(text);
  } catch {
    return undefined;
  }
}
