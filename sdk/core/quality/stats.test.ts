import { expect, test } from 'vitest';
import { Records } from './stats.ts';

const pair = (id: string, figures: object) => ({ type: 'candidate-pair', id, ...figures });
const rttOf = (...records: { type: string; id: string }[]) =>
  new Records(undefined, { at: 1, records }).value('candidate-pair', 'currentRoundTripTime');

test('[QUAL-23] of several paths the one in use counts: the one that the transport names', () => {
  const transport = { type: 'transport', id: 't', selectedCandidatePairId: 'new' };
  const pairs = [pair('old', { nominated: true, currentRoundTripTime: 0.9 }), pair('new', { currentRoundTripTime: 0.1 })];
  expect(rttOf(...pairs, transport)).toBe(0.1);
  expect(rttOf(transport, ...pairs)).toBe(0.1);
});

test('[QUAL-23] … or that the browser marks, or over which something came last, of those that were nominated', () => {
  const old = { nominated: true, currentRoundTripTime: 0.9, lastPacketReceivedTimestamp: 1_000 };
  const now = { nominated: true, currentRoundTripTime: 0.1, lastPacketReceivedTimestamp: 2_000 };
  expect(rttOf(pair('old', old), pair('new', { ...now, selected: true, lastPacketReceivedTimestamp: 0 }))).toBe(0.1);
  expect(rttOf(pair('old', old), pair('new', now))).toBe(0.1);
  expect(rttOf(pair('new', now), pair('old', old))).toBe(0.1);
  const idle = pair('never', { nominated: false, currentRoundTripTime: 0.5, lastPacketReceivedTimestamp: 3_000 });
  expect(rttOf(idle, pair('old', old))).toBe(0.9);
  expect(rttOf(idle)).toBe(0.5);
});
