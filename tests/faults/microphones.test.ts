import { beforeEach, describe, expect, test } from 'vitest';
import { missingForSoundDevices } from '../kit/netns/SoundDevices.ts';
import { type Caller, diary, openUser, pause } from './call.ts';
import {
  allow,
  automatically,
  callerOf,
  deviceID,
  endsCleanly,
  LOOK_MS,
  opening,
  RAW,
  SOON_MS,
  type Switching,
  silent,
  toldOf,
  untouched,
  useDevices,
  whenHeard,
  yes,
} from './realDevices.ts';
import { record } from './results.ts';
import { missing } from './stage.ts';

/** What the microphones hum. */
const HZ = { One: 440, Two: 1_000 };

type Name = keyof typeof HZ;

const lacking = missing ?? (await missingForSoundDevices());
if (lacking && !missing) console.warn(`tests with real microphones are skipped: ${lacking}`);

describe.skipIf(lacking)('a real microphone goes', () => {
  const stage = useDevices('sound');
  let rooms = 0;

  const microphones = () => stage.plugs().sound;

  beforeEach(async () => {
    for (const [name, hz] of Object.entries(HZ)) await microphones().plugIn(name, hz);
  });

  /** Ann speaks into a microphone and sees bob; bob hears ann. */
  async function startTalk(from: Name | 'default'): Promise<{ ann: Caller; bob: Caller }> {
    const roomID = `microphones-${process.pid}-${++rooms}`;
    const ann = await openUser(stage, 'ann');
    await allow(ann, stage, ['microphone']);
    const input = from === 'default' ? undefined : await deviceID(ann, 'audioinput', from);
    await ann.login(roomID);
    await ann.publish(`${roomID}-ann`, { capture: { camera: { video: false, audio: { ...RAW, ...(input && { input }) } } } });
    const bob = await openUser(stage, 'bob');
    await bob.login(roomID);
    await bob.publish(`${roomID}-bob`, {
      capture: { camera: { video: { quality: 4, width: 320, height: 240, frameRate: 15, bitrate: 300 }, audio: true } },
    });
    const view = await ann.play(`${roomID}-bob`);
    await ann.page.evaluate((view) => window.meter.follow(view), view);
    await bob.play(`${roomID}-ann`);
    const call = {
      ann: callerOf(stage, { user: ann, streamID: `${roomID}-ann`, view }),
      bob: callerOf(stage, { user: bob, streamID: `${roomID}-bob` }),
    };
    expect(await whenHeard(call.bob, HZ[from === 'default' ? 'One' : from])).toBeLessThan(Number.POSITIVE_INFINITY);
    return call;
  }

  test('[FAULT-22] an unplugged microphone gives way to another that the app allowed; plugged in again it is told of', async () => {
    const call = await startTalk('One');
    const { ann, bob } = call;
    await automatically(ann.user, { microphone: true });
    const at = Date.now();
    await microphones().pullOut('One');
    const heardAt = await whenHeard(bob, HZ.Two);
    const told = await toldOf(ann, at);
    const backAt = Date.now();
    await microphones().plugIn('One', HZ.One);
    await expect.poll(async () => (await toldOf(ann, backAt)).changes, { timeout: 5_000 }).toBe('ADD Input One');
    await pause(LOOK_MS);
    const stays = Number.isFinite(await whenHeard(bob, HZ.Two));
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}; ${(await toldOf(ann, backAt)).changes}`,
      'the other microphone is heard after': heardAt - at,
      'still sees bob': yes(await untouched(call, at)),
      'stream ends when stopped': yes(await endsCleanly(call)),
    };
    const held =
      told.errors === '1006006 One' &&
      told.changes === 'DELETE Input One' &&
      heardAt - at < SOON_MS &&
      stays &&
      figures['still sees bob'] === 'yes';
    await record({
      id: 'FAULT-22',
      fault: 'microphone unplugged (a real one), another is there',
      must: 'deviceError 1006006, DELETE; the other is heard within 5 s; back in: ADD; the call goes on',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });

  test('[FAULT-23] an unplugged microphone without a successor is silence, not an end; another can be chosen at any time', async () => {
    const call = await startTalk('One');
    const { ann, bob } = call;
    const at = Date.now();
    await microphones().pullOut('One');
    await ann.user.waitFor('deviceError');
    await pause(LOOK_MS);
    const told = await toldOf(ann, at);
    const quiet = await silent(bob);
    const alive = await untouched(call, at);
    const chosenAt = Date.now();
    const two = await deviceID(ann.user, 'audioinput', 'Two');
    await ann.user.page.evaluate(async (id) => {
      if (window.local) await (window.engine as unknown as Switching).useAudioDevice(window.local, id);
    }, two);
    const heardAt = await whenHeard(bob, HZ.Two);
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}`,
      'silence at bob': yes(quiet),
      'still sees bob': yes(alive),
      'heard after another was chosen': heardAt - chosenAt,
      'stream ends when stopped': yes(await endsCleanly(call)),
    };
    const held =
      told.errors === '1006006 One' && told.changes === 'DELETE Input One' && quiet && alive && heardAt - chosenAt < SOON_MS;
    await record({
      id: 'FAULT-23',
      fault: 'microphone unplugged (a real one), nothing takes its place',
      must: 'deviceError 1006006, DELETE; the call goes on; another is chosen and heard within 5 s',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });

  test('[FAULT-24] the microphone that the system prefers is unplugged: the system puts the next one in its place', async () => {
    await microphones().pullOut('Two');
    await microphones().plugIn('Two', HZ.Two);
    const call = await startTalk('default');
    const at = Date.now();
    await microphones().pullOut('One');
    const heardAt = await whenHeard(call.bob, HZ.Two);
    const told = await toldOf(call.ann, at);
    const alive = await untouched(call, at);
    const figures = {
      'the other microphone is heard after': heardAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}`,
      'still sees bob': yes(alive),
    };
    const held = heardAt - at < SOON_MS && told.errors === 'none' && told.changes === 'DELETE Input One' && alive;
    await record({
      id: 'FAULT-24',
      fault: 'the default microphone unplugged (a real one)',
      must: 'the next one is heard within 5 s; DELETE, no deviceError; the call goes on',
      figures,
      held,
    });
    expect(held, await diary(call.ann.user, at)).toBe(true);
  });

  test('[FAULT-25] permission withdrawn while speaking: told, silence, no device without a new permission; given again, heard again', async () => {
    const call = await startTalk('One');
    const { ann, bob } = call;
    await automatically(ann.user, { microphone: true });
    const at = Date.now();
    await ann.user.page.context().clearPermissions();
    await ann.user.waitFor('deviceError');
    await pause(LOOK_MS);
    const told = await toldOf(ann, at);
    const quiet = await silent(bob);
    const alive = await untouched(call, at);
    const refused = await opening(ann.user, { video: false, audio: true });
    const allowedAt = Date.now();
    await allow(ann.user, stage, ['microphone']);
    const one = await deviceID(ann.user, 'audioinput', 'One');
    await ann.user.page.evaluate(async (id) => {
      if (window.local) await (window.engine as unknown as Switching).useAudioDevice(window.local, id);
    }, one);
    const heardAt = await whenHeard(bob, HZ.One);
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}`,
      'silence at bob': yes(quiet),
      'still sees bob': yes(alive),
      'opening a device meanwhile': refused,
      'heard after permission': heardAt - allowedAt,
      'stream ends when stopped': yes(await endsCleanly(call)),
    };
    const held =
      told.errors === '1106009 One' &&
      told.changes === 'none' &&
      quiet &&
      alive &&
      refused === 1103064 &&
      heardAt - allowedAt < SOON_MS;
    await record({
      id: 'FAULT-25',
      fault: 'permission for the microphone withdrawn while speaking',
      must: 'deviceError 1106009; the call goes on; 1103064 until permission is given again, then heard within 5 s',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });

  test('[FAULT-28] the only microphone is pulled out: silence, and the next one that is plugged in takes over by itself', async () => {
    await microphones().pullOut('Two');
    const call = await startTalk('One');
    const { ann, bob } = call;
    await automatically(ann.user, { microphone: true });
    const at = Date.now();
    await microphones().pullOut('One');
    await ann.user.waitFor('deviceError');
    await pause(LOOK_MS);
    const quiet = await silent(bob);
    const told = await toldOf(ann, at);
    const none = await opening(ann.user, { video: false, audio: true });
    const backAt = Date.now();
    await microphones().plugIn('Two', HZ.Two);
    const heardAt = await whenHeard(bob, HZ.Two);
    const later = await toldOf(ann, backAt);
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}; ${later.changes}`,
      'silence at bob': yes(quiet),
      'opening a device meanwhile': none,
      'heard after another was plugged in': heardAt - backAt,
      'still sees bob': yes(await untouched(call, at)),
      'stream ends when stopped': yes(await endsCleanly(call)),
    };
    const held =
      told.errors === '1006006 One' &&
      told.changes === 'DELETE Input One' &&
      later.changes === 'ADD Input Two' &&
      later.errors === 'none' &&
      quiet &&
      none === 1103061 &&
      heardAt - backAt < SOON_MS &&
      figures['still sees bob'] === 'yes';
    await record({
      id: 'FAULT-28',
      fault: 'the only microphone unplugged (a real one), later another one plugged in',
      must: 'deviceError 1006006, silence, 1103061; the one that is plugged in is heard within 5 s; the call goes on',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });
});
