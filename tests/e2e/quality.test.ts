import { expect, test, vi } from 'vitest';
import { User } from '../kit/browser/User.ts';
import { CodeclessPeer, type PublishOptions } from '../kit/codecless/CodeclessPeer.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 240_000;
const stage = useStage();

type Kind = { muteState: '0' | '1'; [figure: string]: number | string | boolean };
type Stats = { video: Kind; audio: Kind; peerToPeerDelay?: number; peerToPeerPacketLostRate?: number };
type Told = { at: number; stats: Stats };

/** A publisher that counts what it sends, and a browser that plays it. */
async function known(options: PublishOptions, playOptions: object = {}) {
  const roomID = newRoom();
  const { appID, server, token } = await stage.cloud.access({ userID: 'known', roomID });
  const peer = await CodeclessPeer.join({ url: server, appID, roomID, userID: 'known', token });
  const tracks = await peer.publish('known', options);
  const bob = await User.open(stage, 'bob', { playQualityInterval: 1_000, publishQualityInterval: 1_000 });
  await bob.login(roomID);
  await watch(bob, 'playQualityUpdate');
  await bob.play('known', playOptions);
  return { peer, tracks, bob };
}

type Listening = { on(name: string, listener: (streamID: string, stats: Stats) => void): boolean };
type Watching = Window & { told: Told[] };

async function watch(user: User, event: 'playQualityUpdate' | 'publishQualityUpdate'): Promise<void> {
  await user.page.evaluate((event) => {
    const page = window as unknown as Watching;
    page.told = [];
    (window.engine as unknown as Listening).on(event, (_, stats) => page.told.push({ at: Date.now(), stats }));
  }, event);
}

/** Everything is said of a time that grows until it holds, or of another one: this only ends what never does. */
const IN_TIME = { timeout: 60_000, interval: 250 };

/**
 * What is claimed of all figures from now on, the first of which only says when it began. What a machine that stood still changed at
 * the ends weighs ever less; figures that are wrong stay as wrong as they were.
 */
async function holdsOf(user: User, claim: (told: Told[]) => void | Promise<void>, { atLeast = 5 } = {}): Promise<void> {
  const told = async () => user.page.evaluate(() => (window as unknown as Watching).told);
  const began = (await told()).length + 2;
  await vi.waitFor(async () => {
    const all = (await told()).slice(began);
    expect(all.length, 'figures').toBeGreaterThanOrEqual(atLeast);
    await claim(all);
  }, IN_TIME);
}

