/**
 * One text in both languages, side by side, so that neither can be forgotten. `{name}` is replaced; in English `one|many`
 * is chosen by `{n}`.
 */
export type Pair = readonly [en: string, zh: string];

export type Language = 'en' | 'zh';

export type Values = { readonly [name: string]: string | number };

/** The text of a pair with its values in place. */
export function textOf(pair: Pair, language: Language, values?: Values): string {
  const written = language === 'zh' ? pair[1] : singularOrPlural(pair[0], values?.n);
  if (!values) return written;
  return written.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? shown(values[name], language) : whole));
}

/** A text is cut at `|` only where it counts something. */
function singularOrPlural(text: string, n: string | number | undefined): string {
  if (n === undefined || !text.includes('|')) return text;
  const [one = text, many = one] = text.split('|');
  return Number(n) === 1 ? one : many;
}

/** Letters that run from the right, and characters that turn the direction. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

function shown(value: string | number | undefined, language: Language): string {
  if (typeof value === 'number') return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-US');
  if (value === undefined || !TURNS.test(value)) return value ?? '';
  // Isolated (U+2068, U+2069), so that a name turns nothing of the sentence around it.
  return `\u2068${value.replaceAll('\u2069', '')}\u2069`;
}
