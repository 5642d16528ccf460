import { beforeEach, expect, it } from 'vitest';
import { Downlink, EASY_MS, NO_PATIENCE_MS, PATIENCE_MS, type Picture, RETRY_MS } from './Downlink.ts';

/** A picture whose publisher comes down to what is borne, or does not. */
class Shown implements Picture {
  sending = true;
  held = false;
  holds = 0;
  borne: number | undefined;
  readonly #adapts: boolean;
  constructor(adapts = true) {
    this.#adapts = adapts;
  }
  bears(bps: number | undefined): void {
    this.borne = bps;
  }
  adapts(): boolean {
    return this.#adapts;
  }
  hold(held: boolean): void {
    if (held) this.holds++;
    this.held = held;
  }
}

let downlink: Downlink;
let now: number;
beforeEach(() => {
  downlink = new Downlink();
  now = 0;
});

/** The worker measures once a second, for this many seconds. */
function measure(seconds: number, of: { available: number; desired: number | (() => number); lossy?: boolean }): void {
  for (let count = 0; count < seconds; count++) {
    const desired = typeof of.desired === 'function' ? of.desired() : of.desired;
    downlink.measured({ available: of.available, desired, lossy: of.lossy ?? desired > of.available }, now);
    now += 1000;
  }
}

it('[ADAPT-1] where there is enough nothing is borne less and nothing is held', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(10, { available: 2_000_000, desired: 800_000 });
  measure(1, { available: 800_000, desired: 800_000 });
  measure(1, { available: 2_000_000, desired: 800_000 });
  expect([picture.borne, picture.held]).toEqual([undefined, false]);
});

it('[ADAPT-1] pictures share what sound leaves over', () => {
  const [one, other, muted] = [new Shown(), new Shown(), new Shown()];
  muted.sending = false;
  for (const picture of [one, other, muted]) downlink.picture(picture, true);
  measure(1, { available: 1_000_000, desired: 1_600_000 });
  expect([one.borne, other.borne, muted.borne]).toEqual([450_000, 450_000, undefined]);
  downlink.sound(one, true);
  downlink.sound(other, true);
  measure(1, { available: 1_000_000, desired: 1_600_000 });
  expect([one.borne, other.borne]).toEqual([386_000, 386_000]);
});

it('[ADAPT-2] a publisher that comes down is waited for, and the limit is lifted with the shortage', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(2, { available: 300_000, desired: 1_000_000 });
  expect(picture.borne).toBe(270_000);
  measure(20, { available: 300_000, desired: 250_000 });
  expect(picture.holds).toBe(0);
  measure(1, { available: 1_000_000, desired: 260_000 });
  expect(picture.borne).toBe(900_000);
  measure(1, { available: 2_000_000, desired: 1_000_000 });
  expect(picture.borne).toBeUndefined();
});

it('[ADAPT-2] the limit is lifted when publishers do not take up what is offered', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(1, { available: 300_000, desired: 1_000_000 });
  measure(EASY_MS / 1000, { available: 1_700_000, desired: 700_000 });
  expect(picture.borne).toBe(1_530_000);
  measure(1, { available: 1_700_000, desired: 700_000 });
  expect(picture.borne).toBeUndefined();
});

it('[ADAPT-1] before anything was lost, an estimate that has not come down says nothing', () => {
  const pictures = Array.from({ length: 9 }, () => new Shown());
  for (const picture of pictures) downlink.picture(picture, true);
  measure(30, { available: 2_000_000, desired: 7_200_000, lossy: false });
  expect(pictures.map(({ borne, held }) => [borne, held])).toEqual(pictures.map(() => [undefined, false]));
  measure(2, { available: 2_000_000, desired: 7_200_000, lossy: true });
  expect(pictures[0]?.borne).toBe(200_000);
});

it('[ADAPT-3] what arrives is not taken away, however low the estimate, as with much jitter', () => {
  const picture = new Shown(false);
  downlink.picture(picture, true);
  measure(60, { available: 300_000, desired: 1_000_000, lossy: false });
  expect([picture.borne, picture.holds]).toEqual([270_000, 0]);
  measure(60, { available: 40_000, desired: 1_000_000, lossy: false });
  expect([picture.borne, picture.holds]).toEqual([150_000, 0]);
});

it('[ADAPT-3] a picture that stays too big is held: late if its publisher may come down, soon if it will not', () => {
  const [patient, hopeless] = [new Shown(true), new Shown(false)];
  downlink.picture(patient, true);
  measure(PATIENCE_MS / 1000, { available: 300_000, desired: 1_000_000 });
  expect(patient.held).toBe(false);
  measure(1, { available: 300_000, desired: 1_000_000 });
  expect(patient.held).toBe(true);
  downlink.picture(patient, false);
  downlink.picture(hopeless, true);
  measure(1 + NO_PATIENCE_MS / 1000, { available: 300_000, desired: 1_000_000 });
  expect(hopeless.held).toBe(true);
});

it('[ADAPT-3] of several pictures the last ones are held until the rest fits', () => {
  const pictures = [new Shown(false), new Shown(false), new Shown(false)];
  for (const picture of pictures) downlink.picture(picture, true);
  measure(20, { available: 1_000_000, desired: () => pictures.filter(({ held }) => !held).length * 600_000 });
  expect(pictures.map(({ held }) => held)).toEqual([false, true, true]);
});

it('[ADAPT-4] a held picture goes on as soon as there is room, and is tried less and less often while there seems to be none', () => {
  const picture = new Shown(false);
  downlink.picture(picture, true);
  const desired = () => (picture.held ? 0 : 1_000_000);
  measure(3, { available: 300_000, desired });
  expect(picture.held).toBe(true);
  measure(RETRY_MS / 1000, { available: 300_000, desired });
  expect(picture.held).toBe(false);
  measure(120, { available: 300_000, desired });
  expect(picture.holds).toBeLessThanOrEqual(6);
  measure(5, { available: 2_000_000, desired });
  expect(picture.held).toBe(false);
  measure(60, { available: 2_000_000, desired });
  expect([picture.held, picture.borne]).toEqual([false, undefined]);
});

it('[ADAPT-4] where nothing seems to fit it is tried every 40 s, lest a low estimate keep it away for ever', () => {
  const picture = new Shown(false);
  downlink.picture(picture, true);
  measure(60, { available: 30_000, desired: () => (picture.held ? 0 : 1_000_000) });
  expect([picture.held, picture.holds]).toEqual([true, 2]);
});

it('[ADAPT-4] a picture that is not wanted any more is not held any more', () => {
  const picture = new Shown(false);
  downlink.picture(picture, true);
  measure(3, { available: 300_000, desired: 1_000_000 });
  downlink.picture(picture, false);
  expect([picture.held, downlink.busy]).toEqual([false, false]);
});
