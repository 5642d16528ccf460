import { expect, it } from 'vitest';
import { lostPart } from './lostPart.ts';

const report = (part: number) => ({ fractionLost: Math.round(part * 256), roundTripTime: 40 });

it('[ADAPT-10] what comes late is not lost, whatever the feedback says of it', () => {
  expect(lostPart(0.35, [report(0), report(0.02)])).toBeCloseTo(0.02, 2);
});

it('[ADAPT-10] where receivers miss it, too, the feedback counts, which is newer', () => {
  expect(lostPart(0.35, [report(0), report(0.2)])).toBe(0.35);
  expect(lostPart(0.1, [report(0.3)])).toBe(0.1);
});

it('[ADAPT-10] receivers that have not reported yet say nothing', () => {
  expect(lostPart(0.35, [])).toBe(0.35);
  expect(lostPart(0.35, [{ fractionLost: 0 }, { fractionLost: 0, roundTripTime: 0 }])).toBe(0.35);
  expect(lostPart(undefined, [report(0.1)])).toBeUndefined();
});