/** The next so many figures, after some that are still those of the beginning, with the time at which each was told. */
async function toldNext(user: User, { skip = 2, take = 3 } = {}): Promise<Told[]> {
  const began = await user.page.evaluate(() => (window as unknown as Watching).told.length);
  const told = async () => (await user.page.evaluate(() => (window as unknown as Watching).told)).slice(began + skip);
  await expect.poll(async () => (await told()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(take);
  return (await told()).slice(0, take);
}

const figures = async (user: User, which: { skip?: number; take?: number } = {}): Promise<Stats[]> =>
  (await toldNext(user, which)).map(({ stats }) => stats);

/**
 * Follows a growing count. Figures that were told are held against it by the times at which they were told: when we came to read
 * them depends on how busy the machine is.
 */
function follow(count: () => number) {
  const seen: { at: number; count: number }[] = [];
  const timer = setInterval(() => seen.push({ at: Date.now(), count: count() }), 10);
  const countAt = (at: number) => {
    const next = seen.findIndex((one) => one.at >= at);
    const [a, b] = [seen[next - 1], seen[next]];
    if (!a || !b) throw new Error('nothing was counted around that time');
    return a.count + ((b.count - a.count) * (at - a.at)) / (b.at - a.at);
  };
  return {
    /** kbit/s between two times, of a count of bytes. */
    kbps: (from: number, to: number) => ((countAt(to) - countAt(from)) * 8) / (to - from),
    stop: () => clearInterval(timer),
  };
}

const mean = (values: unknown[]): number => values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length;
/** On average over the time between the first and the last. */
function overTime(told: Told[], read: (stats: Stats) => unknown): number {
  const [from = 0, to = 0] = [told[0]?.at, told.at(-1)?.at];
  return (
    told.slice(1).reduce((sum, { at, stats }, index) => sum + Number(read(stats)) * (at - (told[index]?.at ?? 0)), 0) /
    (to - from)
  );
}
const meanOf = (told: Told[], kind: 'audio' | 'video', figure: string): number => overTime(told, (stats) => stats[kind][figure]);
const between = (told: Told[]): [from: number, to: number] => [told[0]?.at ?? 0, told.at(-1)?.at ?? 0];
const delayOf = (all: Stats[]): number => mean(all.map(({ peerToPeerDelay }) => peerToPeerDelay));

test(
  '[QUAL-30] bitrates, frames and packets per second and the size are those that are sent',
  async () => {
    const { peer, tracks, bob } = await known({ video: 'VP8', audio: true, kbps: 400, fps: 15 });
    const [audio, video] = tracks;
    const sent = { audio: follow(() => audio?.sent.bytes ?? 0), video: follow(() => video?.sent.bytes ?? 0) };
    await holdsOf(bob, (told) => {
      /** What was really sent of what should have been: timers of a busy machine are late. */
      const pace = { audio: 1, video: 1 };
      for (const kind of ['audio', 'video'] as const) {
        const rate = meanOf(told, kind, `${kind}Bitrate`);
        const really = sent[kind].kbps(...between(told));
        pace[kind] = really / { audio: 32, video: 400 }[kind];
        expect(Math.abs(rate - really) / really, `${kind}: ${rate} of ${really} kbit/s`).toBeLessThan(0.05);
      }
      for (const figure of ['videoFPS', 'videoTransferFPS', 'videoRenderFPS']) {
        expect(Math.abs(meanOf(told, 'video', figure) - 15 * pace.video), figure).toBeLessThanOrEqual(1);
      }
      expect(Math.abs(meanOf(told, 'audio', 'audioFPS') - 50 * pace.audio)).toBeLessThanOrEqual(2);
      expect(told.at(-1)?.stats).toMatchObject({
        video: {
          frameWidth: 64,
          frameHeight: 48,
          googCodecName: 'VP8',
          videoPacketsLostRate: 0,
          videoQuality: 0,
          muteState: '0',
        },
        audio: { audioCodec: 'opus', audioSamplingRate: 48_000, audioPacketsLostRate: 0, audioQuality: 0, muteState: '0' },
        peerToPeerPacketLostRate: 0,
      });
      // Milliseconds: those of the sender's timers. As seconds it would be rounded to nothing, in its own unit thousands.
      expect(meanOf(told, 'audio', 'audioJitter')).toBeGreaterThan(0);
      expect(meanOf(told, 'audio', 'audioJitter')).toBeLessThan(100);
    });
    for (const kind of ['audio', 'video'] as const) sent[kind].stop();
    await peer.leave();
  },
  TEST_MS,
);

test(
  '[QUAL-31] of one packet in ten left out on purpose the rate of loss is 0.10, the grade follows, and it can be heard',
  async () => {
    const { peer, tracks, bob } = await known({ video: 'VP8', audio: true, kbps: 600, fps: 15, omitEvery: 10 });
    await holdsOf(bob, (told) => {
      const last = told.at(-1)?.stats;
      for (const kind of ['audio', 'video'] as const) {
        expect(Math.abs(meanOf(told, kind, `${kind}PacketsLostRate`) - 0.1), kind).toBeLessThanOrEqual(0.02);
        expect([2, 3]).toContain(last?.[kind][`${kind}Quality`]);
      }
      expect(Math.abs(overTime(told, (stats) => stats.peerToPeerPacketLostRate) - 0.1)).toBeLessThanOrEqual(0.03);
      // A busy machine may lose some more.
      expect(Number(last?.audio.audioPacketsLost) / (tracks[0]?.sent.omitted ?? 0)).toBeLessThanOrEqual(1.05);
      expect(Number(last?.audio.audioCumulativeBreakTime)).toBeGreaterThan(100);
      const rate = Number(last?.audio.audioCumulativeBreakRate);
      expect(rate).toBeGreaterThan(0.02);
      expect(rate).toBeLessThan(0.3);
    });
    await peer.leave();
  },
  TEST_MS,
);

test(
  '[QUAL-32] the delay is the age of the stamps plus the way, by whatever clock they were made',
  async () => {
    const AGE_MS = 700;
    const WRONG_MS = 3_600_000;
    // A clock that is an hour fast, and frames that are 0.7 s old when they are sent.
    const { peer, bob } = await known({ video: 'VP8', audio: true, capturedAt: () => Date.now() + WRONG_MS - AGE_MS });
    const estimate = async () => delayOf(await figures(bob, { skip: 0, take: 2 }));
    await expect.poll(estimate, { ...IN_TIME, message: 'an estimate without clocks' }).toBeLessThan(AGE_MS / 2);
    await peer.signalling.ask('reportNetwork', { up: 0, down: 0, listen: false, clock: -WRONG_MS });
    await figures(bob, { take: 1 });
    await vi.waitFor(async () => {
      const [all, way] = await Promise.all([figures(bob, { skip: 0, take: 4 }), wayOf(bob, 3_500)]);
      expect(Math.abs(delayOf(all) - AGE_MS - way), `${delayOf(all)} ms, of which the way is ${way}`).toBeLessThanOrEqual(200);
    }, IN_TIME);
    await peer.leave();
  },
  TEST_MS,
);

test(
  '[QUAL-33] a jitter buffer of 1 s shows as a delay of a second more',
  async () => {
    const { peer, bob } = await known({ video: 'VP8', audio: true, capturedAt: () => Date.now() }, { jitterBufferTarget: 1_000 });
    await peer.signalling.ask('reportNetwork', { up: 0, down: 0, listen: false, clock: 0 });
    await vi.waitFor(async () => {
      const delay = delayOf(await figures(bob, { skip: 0, take: 3 }));
      expect(delay).toBeGreaterThan(950);
      expect(delay).toBeLessThan(1_600);
    }, IN_TIME);
    await peer.leave();
  },
  TEST_MS,
);

test(
  '[QUAL-34] figures of what is published agree with what was drawn and with what arrives',
  async () => {
    const roomID = newRoom();
    const ann = await User.open(stage, 'ann', { publishQualityInterval: 1_000 });
    await ann.login(roomID);
    await watch(ann, 'publishQualityUpdate');
    await ann.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
      const pencil = canvas.getContext('2d');
      const drawn: number[] = [];
      Object.assign(window, { drawn });
      setInterval(() => {
        if (!pencil) return;
        drawn.push(Date.now());
        for (let dot = 0; dot < 300; dot++) {
          pencil.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
          pencil.fillRect(Math.random() * 320, Math.random() * 180, 9, 9);
        }
      }, 100);
      const source = canvas.captureStream();
      window.local = await window.engine.createZegoStream({ custom: { video: { source, bitrate: 500 } } });
    });
    await ann.publish('drawn', { options: { videoCodec: 'VP8' } });
    const { appID, server, token } = await stage.cloud.access({ userID: 'known', roomID });
    const peer = await CodeclessPeer.join({ url: server, appID, roomID, userID: 'known', token });
    const { counters } = await peer.play('drawn', { audio: false });
    const arriving = follow(() => counters.bytes);
    await holdsOf(ann, async (told) => {
      const times = await ann.page.evaluate(() => (window as unknown as { drawn: number[] }).drawn);
      const [from, to] = between(told);
      const arrived = arriving.kbps(from, to);
      const rate = meanOf(told, 'video', 'videoBitrate');
      expect(Math.abs(rate - arrived) / arrived, `${rate} of ${arrived} kbit/s`).toBeLessThan(0.1);
      const drawnFPS = (times.filter((at) => at > from && at <= to).length * 1_000) / (to - from);
      for (const figure of ['videoFPS', 'videoTransferFPS']) {
        expect(Math.abs(meanOf(told, 'video', figure) - drawnFPS), `${figure} of ${drawnFPS}`).toBeLessThanOrEqual(1.5);
      }
      expect(told.at(-1)?.stats).toMatchObject({
        video: {
          frameWidth: 320,
          frameHeight: 180,
          googCodecName: 'VP8',
          videoPacketsLostRate: 0,
          videoQuality: 0,
          muteState: '0',
        },
        audio: { audioCodec: '', audioBitrate: 0, audioQuality: -1 },
      });
    });
    arriving.stop();
    await peer.leave();
  },
  TEST_MS,
);

