import { beforeEach, expect, it } from 'vitest';
import { CALM_MS, Downlink, EASY_MS, NO_PATIENCE_MS, PATIENCE_MS, type Picture, RETRY_MS } from './Downlink.ts';

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
function measure(
  seconds: number,
  of: { available: number; desired: number | (() => number); loss?: number; limited?: boolean },
): void {
  for (let count = 0; count < seconds; count++) {
    const desired = typeof of.desired === 'function' ? of.desired() : of.desired;
    const loss = of.loss ?? Math.max(0, 1 - of.available / desired);
    downlink.measured({ available: of.available, desired, loss, limited: of.limited ?? false }, now);
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
  measure(1, { available: 1_000_000, desired: 1_600_000, loss: 0.15 });
  expect([one.borne, other.borne, muted.borne]).toEqual([450_000, 450_000, undefined]);
  downlink.sound(one, true);
  downlink.sound(other, true);
  measure(1, { available: 1_000_000, desired: 1_600_000, loss: 0.15 });
  expect([one.borne, other.borne]).toEqual([386_000, 386_000]);
});

it('[ADAPT-2] a publisher that comes down is waited for; more is tried when nothing was wrong for a while', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(2, { available: 300_000, desired: 1_000_000, loss: 0.15 });
  expect(picture.borne).toBe(270_000);
  measure(CALM_MS / 1000 - 1, { available: 310_000, desired: 250_000 });
  expect(picture.borne).toBe(279_000);
  measure(1, { available: 330_000, desired: 250_000 });
  expect([picture.borne, picture.holds]).toEqual([375_000, 0]);
  // It was too much: the estimate falls.
  measure(1, { available: 250_000, desired: 375_000, loss: 0 });
  expect(picture.borne).toBe(225_000);
  measure((2 * CALM_MS) / 1000 - 1, { available: 250_000, desired: 225_000 });
  expect(picture.borne).toBe(225_000);
  measure(1, { available: 260_000, desired: 225_000 });
  expect(picture.borne).toBe(337_500);
});

it('[ADAPT-2] where the estimate does not grow with what is tried, no more is tried for a while', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(2, { available: 200_000, desired: 1_000_000, loss: 0 });
  measure(4, { available: 200_000, desired: 200_000, loss: 0 });
  measure(1, { available: 220_000, desired: 200_000, loss: 0 });
  expect(picture.borne).toBe(300_000);
  measure(4, { available: 222_000, desired: 260_000, loss: 0 });
  expect(picture.borne).toBe(260_000);
  measure(2, { available: 222_000, desired: 260_000, loss: 0 });
  expect(picture.borne).toBe(390_000);
});

it('[ADAPT-2] the limit is lifted when there has been room for more for long enough, or with the shortage', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(1, { available: 300_000, desired: 1_000_000, loss: 0 });
  measure((CALM_MS + EASY_MS) / 1000 - 1, { available: 300_000, desired: 250_000 });
  expect(picture.borne).toBe(375_000);
  measure(1, { available: 300_000, desired: 250_000 });
  expect(picture.borne).toBeUndefined();
  measure(1, { available: 200_000, desired: 1_000_000, loss: 0 });
  expect(picture.borne).toBe(180_000);
  measure(1, { available: 2_000_000, desired: 1_000_000 });
  expect(picture.borne).toBeUndefined();
});

it('[ADAPT-2] no publisher is asked for less than a small picture at first, and for a tiny one where that is lost too', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(PATIENCE_MS / 1000, { available: 80_000, desired: 1_000_000, loss: 0.25 });
  expect(picture.borne).toBe(150_000);
  measure(2, { available: 80_000, desired: 150_000, loss: 0.25 });
  expect([picture.borne, picture.holds]).toEqual([80_000, 0]);
  measure(CALM_MS / 1000 - 1, { available: 80_000, desired: 60_000, loss: 0 });
  expect(picture.borne).toBe(80_000);
  measure(2, { available: 80_000, desired: 80_000, loss: 0 });
  expect([picture.borne, picture.holds]).toEqual([150_000, 0]);
});

it('[ADAPT-3] where most is lost the picture waits a moment for its publisher to come down', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(1, { available: 150_000, desired: 370_000, loss: 0.6 });
  expect([picture.held, picture.borne]).toEqual([true, 150_000]);
  measure(2, { available: 150_000, desired: 0, loss: 0.6 });
  expect([picture.held, picture.holds]).toEqual([false, 1]);
  measure(30, { available: 150_000, desired: 150_000, loss: 0 });
  expect([picture.held, picture.holds]).toEqual([false, 1]);
});

