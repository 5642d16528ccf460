import { describe, expect, test } from 'vitest';
import { kbpsBetween, reachedFrom } from '../kit/browser/bitrate.ts';
import { BAD_LINE, frozenPart } from '../kit/browser/flowing.ts';
import type { Direction } from '../kit/netns/Router.ts';
import {
  type Caller,
  departures,
  diary,
  longestGap,
  pause,
  picturesOf,
  reasonsOf,
  samplesOf,
  startCall,
  whenPictures,
} from './call.ts';
import type { Sample } from './meter.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

const SETTLE_MS = 5_000;
/** Then a picture has found all the bitrate that there is for it … */
const GROWN_MS = 15_000;
/** … which is this of the 1000 kbit/s it may take: otherwise there is nothing that a bad line could take away. */
const FILLS_KBPS = 800;
const WATCH_MS = 20_000;
/** The bitrate counts as recovered at this part of what it was. */
const RECOVERED = 0.8;
/** … for so long. */
const FULL_FOR_MS = 2_000;
const RECOVERY_MS = 60_000;
/** Of a bitrate that the line did not push below that part. */
const NOT_LESS = '–';
/** With up to 15 % loss nobody should notice much: the picture stands still for less, and less of the sound is made up. */
const HARDLY_NOTICED = { frozen: 0.15, concealed: 0.1 };
/** On a worse line people can still talk, and see who talks. */
const LIVES = { frozen: 0.5, concealed: 0.25 };
/** Towards a player the sound is protected by the server, which cannot do that for a publisher. */
const CONCEALED = 0.05;

/** The server asks for what is lost ten times at most, 40 ms apart: then nobody repeats it any more. */
const BURST_MS = 60;
const UNHEARD_MS = 900;
const BURSTS = 3;
/** A browser asks for a key frame by itself after three seconds, to which the way of the key frame is added. */
const NOT_WAITED_MS = 2_500;

