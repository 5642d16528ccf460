import { Refusal } from './Refusal.ts';

/** Names and values as they were sent, decoded, in their order. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** More than any action has, lists included. */
const MOST_PAIRS = 256;

/** `a=1&b=2` of a URL or a form. UNDECODABLE for a broken escape, PARAM_TOO_LONG for more pairs than anybody needs. */
export function readQuery(text: string): Pairs {
  const parts = text.split('&', MOST_PAIRS + 1);
  if (parts.length > MOST_PAIRS) throw new Refusal('PARAM_TOO_LONG', 'too many parameters');
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? ([decoded(part), ''] as const) : ([decoded(part.slice(0, at)), decoded(part.slice(at + 1))] as const);
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('UNDECODABLE', 'a percent sign that begins no UTF-8 character');
  }
}

/** The last value of that name; what is missing is empty. */
export function paramOf(pairs: Pairs, name: string): string {
  return pairs.findLast(([its]) => its === name)?.[1] ?? '';
}

type Entry = { values: { at: number; value: string }[]; list: boolean };

/**
 * Parameters by name. `UserId[]=a&UserId[]=b`, `UserId[0]=a&UserId[1]=b` and a name that is repeated are lists;
 * numbers in brackets say the order. The object has no prototype: no name means more than it says.
 */
export function gather(pairs: Pairs): { [name: string]: string | string[] } {
  const entries = new Map<string, Entry>();
  for (const [key, value] of pairs) {
    const [, name = key, index] = /^([^[\]]+)\[(\d{0,4})\]$/.exec(key) ?? [];
    const entry = entries.get(name) ?? { values: [], list: false };
    entries.set(name, entry);
    entry.list ||= index !== undefined || entry.values.length > 0;
    entry.values.push({ at: index ? Number(index) : entry.values.length, value });
  }
  const gathered: { [name: string]: string | string[] } = Object.create(null);
  for (const [name, { values, list }] of entries) {
    // Array.sort is stable: what has no number, or the same, stays in the order in which it came.
    const ordered = values.sort((a, b) => a.at - b.at).map(({ value }) => value);
    gathered[name] = list ? ordered : (ordered[0] ?? '');
  }
  return gathered;
}
