import type { Language } from '../language/Pair.ts';

/** What is shown where nothing is known. */
export const NOTHING = '–';

const tag = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-US');

export function count(value: number, language: Language): string {
  return value.toLocaleString(tag(language));
}

/** 0.25 → 25 %. Small parts keep a digit. */
export function share(value: number | null, language: Language): string {
  if (value === null) return NOTHING;
  const percent = value * 100;
  const digits = percent !== 0 && Math.abs(percent) < 10 ? 1 : 0;
  return `${percent.toLocaleString(tag(language), { maximumFractionDigits: digits, minimumFractionDigits: 0 })} %`;
}

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function bytes(value: number | null, language: Language): string {
  if (value === null) return NOTHING;
  let rest = value;
  let step = 0;
  while (rest >= 1024 && step < BYTES.length - 1) {
    rest /= 1024;
    step++;
  }
  return `${rest.toLocaleString(tag(language), { maximumFractionDigits: rest < 10 && step > 0 ? 1 : 0 })} ${BYTES[step]}`;
}

/** kbit/s, from a thousand on Mbit/s, from a million on Gbit/s. */
export function bitrate(kbps: number | null, language: Language): string {
  if (kbps === null) return NOTHING;
  if (kbps < 1000) return `${Math.round(kbps).toLocaleString(tag(language))} kbit/s`;
  const [part, unit] = kbps < 1_000_000 ? [kbps / 1_000, 'Mbit/s'] : [kbps / 1_000_000, 'Gbit/s'];
  return `${part.toLocaleString(tag(language), { maximumFractionDigits: 1, minimumFractionDigits: 1 })} ${unit}`;
}

/** Milliseconds, from ten seconds on in seconds. */
export function millis(value: number | null, language: Language): string {
  if (value === null) return NOTHING;
  if (value < 10_000) return `${Math.round(value).toLocaleString(tag(language))} ms`;
  return `${(value / 1000).toLocaleString(tag(language), { maximumFractionDigits: 0 })} s`;
}
