import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeMediaEngine, type FakeMediaEngine } from '../../media/fake/FakeMediaEngine.ts';
import { Watch } from './Watch.ts';

let now: number;
let engine: FakeMediaEngine;
let watch: Watch;
beforeEach(() => {
  now = 5_000;
  engine = createFakeMediaEngine();
  watch = new Watch({ engine }, () => now);
});
afterEach(() => watch.close());

const pass = (received: number, sent: number) => {
  engine.passed.received.bytes += received;
  engine.passed.sent.bytes += sent;
};
const nothing = { inKbps: null, outKbps: null };

test('[CONSOLE-71] what passes is measured between two questions, at least 0.9 s apart; sooner the same is told again', async () => {
  expect(await watch.bitrate()).toEqual(nothing);
  pass(1_000_000, 3_000_000);
  now += 899;
  expect(await watch.bitrate()).toEqual(nothing);
  now += 101;
  expect(await watch.bitrate()).toEqual({ inKbps: 8_000, outKbps: 24_000 });
  pass(250_000, 0);
  now += 899;
  expect(await watch.bitrate()).toEqual({ inKbps: 8_000, outKbps: 24_000 });
  now += 1_101;
  expect(await watch.bitrate()).toEqual({ inKbps: 1_000, outKbps: 0 });
});

test('[CONSOLE-71] what a worker took with it when it died counts as nothing, never as less', async () => {
  pass(1_000, 1_000);
  await watch.bitrate();
  engine.passed.received.bytes = 0;
  now += 1_000;
  expect(await watch.bitrate()).toEqual({ inKbps: 0, outKbps: 0 });
});
