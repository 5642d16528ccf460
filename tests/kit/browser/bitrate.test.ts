import { expect, test } from 'vitest';
import { kbpsBetween, reachedFrom } from './bitrate.ts';
import { busyPicture } from './busyCamera.ts';

/** A sample every quarter of a second, with these kbit/s before each. */
function samples(...kbps: number[]) {
  let bytes = 0;
  return kbps.map((one, index) => {
    bytes += (one * 1000) / 8 / 4;
    return { at: index * 250, receivedVideoBytes: bytes };
  });
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

test('[LAB-10] a bitrate is back from the beginning of the first time with that much', () => {
  const received = samples(...times(8, 300), ...times(13, 1000));
  expect(kbpsBetween(received[7] as never, received[20] as never)).toBe(1000);
  // Two seconds of which six quarters have all of it, and two hardly anything.
  expect(reachedFrom(received, { kbps: 800, since: 0, forMs: 2_000 })).toBe(5 * 250);
  expect(reachedFrom(received, { kbps: 800, since: 8 * 250, forMs: 2_000 })).toBe(8 * 250);
});

test('[LAB-10] it is not back after a short burst, nor before the time is over', () => {
  const burst = samples(...times(8, 300), 1000, 1000, ...times(8, 300));
  expect(reachedFrom(burst, { kbps: 800, since: 0, forMs: 2_000 })).toBeUndefined();
  expect(reachedFrom(samples(...times(8, 1000)), { kbps: 800, since: 0, forMs: 2_000 })).toBeUndefined();
});

test('[LAB-10] the busy picture is a Y4M file of whole frames, the same in every run', () => {
  const file = busyPicture();
  const head = file.indexOf('\n') + 1;
  expect(file.subarray(0, head).toString()).toBe('YUV4MPEG2 W640 H480 F20:1 Ip A1:1 C420jpeg\n');
  const frame = 'FRAME\n'.length + 640 * 480 * 1.5;
  expect((file.length - head) % frame).toBe(0);
  for (let at = head; at < file.length; at += frame) expect(file.subarray(at, at + 6).toString()).toBe('FRAME\n');
  expect(file.equals(busyPicture())).toBe(true);
});
