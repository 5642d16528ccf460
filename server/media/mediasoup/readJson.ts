import { RtcError } from '@liuyun/protocol';

/**
 * Readers of untrusted JSON. They copy what is known and drop the rest, because mediasoup serializes as it goes:
 * a value that throws half-way (maxBitrate 1.5, say) leaves its builder unusable and takes the whole worker down
 * for everybody. What they refuse is MEDIA_FAILED with the name of the field, never its value.
 */
export const refuse = (name: string): never => {
  throw new RtcError('MEDIA_FAILED', `${name} is not acceptable`);
};

export function record(value: unknown, name: string): { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(name);
  return value as { [key: string]: unknown };
}

export function list<T>(value: unknown, name: string, options: { max: number; each: (item: unknown, name: string) => T }): T[] {
  if (!Array.isArray(value) || value.length > options.max) return refuse(name);
  return value.map((item) => options.each(item, name));
}

export function integer(value: unknown, name: string, range: { min: number; max: number }): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < range.min || value > range.max) return refuse(name);
  return value;
}

export function text(value: unknown, name: string, options: { max: number; pattern?: RegExp }): string {
  if (typeof value !== 'string' || value.length > options.max) return refuse(name);
  if (options.pattern && !options.pattern.test(value)) return refuse(name);
  return value;
}

/** `undefined` stays what it is; anything else is read. `null`, `''` and 0 count as given. */
export function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}