it('[ADAPT-2] a limit that was set is no estimate: no more is asked for than it carries', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure(3, { available: 100_000, desired: 1_000_000, limited: true, loss: 0 });
  expect(picture.borne).toBe(90_000);
  measure(3, { available: 100_000, desired: 90_000, limited: true, loss: 0 });
  expect([picture.borne, picture.holds]).toEqual([90_000, 0]);
});

it('[ADAPT-1] before anything was lost, an estimate that has not come down says nothing', () => {
  const pictures = Array.from({ length: 9 }, () => new Shown());
  for (const picture of pictures) downlink.picture(picture, true);
  measure(30, { available: 2_000_000, desired: 7_200_000, loss: 0 });
  expect(pictures.map(({ borne, held }) => [borne, held])).toEqual(pictures.map(() => [undefined, false]));
  measure(2, { available: 2_000_000, desired: 7_200_000, loss: 0.2 });
  expect(pictures[0]?.borne).toBe(200_000);
});

it('[ADAPT-3] what arrives is not taken away, however low the estimate, as with much jitter', () => {
  const picture = new Shown(false);
  downlink.picture(picture, true);
  measure(1, { available: 300_000, desired: 1_000_000, loss: 0 });
  expect(picture.borne).toBe(270_000);
  measure(60, { available: 300_000, desired: 1_000_000, loss: 0 });
  expect([picture.borne, picture.holds]).toEqual([1_500_000, 0]);
  measure(1, { available: 40_000, desired: 1_000_000, loss: 0 });
  expect([picture.borne, picture.holds]).toEqual([150_000, 0]);
});

it('[ADAPT-3] a picture that stays too big while packets are lost is held: late if its publisher may come down, soon if it will not', () => {
  const [patient, hopeless] = [new Shown(true), new Shown(false)];
  downlink.picture(patient, true);
  measure((2 * PATIENCE_MS) / 1000 + 1, { available: 300_000, desired: 1_000_000, loss: 0.25 });
  expect(patient.held).toBe(false);
  measure(1, { available: 300_000, desired: 1_000_000, loss: 0.25 });
  expect(patient.held).toBe(true);
  downlink.picture(patient, false);
  downlink.picture(hopeless, true);
  measure(1 + NO_PATIENCE_MS / 1000, { available: 300_000, desired: 1_000_000, loss: 0.25 });
  expect(hopeless.held).toBe(true);
});

it('[ADAPT-3] loss that stays when much less is sent is the line’s own: nothing is held for it, and more is sent again', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  const desired = () => Math.min(picture.borne ?? 1_000_000, 1_000_000);
  measure(60, { available: 30_000, desired, loss: 0.28 });
  expect([picture.holds, desired()]).toEqual([0, 1_000_000]);
  // But what comes on top of it counts.
  measure(1, { available: 30_000, desired, loss: 0.45 });
  expect(desired()).toBe(150_000);
});

it('[ADAPT-3] of several pictures the last ones are held until the rest fits', () => {
  const pictures = [new Shown(false), new Shown(false), new Shown(false)];
  for (const picture of pictures) downlink.picture(picture, true);
  const desired = () => pictures.filter(({ held }) => !held).length * 600_000;
  measure(4, { available: 1_000_000, desired, loss: 0.25 });
  measure(3, { available: 1_000_000, desired, loss: 0 });
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

it('[ADAPT-4] a held picture that comes back begins small, lest it drown the sound', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  measure((2 * PATIENCE_MS) / 1000 + 2, { available: 80_000, desired: 1_000_000, loss: 0.25 });
  expect([picture.held, picture.borne]).toEqual([true, 80_000]);
  measure(RETRY_MS / 1000, { available: 80_000, desired: 0 });
  expect([picture.held, picture.borne]).toEqual([false, 80_000]);
});

it('[ADAPT-4] a picture that is not wanted any more is not held any more', () => {
  const picture = new Shown(false);
  downlink.picture(picture, true);
  measure(3, { available: 300_000, desired: 1_000_000 });
  downlink.picture(picture, false);
  expect([picture.held, downlink.busy]).toEqual([false, false]);
});

it('[ADAPT-3] what was lost while a client changed its network takes nothing away', () => {
  const picture = new Shown();
  downlink.picture(picture, true);
  downlink.moved(now);
  measure(4, { available: 100_000, desired: 1_000_000, loss: 0.8 });
  expect(picture.holds).toBe(0);
  measure(1, { available: 100_000, desired: 1_000_000, loss: 0.8 });
  expect(picture.holds).toBe(1);
});

it('[ADAPT-1] how much is lost is asked for only where it matters', () => {
  expect(downlink.wary({ available: 2_000_000, desired: 800_000 })).toBe(false);
  expect(downlink.wary({ available: 800_000, desired: 800_000 })).toBe(true);
});
