import { expect } from 'vitest';
import { type Flow, flowingFrom, GOOD_LINE } from '../kit/browser/flowing.ts';
import { type EngineEvent, User } from '../kit/browser/User.ts';
import type { Machine } from '../kit/netns/Lab.ts';
import type { Sample } from './meter.ts';
import type { Stage } from './stage.ts';

/** A small picture: the machine of the tests has other things to do than to encode. */
export const SMALL = { camera: { video: { quality: 4, width: 320, height: 240, frameRate: 15, bitrate: 300 }, audio: true } };
/** A picture that needs more than a narrow line carries. */
const LARGE = { camera: { video: { quality: 4, width: 640, height: 480, frameRate: 20, bitrate: 1000 }, audio: true } };
const SETTLE_MS = 3_000;

/** One side of a call between two people. */
export type Caller = { user: User; machine: Machine; streamID: string; view: string };

let rooms = 0;

/** Two people who see and hear each other, for a few seconds already. */
export async function startCall(
  stage: Stage,
  { picture = 'small', wait = SETTLE_MS }: { picture?: 'small' | 'large'; wait?: number } = {},
): Promise<{ ann: Caller; bob: Caller; roomID: string; enteredAt: number; playedAt: number }> {
  const roomID = `faults-${process.pid}-${++rooms}`;
  const capture = picture === 'small' ? SMALL : LARGE;
  const enter = async (name: string): Promise<Caller> => {
    const user = await openUser(stage, name);
    await user.login(roomID);
    const streamID = `${roomID}-${name}`;
    await user.publish(streamID, { capture });
    return { user, machine: seatOf(stage, name).machine, streamID, view: '' };
  };
  const enteredAt = Date.now();
  const ann = await enter('ann');
  const bob = await enter('bob');
  const playedAt = Date.now();
  for (const [me, other] of [
    [ann, bob],
    [bob, ann],
  ] as const) {
    me.view = await me.user.play(other.streamID);
    await me.user.page.evaluate((view) => window.meter.follow(view), me.view);
  }
  for (const { user, view } of [ann, bob]) {
    await expect.poll(async () => (await picturesOf(user, view)).length, { timeout: 20_000 }).toBeGreaterThan(5);
  }
  await pause(wait);
  return { ann, bob, roomID, enteredAt, playedAt };
}

export async function openUser(stage: Stage, name: string, as = `${name}-${process.pid}`): Promise<User> {
  return await User.open({ cloud: stage.cloud, browser: seatOf(stage, name).browser, site: stage.site as never }, as);
}

function seatOf(stage: Stage, name: string) {
  const seat = stage.seats[name];
  if (!seat) throw new Error(`nobody called ${name}`);
  return seat;
}

/** The only place where time is let pass: a fault has to last. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const picturesOf = (user: User, view: string): Promise<number[]> =>
  user.page.evaluate((view) => window.meter.pictures[view] ?? [], view);

export const samplesOf = (user: User): Promise<Sample[]> => user.page.evaluate(() => window.meter.samples);

/** Events with their time as ms since the epoch, from `since` on. */
export async function eventsOf(user: User, since = 0): Promise<EngineEvent[]> {
  const origin = await user.page.evaluate(() => performance.timeOrigin);
  return (await user.events()).map((event) => ({ ...event, at: event.at + origin })).filter(({ at }) => at >= since);
}

/** `roomStateChanged` reasons since then, in order. */
export async function reasonsOf(user: User, since: number): Promise<string[]> {
  return (await eventsOf(user, since)).filter(({ name }) => name === 'roomStateChanged').map(({ args }) => String(args[1]));
}

/** When this reason was told first, ms since the epoch; waits for it. */
export async function whenState(user: User, reason: string, { since = 0, timeoutMs = 30_000 } = {}): Promise<number> {
  let at: number | undefined;
  await expect
    .poll(
      async () => {
        const events = (await eventsOf(user, since)).filter(({ name }) => name === 'roomStateChanged');
        at = events.find(({ args }) => args[1] === reason)?.at;
        return at ? reason : events.map(({ args }) => args.slice(1, 3).join(' '));
      },
      { timeout: timeoutMs, interval: 100, message: `${user.userID} hears ${reason}` },
    )
    .toBe(reason);
  return at ?? 0;
}

/** When the first of moving pictures after `since` was shown, ms since the epoch; Infinity if that takes too long. */
export async function whenPictures(
  { user, view }: Caller,
  since: number,
  { timeoutMs = 30_000, line = GOOD_LINE }: { timeoutMs?: number; line?: Flow } = {},
): Promise<number> {
  const end = Math.max(Date.now(), since) + timeoutMs + line.goesOnMs;
  for (; Date.now() < end; await pause(100)) {
    const now = Date.now();
    const first = flowingFrom(await picturesOf(user, view), { ...line, since, now });
    if (first) return first;
  }
  return Number.POSITIVE_INFINITY;
}

