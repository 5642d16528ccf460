import { Facts, FakeClock, seededRandom } from '@liuyun/kit';
import type { RoomID, StreamID, UserID } from '@liuyun/protocol';
import { streamEndCodes } from '@liuyun/protocol';
import type { SearchCalls } from '@liuyun/protocol/admin/records';
import { beforeEach, describe, expect, it } from 'vitest';
import { Apps } from '../../domain/apps/Apps.ts';
import type { Session } from '../../domain/sessions/Session.ts';
import { MemoryRecordStore } from '../../stores/memory/MemoryRecordStore.ts';
import { aStay } from '../../stores/RecordStore.examples.ts';
import type { Cloud } from '../Cloud.ts';
import type { Report } from './noteReport.ts';
import { openRecords, type Records } from './openRecords.ts';
import { RecordBook } from './RecordBook.ts';

const everything: SearchCalls = { match: 'exact', limit: 200 };
const keep = { recordsDays: 30, qualityDays: 7, maxRecords: 1e6, maxSamples: 1e6 };
const rethrow = (error: unknown) => {
  throw error;
};

/** As much of a cloud as records listen to. */
class SmallCloud {
  readonly apps: Apps;
  readonly facts: Cloud['facts'] = new Facts(rethrow);
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
    this.apps = new Apps({ now: () => clock.now(), onListenerError: rethrow });
  }

  get app() {
    return this.apps.open(7, { keepSessionMs: 30_000, strictTokenExpiry: false });
  }

  enter(userID: string, roomID = 'room'): Session {
    const user = { userID: userID as UserID, userName: userID };
    const now = this.#clock.now();
    const place = this.app.reservePlace({ roomID: roomID as RoomID, userID: user.userID, maxMemberCount: 0, now });
    const keys = { sessionID: `${userID}-${now}`, sessionKey: 'key', wantsUserUpdates: true, reconnecting: false };
    const permit = { tokenExpiresAt: null, tokenIssuedAt: null, mayPublish: () => true };
    const client = { sdk: 'web', version: '1.2.3', platform: 'Chrome 150' };
    const inbox = { heard: 0, tell: () => {}, end: () => {} };
    return this.app.enter(place, { ...keys, user, permit, inbox, client }, now);
  }

  publish(session: Session, streamID: string) {
    const stream = this.app.reserveStream(session, streamID as StreamID);
    stream.codecs.set('video', 'VP8');
    const tracks = [{ kind: 'video' as const, muted: false }];
    this.app.goLive(stream, { tracks, extraInfo: '', now: this.#clock.now(), askedAt: this.#clock.now() - 35 });
    return stream;
  }

  report(session: Session, report: object) {
    this.facts.tell('qualityReported', session, report as Report);
  }
}

let clock: FakeClock;
let store: MemoryRecordStore;
let cloud: SmallCloud;
let records: Records;
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

beforeEach(async () => {
  clock = new FakeClock(1_700_000_000_000);
  store = new MemoryRecordStore();
  await run();
});

async function run(): Promise<void> {
  cloud = new SmallCloud(clock);
  records = await openRecords({ store, clock, random: seededRandom(clock.now()), log, keep });
  records.watch(cloud as unknown as Cloud);
}

async function theCall() {
  await records.settle();
  const { items } = await store.searchCalls(everything, clock.now());
  const described = items[0] && (await store.describeCall(items[0].callID, clock.now()));
  if (!described) throw new Error('no call');
  return { ...described, items };
}

describe('records of a call', () => {
  it('[REC-1] a call is one life of a room: the next life is another call', async () => {
    const ann = cloud.enter('ann');
    clock.advance(5_000);
    cloud.app.endSession(ann, 'loggedOut');
    clock.advance(1_000);
    cloud.enter('ann');
    const { items } = await theCall();
    expect(items.map(({ roomID, durationMs, closedAt }) => ({ roomID, durationMs, open: closedAt === null }))).toEqual([
      { roomID: 'room', durationMs: 0, open: true },
      { roomID: 'room', durationMs: 5_000, open: false },
    ]);
    expect(items[0]?.callID).not.toBe(items[1]?.callID);
  });

  it('[REC-2] a stay tells who, from when to when, with which client, why it ended and what was said', async () => {
    const [ann, bob] = [cloud.enter('ann'), cloud.enter('bob')];
    clock.advance(2_000);
    cloud.app.endSession(bob, 'kickedOut', 'spam');
    cloud.enter('bob');
    cloud.app.endSession(ann, 'loggedOut');
    const { call, stays } = await theCall();
    expect(call).toMatchObject({ users: 2, peakUsers: 2, stays: 3, appID: 7 });
    expect(stays.map(({ userID, reason, detail }) => [userID, reason, detail])).toEqual([
      ['ann', 'loggedOut', ''],
      ['bob', 'kickedOut', 'spam'],
      ['bob', null, ''],
    ]);
    const from = clock.now() - 2_000;
    expect(stays[1]).toMatchObject({ from, until: clock.now(), platform: 'Chrome 150', sdk: 'web', sdkVersion: '1.2.3' });
  });

  it('[REC-3] breaks and returns are told with times and causes, and how many sockets it took', async () => {
    const ann = cloud.enter('ann');
    const first = ann.presence.state === 'present' ? ann.presence.inbox : undefined;
    if (!first) throw new Error('not present');
    const second = { ...first };
    cloud.app.breakSession(ann, { inbox: first, why: 'silent', keptUntil: clock.now() + 30_000 });
    clock.advance(3_000);
    cloud.app.resumeSession(ann, second, undefined);
    clock.advance(1_000);
    cloud.app.resumeSession(ann, { ...first }, undefined);
    const { stays } = await theCall();
    const now = clock.now();
    expect(stays[0]).toMatchObject({
      sockets: 3,
      breaks: [
        { at: now - 4_000, until: now - 1_000, reason: 'silent' },
        { at: now, until: now, reason: 'replaced' },
      ],
    });
  });

  it('[REC-4] a publication tells its tracks and codecs, how long it took to be live, and why it ended', async () => {
    const ann = cloud.enter('ann');
    const [one, two] = [cloud.publish(ann, 'one'), cloud.publish(ann, 'two')];
    clock.advance(1_000);
    cloud.app.endStream(one, streamEndCodes.stopped);
    cloud.publish(ann, 'two');
    cloud.app.endSession(ann, 'disconnected');
    const { publications, call } = await theCall();
    expect(publications.map(({ streamID, reason, liveMs, until }) => [streamID, reason, liveMs, until])).toEqual([
      ['one', 'stopped', 35, clock.now()],
      ['two', 'replaced', 35, clock.now()],
      ['two', 'left', 35, clock.now()],
    ]);
    expect(publications[0]?.tracks).toEqual([{ kind: 'video', codec: 'VP8' }]);
    expect(call.publications).toBe(3);
    expect(two.state.state).toBe('ended');
  });

  it('[REC-5] a play tells who played whose stream from when to when, in the call of the player', async () => {
    const [ann, bob, eve] = [cloud.enter('ann'), cloud.enter('bob'), cloud.enter('eve', 'elsewhere')];
    const stream = cloud.publish(ann, 's');
    for (const player of [bob, eve]) cloud.app.streams.plays(player, stream);
    clock.advance(4_000);
    cloud.app.streams.stopsPlaying(bob, stream, 'stopped');
    cloud.app.endStream(stream, streamEndCodes.stopped);
    await records.settle();
    const { items } = await store.searchCalls({ ...everything, userID: 'eve' }, 0);
    const far = await store.describeCall(items[0]?.callID ?? '', 0);
    expect(far?.plays).toMatchObject([{ userID: 'eve', publisherID: 'ann', streamID: 's', reason: 'streamEnded' }]);
    const { items: near } = await store.searchCalls({ ...everything, userID: 'bob' }, 0);
    const here = await store.describeCall(near[0]?.callID ?? '', 0);
    expect(here?.plays).toMatchObject([{ userID: 'bob', reason: 'stopped', from: clock.now() - 4_000, until: clock.now() }]);
  });

  it('[REC-6] what a client measured stands with what it is about; nothing else is taken from it', async () => {
    const [ann, bob] = [cloud.enter('ann'), cloud.enter('bob')];
    const stream = cloud.publish(ann, 's');
    cloud.app.streams.plays(bob, stream);
    cloud.report(ann, {
      joinMs: 120.4,
      published: [
        { streamID: 's', publishMs: 80 },
        { streamID: 'not mine', publishMs: 1 },
      ],
    });
    cloud.report(ann, { joinMs: 999, published: [{ streamID: 's', publishMs: 999 }] });
    cloud.report(bob, {
      played: [
        { streamID: 's', playMs: 90, firstVideoMs: 210 },
        { streamID: 'unknown', playMs: 1 },
      ],
    });
    clock.advance(10_000);
    const figures = { age: 0, videoKbps: 700, freezes: 1, freezeMs: 400 };
    cloud.report(bob, {
      samples: [
        { streamID: 's', send: false, ...figures },
        { streamID: 'unknown', send: false, age: 0 },
      ],
    });
    cloud.report(bob, { samples: [{ streamID: 's', send: true, age: 0 }] });
    const { stays, publications, plays, call } = await theCall();
    expect(stays.map(({ joinMs }) => joinMs)).toEqual([120, null]);
    expect(publications[0]?.publishMs).toBe(80);
    expect(plays[0]).toMatchObject({ playMs: 90, firstVideoMs: 210, firstAudioMs: null, freezes: 1, freezeMs: 400 });
    const quality = await store.readQuality({ callID: call.callID, points: 600 });
    expect(quality?.series).toMatchObject([
      { userID: 'bob', direction: 'receive', t: [clock.now()], videoKbps: [700], rtt: [null] },
    ]);
  });

  it('[REC-7] a client that reports all the time fills nothing: one sample in 2 s of each stream', async () => {
    const ann = cloud.enter('ann');
    cloud.publish(ann, 's');
    for (let index = 0; index < 100; index += 1) {
      clock.advance(100);
      const samples = Array.from({ length: 50 }, (_, age) => ({ streamID: 's', send: true, age }));
      cloud.report(ann, { samples });
    }
    await records.settle();
    expect((await store.count()).samples).toBeLessThanOrEqual(6);
  });

  it('[REC-8] a late sample stands where it belongs, never before its stay', async () => {
    const ann = cloud.enter('ann');
    cloud.publish(ann, 's');
    clock.advance(60_000);
    const sample = (age: number) => ({ streamID: 's', send: true, age });
    cloud.report(ann, { samples: [sample(300_000), sample(20_000), sample(0)] });
    const { call } = await theCall();
    const quality = await store.readQuality({ callID: call.callID, points: 600 });
    expect(quality?.series[0]?.t).toEqual([60_000, 20_000, 0].map((age) => clock.now() - age));
  });
});

describe('writing and keeping records', () => {
  it('[REC-10] what happened is written within a second; what changes before that is written once', async () => {
    const ann = cloud.enter('ann');
    cloud.app.endSession(ann, 'loggedOut');
    expect((await store.count()).records).toBe(0);
    clock.advance(1_000);
    await Promise.resolve();
    expect((await store.count()).records).toBe(2);
  });

  it('[REC-11] after the end of the process without a word, what was open is closed at the last known moment', async () => {
    const ann = cloud.enter('ann');
    cloud.publish(ann, 's');
    await records.settle();
    const crashedAt = clock.now();
    clock.advance(1_000_000);
    // The old run writes nothing more: another one begins with what is in the store.
    await records.close();
    const copy = new MemoryRecordStore();
    const [call] = (await store.searchCalls(everything, 0)).items;
    if (!call) throw new Error('no call');
    const { durationMs: _, ...row } = call;
    await copy.write({
      at: crashedAt,
      calls: [{ ...row, number: 1 }],
      stays: [aStay({ call: 1, from: crashedAt })],
      publications: [],
      plays: [],
      samples: [],
    });
    store = copy;
    await run();
    const { call: closed, stays } = await theCall();
    expect(closed).toMatchObject({ crashed: true, closedAt: crashedAt });
    expect(stays[0]).toMatchObject({ reason: 'serverCrashed', until: crashedAt });
    cloud.enter('bob');
    const { items } = await theCall();
    expect(items).toHaveLength(2);
  });

  it('[REC-12] while nothing happens the last known moment moves on', async () => {
    cloud.enter('ann');
    await records.settle();
    for (let second = 0; second < 20; second += 1) {
      clock.advance(1_000);
      await Promise.resolve();
      await Promise.resolve();
    }
    const { closed } = await store.recover();
    expect(closed).toBe(1);
    const [call] = (await store.searchCalls(everything, 0)).items;
    expect(clock.now() - (call?.closedAt ?? 0)).toBeLessThanOrEqual(5_000);
  });

  it('[REC-13] while the store fails nothing of stays is lost, and is written when it works again', async () => {
    const write = store.write.bind(store);
    store.write = () => Promise.reject(new Error('disk full'));
    const ann = cloud.enter('ann');
    await records.settle();
    cloud.app.endSession(ann, 'loggedOut');
    await records.settle();
    store.write = write;
    const { stays, call } = await theCall();
    expect(stays[0]).toMatchObject({ reason: 'loggedOut' });
    expect(call.closedAt).toBe(clock.now());
  });

  it('[REC-14] memory is bounded: samples are given up first and counted, stays never', () => {
    const book = new RecordBook();
    const figures = {
      videoKbps: 1,
      audioKbps: 1,
      fps: 1,
      width: 1,
      height: 1,
      loss: 0,
      rtt: 1,
      delay: 1,
      jitter: 1,
      freezeMs: 0,
      concealed: 0,
    };
    for (let index = 0; index < 30_000; index += 1) {
      book.sample({ call: 1, userID: 'u', streamID: 's', direction: 'send', t: index, ...figures });
      book.stay(aStay({ stayID: index }));
    }
    expect(book.takeDropped()).toEqual({ samples: 10_000, streams: 0 });
    const batch = book.take(1_000_000, 0);
    expect([batch.stays.length, batch.samples.length]).toEqual([30_000, 20_000]);
    book.sample({ call: 1, userID: 'u', streamID: 's', direction: 'send', t: 1, ...figures });
    book.giveBack(batch);
    expect(book.takeDropped().samples).toBe(1);
    expect(book.size).toBe(50_000);
  });

  it('[REC-15] what is older than configured is deleted, and quality sooner than the rest', async () => {
    const ann = cloud.enter('ann');
    cloud.publish(ann, 's');
    cloud.report(ann, { samples: [{ streamID: 's', send: true, age: 0 }] });
    cloud.app.endSession(ann, 'loggedOut');
    await records.settle();
    const counts = async (days: number) => {
      clock.advance(days * 86_400_000);
      await new Promise((resolve) => setImmediate(resolve));
      clock.advance(600_000);
      await new Promise((resolve) => setImmediate(resolve));
      return store.count();
    };
    expect(await counts(6)).toEqual({ records: 3, samples: 1 });
    expect(await counts(1)).toEqual({ records: 3, samples: 0 });
    expect(await counts(23)).toEqual({ records: 0, samples: 0 });
  });
});
