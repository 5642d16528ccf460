import { RtcError } from '@liuyun/protocol/errors';

/** Strengths 0–1. */
export type Beauty = { whiten: number; rosy: number; smooth: number; sharpen: number };

/** What is to be done to a picture. Nothing of both: it is left alone. */
export type PictureWishes = { beauty: Beauty | undefined; lowlight: boolean };

const names = {
  whiten: 'whitenIntensity',
  rosy: 'rosyIntensity',
  smooth: 'smoothIntensity',
  sharpen: 'sharpenIntensity',
} as const satisfies { [K in keyof Beauty]: string };

/** Documented strengths (0–100) over those of last time, or over 50. INPUT_PARAM for anything else. */
export function beautyOf(options: unknown, last: Beauty | undefined): Beauty {
  if (options !== undefined && options !== null && typeof options !== 'object') throw new RtcError('INPUT_PARAM', 'options');
  const given = (options ?? {}) as Record<string, unknown>;
  const beauty = { ...(last ?? { whiten: 0.5, rosy: 0.5, smooth: 0.5, sharpen: 0.5 }) };
  for (const key of Object.keys(names) as (keyof Beauty)[]) {
    const value = given[names[key]];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0 && value <= 100))
      throw new RtcError('INPUT_PARAM', `${names[key]} is 0 to 100`);
    beauty[key] = value / 100;
  }
  return beauty;
}

export const wantsSomething = ({ beauty, lowlight }: PictureWishes): boolean => beauty !== undefined || lowlight;