/** The longest time without a new picture between two moments, ms. */
export async function longestGap({ user, view }: Pick<Caller, 'user' | 'view'>, from: number, to: number): Promise<number> {
  const within = (await picturesOf(user, view)).filter((at) => at >= from && at <= to);
  let longest = 0;
  let before = from;
  for (const at of [...within, to]) {
    longest = Math.max(longest, at - before);
    before = at;
  }
  return Math.round(longest);
}

/** Sound counts as back when it is heard in this many samples (a quarter of a second each) in a row. */
const HEARD_SAMPLES = 3;

/** When sound after `since` was first heard, ms since the epoch, to a quarter of a second; Infinity if that takes too long. */
export async function whenSound({ user }: Caller, since: number, timeoutMs = 30_000): Promise<number> {
  const end = Math.max(Date.now(), since) + timeoutMs;
  for (; Date.now() < end; await pause(100)) {
    const samples = (await samplesOf(user)).filter(({ at }) => at > since);
    const sounds = samples.map((one, index) => {
      const before = samples[index - 1];
      const [all, made] = before ? [one.samples - before.samples, one.concealed - before.concealed] : [0, 0];
      return all > 0 && made < all / 2;
    });
    const first = sounds.findIndex(
      (_, index) => sounds.slice(index, index + HEARD_SAMPLES).filter(Boolean).length === HEARD_SAMPLES,
    );
    if (first >= 0) return samples[first]?.at ?? since;
  }
  return Number.POSITIVE_INFINITY;
}

/** What came of the sound since then: says of a sound that was not heard whether it came, and how often the meter looked. */
export async function soundSince(
  { user }: Caller,
  since: number,
): Promise<{ looks: number; bytes: number; samples: number; madeUp: number }> {
  const within = (await samplesOf(user)).filter(({ at }) => at >= since);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last) return { looks: 0, bytes: 0, samples: 0, madeUp: 0 };
  return {
    looks: within.length,
    bytes: last.receivedAudioBytes - first.receivedAudioBytes,
    samples: last.samples - first.samples,
    madeUp: last.concealed - first.concealed,
  };
}

/** Which part of the sound between two moments had to be made up, 0–1; 1 where there was none. */
export async function soundMadeUp({ user }: Caller, from: number, to: number): Promise<number> {
  const within = (await samplesOf(user)).filter(({ at }) => at >= from && at <= to);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last || last.samples === first.samples) return 1;
  return (last.concealed - first.concealed) / (last.samples - first.samples);
}

/** How often somebody has logged in since then: a session that goes on is resumed. */
export async function loginsOf(user: User, since: number): Promise<number> {
  const states = await user.page.evaluate(() => window.meter.states);
  return states.filter(({ at, what }) => at >= since && / asks \d+ loginRoom$/.test(what)).length;
}

/** How many sockets a page has tried to open so far. */
export const socketsOf = (user: User): Promise<number> =>
  user.page.evaluate(() => window.meter.states.filter(({ what }) => /^socket\d+ connecting$/.test(what)).length);

/** What was told about users and streams that left. */
export async function departures(user: User, since: number): Promise<string[]> {
  return (await eventsOf(user, since))
    .filter(({ name, args }) => (name === 'roomUserUpdate' || name === 'roomStreamUpdate') && args[1] === 'DELETE')
    .map(({ name, args }) => `${name} ${JSON.stringify(args[2])}`);
}

type Speaker = { sendBroadcastMessage(roomID: string, text: string): Promise<{ errorCode: number }> };

/** When the cloud first took a message of this user again, ms since the epoch; Infinity if that takes 30 s. */
export async function whenAnswered({ user }: Caller, roomID: string): Promise<number> {
  const at = await user.page.evaluate(async (roomID) => {
    const engine = window.engine as unknown as Speaker;
    const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const end = Date.now() + 30_000;
    let answeredAt = 0;
    while (!answeredAt && Date.now() < end) {
      let waiting = true;
      // Without a connection it fails at once and may be tried at once; on the way it may yet arrive.
      void engine.sendBroadcastMessage(roomID, 'hello').then(
        ({ errorCode }) => {
          if (errorCode === 0) answeredAt ||= Date.now();
        },
        () => {
          waiting = false;
        },
      );
      await later(100);
      for (let waits = 0; waits < 6 && waiting && !answeredAt; waits++) await later(100);
    }
    return answeredAt;
  }, roomID);
  return at || Number.POSITIVE_INFINITY;
}

/** For a failing test: everything that a person heard, and what their connections did. */
export async function diary(user: User, since: number): Promise<string> {
  const states = await user.page.evaluate(() => window.meter.states);
  const events = (await eventsOf(user)).map(({ at, name, args }) => ({
    at,
    what: `${name} ${JSON.stringify(args).slice(0, 160)}`,
  }));
  return [...states, ...events]
    .filter(({ at }) => at > since - 1_000)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${((at - since) / 1000).toFixed(2).padStart(7)} s  ${user.userID} ${what}`)
    .join('\n');
}

/** With FAULTS_DIARY set, the same for a test that did not fail. */
export async function tellDiary(user: User, since: number): Promise<void> {
  if (process.env.FAULTS_DIARY) console.log(await diary(user, since));
}
