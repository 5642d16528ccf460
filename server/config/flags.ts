import { parseArgs } from 'node:util';
import { ConfigError } from './Config.ts';
import { closest } from './closest.ts';
import { keyOf, type OptionName, optionNames, options } from './options.ts';

/** Flags that a command has besides the options: `text` takes a value, `switch` does not. */
export type OwnFlags = { readonly [name: string]: 'text' | 'switch' };

/** A command line taken apart. Values of options are still unchecked. */
export type Flags<Own extends OwnFlags> = {
  options: { [N in OptionName]?: string | boolean };
  /** Path of the YAML file. */
  config: string | undefined;
  own: { [N in keyof Own]: Own[N] extends 'text' ? string | undefined : boolean };
  words: string[];
};

/** Takes a command line apart. `known` limits which options this command has. */
export function readFlags<const Own extends OwnFlags>(
  argv: readonly string[],
  own: Own,
  known: readonly OptionName[] = optionNames,
): Flags<Own> {
  const kinds = new Map<string, 'text' | 'switch'>([
    ...known.map((name) => [keyOf(name), options[name].value === '' ? 'switch' : 'text'] as const),
    ['config', 'text'],
    ...Object.entries(own),
  ]);
  const problems: string[] = [];
  const values = new Map<string, string | boolean>();
  const words: string[] = [];
  for (const token of tokensOf(argv, kinds)) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const read = readFlag(token, kinds);
    if ('problem' in read) problems.push(read.problem);
    else values.set(read.name, read.value);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const config = values.get('config');
  return {
    options: Object.fromEntries(known.flatMap((name) => (values.has(keyOf(name)) ? [[name, values.get(keyOf(name))]] : []))),
    config: typeof config === 'string' ? config : undefined,
    own: Object.fromEntries(
      Object.entries(own).map(([name, kind]) => [name, kind === 'switch' ? values.get(name) === true : values.get(name)]),
    ) as Flags<Own>['own'],
    words,
  };
}

type Kinds = ReadonlyMap<string, 'text' | 'switch'>;
type Token = { kind: 'option'; name: string; rawName: string; value: string | undefined; inlineValue: boolean | undefined };

function tokensOf(argv: readonly string[], kinds: Kinds) {
  const entries = [...kinds].map(([name, kind]) => [name, { type: kind === 'text' ? 'string' : 'boolean' }] as const);
  // Not `strict`: its messages neither suggest nor come more than one at a time.
  return parseArgs({ args: [...argv], options: Object.fromEntries(entries), strict: false, tokens: true }).tokens as (
    | Token
    | { kind: 'positional'; value: string }
    | { kind: 'option-terminator' }
  )[];
}

function readFlag(token: Token, kinds: Kinds): { problem: string } | { name: string; value: string | boolean } {
  const { name, value } = token;
  const kind = kinds.get(name);
  if (kind === undefined) {
    const positive = name.replace(/^no-/, '');
    if (positive !== name && kinds.get(positive) === 'switch' && value === undefined) return { name: positive, value: false };
    const meant = closest(name, [...kinds.keys()]);
    return { problem: `${token.rawName} is not an option here${meant ? `; did you mean --${meant}?` : ''}` };
  }
  if (kind === 'switch') {
    return value === undefined ? { name, value: true } : { problem: `--${name} is a switch and takes no value` };
  }
  if (value === undefined || (!token.inlineValue && /^-./.test(value))) {
    return { problem: `--${name} needs a value${value === undefined ? '' : ` (if it is ${value}, write --${name}=${value})`}` };
  }
  return { name, value };
}
