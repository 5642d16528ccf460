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

function shown(value: string | number | undefined, language: Language): string {
  return typeof value === 'number' ? value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-US') : (value ?? '');
}
