import { expect, test } from 'vitest';
import { keyFrameInterval } from './keyFrameInterval.ts';

test('[VIDEO-15] an interval is brought into 2 to 6 seconds; one that is no number is refused, none stays none', () => {
  const of = (value: unknown) => keyFrameInterval({ keyFrameInterval: value });
  expect([0, 2, 3.5, 6, 60, Number.POSITIVE_INFINITY].map(of)).toEqual([2, 2, 3.5, 6, 6, 6]);
  expect([undefined, null].map(of)).toEqual([undefined, undefined]);
  for (const wrong of ['2', Number.NaN, {}, true])
    expect(() => of(wrong)).toThrow(expect.objectContaining({ failure: 'INPUT_PARAM' }));
});