describe.skipIf(missing)('a bad line', () => {
  const stage = useStage({ name: 'ann', devices: 'busy' }, { name: 'bob', devices: 'busy' });

  /** A call over this line, watched for a while. */
  async function call({
    id,
    what,
    line,
    most = LIVES,
  }: {
    id: string;
    what: string;
    line: Direction;
    most?: { frozen: number; concealed: number };
  }): Promise<void> {
    const { ann, bob } = await startCall(stage, { picture: 'large', wait: GROWN_MS });
    const before = await Promise.all([ann, bob].map(fullBitrate));
    const beganAt = await stage.lab.router.shape('ann', { up: line, down: line });
    await pause(SETTLE_MS);
    const from = Date.now();
    await pause(WATCH_MS);
    const [atAnn, atBob] = [await watched(ann, from), await watched(bob, from)];
    const lives = [ann, bob].map((caller) => whenPictures(caller, Date.now(), { timeoutMs: 5_000, line: BAD_LINE }));
    const borne = [atAnn, atBob].every(({ frozen, concealed }) => frozen <= most.frozen && concealed <= most.concealed);
    const held = (await Promise.all(lives)).every(Number.isFinite) && borne;
    const wideAt = await stage.lab.router.shape('ann', {});
    const back = (
      [
        [ann, atAnn, before[0]],
        [bob, atBob, before[1]],
      ] as const
    ).map(async ([caller, { kbps }, full = 0]) => {
      if (kbps >= RECOVERED * full) return NOT_LESS;
      const at = await whenBitrate(caller, { kbps: RECOVERED * full, since: wideAt });
      return Number.isFinite(at) ? at - wideAt : `not within ${RECOVERY_MS / 1_000} s`;
    });
    const [backAtAnn = '', backAtBob = ''] = await Promise.all(back);
    const left = [...(await departures(ann.user, beganAt)), ...(await departures(bob.user, beganAt))];
    await record({
      id,
      fault: `${what}, both ways`,
      must: 'the call lives',
      figures: {
        ...named('ann', atAnn),
        'ann: recovered after': backAtAnn,
        ...named('bob', atBob),
        'bob: recovered after': backAtBob,
      },
      held,
    });
    expect(left).toEqual([]);
    expect(await reasonsOf(ann.user, beganAt)).not.toContain('RECONNECT_FAILED');
    expect(held, await diary(ann.user, beganAt)).toBe(true);
  }

  test('[FAULT-10] (none) a call on a good line, to compare with', () =>
    call({ id: 'FAULT-10 (none)', what: 'no fault', line: {}, most: { frozen: 0.05, concealed: 0.05 } }));
  test('[FAULT-10] a call lives with 5 % loss', () =>
    call({ id: 'FAULT-10', what: '5 % loss', line: { loss: 0.05 }, most: HARDLY_NOTICED }));
  test('[FAULT-11] a call lives with 15 % loss', () =>
    call({ id: 'FAULT-11', what: '15 % loss', line: { loss: 0.15 }, most: HARDLY_NOTICED }));
  test('[FAULT-12] a call lives with 30 % loss', () => call({ id: 'FAULT-12', what: '30 % loss', line: { loss: 0.3 } }));
  test('[FAULT-13] a call lives with a delay of 200 ms ± 100 ms', () =>
    call({ id: 'FAULT-13', what: '200 ms ± 100 ms each way', line: { delayMs: 200, jitterMs: 100 } }));

  test('[FAULT-26] pictures that are lost for good, with all requests to repeat them, are not waited for', async () => {
    const { bob } = await startCall(stage, { picture: 'large', wait: SETTLE_MS });
    const beganAt = Date.now();
    const gaps: number[] = [];
    for (let count = 0; count < BURSTS; count++) {
      const lostAt = await stage.lab.router.shape('ann', { up: { loss: 1 }, down: { loss: 1 } });
      await pause(BURST_MS);
      await stage.lab.router.shape('ann', { down: { loss: 1 } });
      await pause(UNHEARD_MS);
      const heardAt = await stage.lab.router.shape('ann', {});
      await whenPictures(bob, heardAt, { line: BAD_LINE });
      await pause(Math.max(0, lostAt + SETTLE_MS - Date.now()));
      gaps.push(await longestGap(bob, lostAt, Date.now()));
    }
    const held = gaps.toSorted((a, b) => a - b).at(BURSTS >> 1) ?? Number.POSITIVE_INFINITY;
    await record({
      id: 'FAULT-26',
      fault: `a burst of ${BURST_MS} ms lost on the way up, and for ${UNHEARD_MS} ms all requests to repeat it; ${BURSTS} times`,
      must: 'the picture stands still for less than 2.5 s (median)',
      figures: Object.fromEntries(gaps.map((gap, index) => [`longest gap at bob ${index + 1}`, gap])),
      held: held < NOT_WAITED_MS,
    });
    expect(await departures(bob.user, beganAt)).toEqual([]);
    expect(held, await diary(bob.user, beganAt)).toBeLessThan(NOT_WAITED_MS);
  });

  test.each(['up', 'down'] as const)(
    '[FAULT-14] a bottleneck of 300 kbit/s (%s) comes and goes: the call lives, and the bitrate is back afterwards',
    async (way) => {
      const { ann, bob } = await startCall(stage, { picture: 'large', wait: GROWN_MS });
      const [sender, receiver] = way === 'up' ? [ann, bob] : [bob, ann];
      const before = await fullBitrate(receiver);
      const narrowAt = await stage.lab.router.shape('ann', { [way]: { rateKbps: 300 } });
      await pause(SETTLE_MS);
      const from = Date.now();
      await pause(WATCH_MS);
      const watchedWhileNarrow = await watched(receiver, from);
      const during = await bitrate(receiver, from, Date.now());
      const wideAt = await stage.lab.router.shape('ann', {});
      const recoveredAt = await whenBitrate(receiver, { kbps: RECOVERED * before, since: wideAt });
      const pictures = await whenPictures(receiver, wideAt, { line: BAD_LINE });
      const figures = {
        'kbit/s before': before,
        'kbit/s during': during,
        'recovered after': recoveredAt - wideAt,
        'pictures after': pictures - wideAt,
        ...named('receiver', watchedWhileNarrow),
      };
      const protectedSound = way === 'up' || watchedWhileNarrow.concealed < CONCEALED;
      const held = Number.isFinite(pictures) && watchedWhileNarrow.heard > 0.5 && protectedSound;
      await record({
        id: `FAULT-14 (${way})`,
        fault: `300 kbit/s bottleneck ${way === 'up' ? 'for the publisher' : 'for the player'}, ${(SETTLE_MS + WATCH_MS) / 1000} s`,
        must: 'the call lives; the bitrate recovers',
        figures,
        held: held && Number.isFinite(recoveredAt),
      });
      expect(await departures(bob.user, narrowAt)).toEqual([]);
      expect(held, `${await diary(sender.user, narrowAt)}\n${JSON.stringify(figures)}`).toBe(true);
      expect(recoveredAt - wideAt).toBeLessThanOrEqual(RECOVERY_MS);
    },
  );
});

