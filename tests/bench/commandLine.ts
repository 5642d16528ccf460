import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Thrown for a command line that cannot be carried out; says what is wrong. */
export class WrongOptions extends Error {}

/** A number that a bench is told: without a word it is `usual`; no load has more than `most`. */
export type NumberOption = { usual: number; most: number };

/** Reads `--name N` for each name, and `--json FILE`. @throws WrongOptions */
export function readNumbers<R extends { readonly [name: string]: NumberOption }>(
  argv: readonly string[],
  ranges: R,
): { options: { [N in keyof R]: number }; json: string | undefined } {
  const names = Object.keys(ranges) as (keyof R & string)[];
  const numbers = names.map((name) => [name, { type: 'string', default: String(ranges[name]?.usual) }] as const);
  const values: { [name: string]: unknown } = parsed({
    args: [...argv],
    options: { ...Object.fromEntries(numbers), json: { type: 'string' } },
  });
  const read = names.map((name) => [name, wholeNumber(name, values[name], { most: ranges[name]?.most ?? 0 })] as const);
  return { options: Object.fromEntries(read) as { [N in keyof R]: number }, json: values.json as string | undefined };
}

/** @throws WrongOptions unless it is a whole number from `least` (1) to `most`. */
export function wholeNumber(name: string, text: unknown, { least = 1, most }: { least?: number; most: number }): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new WrongOptions(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
}

/** What stands on the command line. @throws WrongOptions for what is not known, or has no value. */
export function parsed<const C extends ParseArgsConfig>(config: C): ReturnType<typeof parseArgs<C>>['values'] {
  try {
    return parseArgs(config).values;
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error));
  }
}
