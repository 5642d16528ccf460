import type { Language } from '../language/Pair.ts';
import { NOTHING } from './figures.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, '0');

/** 2026-11-21 09:05:03, in the user's time zone; the same in both languages, and sorts. */
export function timestamp(at: number | null): string {
  return at === null ? NOTHING : `${day(at)} ${clock(at)}`;
}

export function day(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function clock(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A moment within something that lasts `spanMs`: the time of day, and the day too where there are several. */
export function moment(at: number, spanMs: number): string {
  return spanMs < DAY ? clock(at) : `${day(at).slice(5)} ${clock(at).slice(0, 5)}`;
}

/** The user's time zone: UTC+08:00. */
export function zone(at = new Date()): string {
  const minutes = -at.getTimezoneOffset();
  const ahead = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

const UNITS: { [L in Language]: readonly [string, string, string, string] } = {
  en: [' d', ' h', ' min', ' s'],
  zh: [' 天', ' 小时', ' 分', ' 秒'],
};

/** The two largest units: 1 d 3 h, 2 min 5 s, 8 s. */
export function duration(ms: number, language: Language): string {
  const [days, hours, minutes, seconds] = UNITS[language];
  const whole = Math.max(0, Math.round(ms / SECOND)) * SECOND;
  const parts: [number, string][] = [
    [Math.floor(whole / DAY), days],
    [Math.floor((whole % DAY) / HOUR), hours],
    [Math.floor((whole % HOUR) / MINUTE), minutes],
    [Math.floor((whole % MINUTE) / SECOND), seconds],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return `0${seconds}`;
  return parts
    .slice(first, first + 2)
    .filter(([value], index) => index === 0 || value > 0)
    .map(([value, unit]) => value + unit)
    .join(' ');
}

/** What a date-and-time field shows for a moment, and back. */
export const toField = (at: number): string => `${day(at)}T${clock(at).slice(0, 5)}`;

export function fromField(text: string): number | undefined {
  const at = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? undefined : at;
}