test(
  '[QUAL-35] 5 s without a packet are a break of 5 s; as long a time that is muted is none',
  async () => {
    const { peer, tracks, bob } = await known({ video: 'VP8', audio: true });
    const silence = (silent: boolean) => {
      for (const track of tracks) track.silent = silent;
    };
    const breakOf = (stats: Stats | undefined, kind: 'audio' | 'video') => Number(stats?.[kind][`${kind}CumulativeBreakTime`]);
    const kinds = ['audio', 'video'] as const;
    // Again, where a machine that stood still added a break of its own.
    await vi.waitFor(async () => {
      const [before] = await figures(bob, { take: 1 });
      const silentAt = performance.now();
      silence(true);
      await figures(bob, { skip: 0, take: 5 }).finally(() => silence(false));
      const silentMs = performance.now() - silentAt;
      const [after] = await figures(bob, { take: 1 });
      for (const kind of kinds) {
        const broken = breakOf(after, kind) - breakOf(before, kind);
        expect(Math.abs(broken - silentMs), `${kind}: ${broken} of ${silentMs} ms`).toBeLessThanOrEqual(1_000);
      }
    }, IN_TIME);
    await vi.waitFor(async () => {
      const [before] = await figures(bob, { skip: 0, take: 1 });
      // Bob has heard of it before nothing comes any more, and hears of the end after something comes again.
      const mute = async (muted: boolean) => {
        const since = (await bob.events()).length;
        for (const kind of kinds) await peer.signalling.ask('muteTrack', { streamID: 'known', kind, muted });
        for (const name of ['remoteMicStatusUpdate', 'remoteCameraStatusUpdate'])
          await bob.waitFor(name, ([, status]) => status === (muted ? 'MUTE' : 'OPEN'), since);
      };
      await mute(true);
      silence(true);
      await figures(bob, { skip: 0, take: 4 }).finally(() => silence(false));
      await mute(false);
      const [after] = await figures(bob, { take: 1 });
      for (const kind of kinds) expect(breakOf(after, kind) - breakOf(before, kind), kind).toBeLessThan(600);
    }, IN_TIME);
    await peer.leave();
  },
  TEST_MS,
);

/** What the jitter buffer holds back in this time, ms, on average: on one machine there is nothing else. */
async function wayOf(user: User, watchMs: number): Promise<number> {
  return user.page.evaluate(async (watchMs) => {
    const buffered = async () => {
      const held: { delay: number; count: number }[] = [];
      for (const connection of window.probe.connections) {
        for (const one of (await connection.getStats()).values()) {
          if (one.type === 'inbound-rtp') held.push({ delay: one.jitterBufferDelay, count: one.jitterBufferEmittedCount });
        }
      }
      return held;
    };
    const before = await buffered();
    await new Promise((resolve) => setTimeout(resolve, watchMs));
    const after = await buffered();
    const means = after.flatMap(({ delay, count }, index) => {
      const [emitted, waited] = [count - (before[index]?.count ?? 0), delay - (before[index]?.delay ?? 0)];
      return emitted > 0 ? [waited / emitted] : [];
    });
    return Math.max(...means) * 1000;
  }, watchMs);
}