type Watched = { frozen: number; fps: number; concealed: number; heard: number; kbps: number };

/** What somebody saw and heard since then. Parts of the time are 0–1. */
async function watched({ user, view }: Caller, from: number): Promise<Watched> {
  const to = Date.now();
  const [first, last] = ends(await samplesOf(user), from, to);
  const seconds = (last.at - first.at) / 1_000;
  const samples = last.samples - first.samples;
  const made = last.concealed - first.concealed;
  return {
    // The browser counts a freeze when it is over (W3C webrtc-stats), and short ones too; one that is not over is only seen.
    frozen: Math.max(
      (last.frozenSeconds - first.frozenSeconds) / seconds,
      frozenPart(await picturesOf(user, view), { from, to }),
    ),
    fps: (last.decodedFrames - first.decodedFrames) / seconds,
    concealed: samples > 0 ? made / samples : 1,
    heard: samples > 0 ? (samples - made) / samples : 0,
    kbps: ((last.receivedVideoBytes - first.receivedVideoBytes) * 8) / 1_000 / seconds,
  };
}

function named(who: string, { frozen, fps, concealed, kbps }: Watched): Record<string, number> {
  return {
    [`${who}: frozen %`]: frozen * 100,
    [`${who}: fps`]: fps,
    [`${who}: audio concealed %`]: concealed * 100,
    [`${who}: video kbit/s`]: kbps,
  };
}

/** Video that arrived between two moments, kbit/s. */
async function bitrate({ user }: Caller, from: number, to: number): Promise<number> {
  return kbpsBetween(...ends(await samplesOf(user), from, to));
}

/** Of the last seconds, before anything is done to the line, kbit/s. */
async function fullBitrate(receiver: Caller): Promise<number> {
  const kbps = await bitrate(receiver, Date.now() - SETTLE_MS, Date.now());
  expect(kbps, 'the picture fills its bitrate on a good line').toBeGreaterThan(FILLS_KBPS);
  return kbps;
}

/** When the first two seconds with this bitrate began, ms since the epoch; Infinity if that takes too long. */
async function whenBitrate({ user }: Caller, { kbps, since }: { kbps: number; since: number }): Promise<number> {
  for (; Date.now() < since + RECOVERY_MS; await pause(500)) {
    const at = reachedFrom(await samplesOf(user), { kbps, since, forMs: FULL_FOR_MS });
    if (at) return at;
  }
  return Number.POSITIVE_INFINITY;
}

function ends(samples: Sample[], from: number, to: number): [Sample, Sample] {
  const within = samples.filter(({ at }) => at >= from && at <= to);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last || first === last) throw new Error('nothing was sampled');
  return [first, last];
}
