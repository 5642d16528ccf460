import { beforeEach, describe, expect, test } from 'vitest';
import { hear } from '../kit/browser/tone.ts';
import { missingForMicrophones } from '../kit/netns/Microphones.ts';
import { type Caller, departures, diary, eventsOf, openUser, pause, reasonsOf, whenPictures } from './call.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

/** What the microphones hum. */
const HZ = { One: 440, Two: 1_000 };
/** Nothing may change what the microphones hum. */
const RAW = { ANS: false, AGC: false, AEC: false };
const AUDIBLE_DB = -70;
const HEARD_MS = 10_000;
const LOOK_MS = 2_000;
/** Sound servers take their time over a device that goes or comes. */
const SOON_MS = 5_000;

type Name = keyof typeof HZ;

const lacking = missing ?? (await missingForMicrophones());
if (lacking && !missing) console.warn(`tests with real microphones are skipped: ${lacking}`);

describe.skipIf(lacking)('a real microphone goes', () => {
  const stage = useStage({ name: 'ann', microphones: true }, 'bob');
  let rooms = 0;

  const microphones = () => {
    const found = stage.seats.ann?.microphones;
    if (!found) throw new Error('ann has no microphones');
    return found;
  };

  beforeEach(async () => {
    for (const [name, hz] of Object.entries(HZ)) await microphones().plugIn(name, hz);
  });

  /** Ann speaks into a microphone and sees bob; bob hears ann. */
  async function startTalk(from: Name | 'default'): Promise<{ ann: Caller; bob: Caller }> {
    const roomID = `microphones-${process.pid}-${++rooms}`;
    const ann = await openUser(stage, 'ann');
    await allow(ann.page.context());
    const input = from === 'default' ? undefined : await ann.page.evaluate(idOf, from);
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
    const [annSide, bobSide] = (['ann', 'bob'] as const).map((name) => ({
      user: name === 'ann' ? ann : bob,
      machine: (stage.seats[name] as { machine: Caller['machine'] }).machine,
      streamID: `${roomID}-${name}`,
      view: name === 'ann' ? view : '',
    }));
    if (!annSide || !bobSide) throw new Error('nobody');
    expect(await whenHeard(bobSide, from === 'default' ? 'One' : from)).toBeLessThan(Number.POSITIVE_INFINITY);
    return { ann: annSide, bob: bobSide };
  }

  const allow = (context: { grantPermissions(names: string[], where: { origin: string }): Promise<void> }) =>
    context.grantPermissions(['microphone'], { origin: stage.cloud.origin });

  /** When this microphone was what is heard, ms since the epoch; Infinity if that takes too long. */
  async function whenHeard({ user }: Caller, name: Name): Promise<number> {
    for (const end = Date.now() + HEARD_MS; Date.now() < end; ) {
      const { hz, db } = await hear(user.page, 100);
      if (db > AUDIBLE_DB && Math.abs(hz - HZ[name]) < 20) return Date.now();
    }
    return Number.POSITIVE_INFINITY;
  }

  const silent = async ({ user }: Caller) => (await hear(user.page, 300)).db < AUDIBLE_DB;

  /** What was told about devices since then, with the time that the first of its kind took. */
  async function toldOf({ user }: Caller, since: number): Promise<{ errors: string; errorAt: number; changes: string }> {
    const events = await eventsOf(user, since);
    const errors = events.filter(({ name }) => name === 'deviceError');
    const changes = events.filter(({ name }) => name === 'audioDeviceStateChanged').map(({ args }) => describeChange(args));
    return {
      errors: errors.map(({ args }) => args.join(' ')).join(', ') || 'none',
      errorAt: errors[0]?.at ?? Number.POSITIVE_INFINITY,
      changes: changes.join(', ') || 'none',
    };
  }

  /** That the call itself was not touched. */
  async function untouched({ ann, bob }: { ann: Caller; bob: Caller }, since: number): Promise<boolean> {
    const seen = await whenPictures(ann, Date.now(), { timeoutMs: 5_000 });
    const left = await departures(bob.user, since);
    const states = [...(await reasonsOf(ann.user, since)), ...(await reasonsOf(bob.user, since))];
    return Number.isFinite(seen) && left.length === 0 && states.length === 0;
  }

  /** A stream without a microphone is nobody's ghost: it ends when its publisher stops it. */
  async function endsCleanly({ ann, bob }: { ann: Caller; bob: Caller }): Promise<boolean> {
    const since = Date.now();
    await ann.user.unpublish(ann.streamID);
    await expect.poll(() => departures(bob.user, since), { timeout: 5_000 }).toHaveLength(1);
    return (await departures(bob.user, since))[0]?.includes(ann.streamID) ?? false;
  }

  test('[FAULT-22] an unplugged microphone gives way to another that the app allowed; plugged in again it is told of', async () => {
    const call = await startTalk('One');
    const { ann, bob } = call;
    await ann.user.page.evaluate(() => (window.engine as unknown as AutoSwitching).enableAutoSwitchDevice({ microphone: true }));
    const at = Date.now();
    await microphones().pullOut('One');
    const heardAt = await whenHeard(bob, 'Two');
    const told = await toldOf(ann, at);
    const backAt = Date.now();
    await microphones().plugIn('One', HZ.One);
    await expect.poll(async () => (await toldOf(ann, backAt)).changes, { timeout: 5_000 }).toBe('ADD Input One');
    await pause(LOOK_MS);
    const stays = Number.isFinite(await whenHeard(bob, 'Two'));
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}; ${(await toldOf(ann, backAt)).changes}`,
      'the other microphone is heard after': heardAt - at,
      'still sees bob': (await untouched(call, at)) ? 'yes' : 'no',
      'stream ends when stopped': (await endsCleanly(call)) ? 'yes' : 'no',
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
    const two = await ann.user.page.evaluate(idOf, 'Two' as const);
    await ann.user.page.evaluate(async (id) => {
      if (window.local) await (window.engine as unknown as Switching).useAudioDevice(window.local, id);
    }, two);
    const heardAt = await whenHeard(bob, 'Two');
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}`,
      'silence at bob': quiet ? 'yes' : 'no',
      'still sees bob': alive ? 'yes' : 'no',
      'heard after another was chosen': heardAt - chosenAt,
      'stream ends when stopped': (await endsCleanly(call)) ? 'yes' : 'no',
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
    const heardAt = await whenHeard(call.bob, 'Two');
    const told = await toldOf(call.ann, at);
    const alive = await untouched(call, at);
    const figures = {
      'the other microphone is heard after': heardAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}`,
      'still sees bob': alive ? 'yes' : 'no',
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
    await ann.user.page.evaluate(() => (window.engine as unknown as AutoSwitching).enableAutoSwitchDevice({ microphone: true }));
    const at = Date.now();
    await ann.user.page.context().clearPermissions();
    await ann.user.waitFor('deviceError');
    await pause(LOOK_MS);
    const told = await toldOf(ann, at);
    const quiet = await silent(bob);
    const alive = await untouched(call, at);
    const refused = await ann.user.page.evaluate(async () => {
      const opening = window.engine.createZegoStream({ camera: { video: false, audio: true } });
      return await opening.then(
        () => 0,
        (error: { errorCode: number }) => error.errorCode,
      );
    });
    const allowedAt = Date.now();
    await allow(ann.user.page.context());
    const one = await ann.user.page.evaluate(idOf, 'One' as const);
    await ann.user.page.evaluate(async (id) => {
      if (window.local) await (window.engine as unknown as Switching).useAudioDevice(window.local, id);
    }, one);
    const heardAt = await whenHeard(bob, 'One');
    const figures = {
      'told after': told.errorAt - at,
      'events told': `deviceError ${told.errors}; ${told.changes}`,
      'silence at bob': quiet ? 'yes' : 'no',
      'still sees bob': alive ? 'yes' : 'no',
      'opening a device meanwhile': refused,
      'heard after permission': heardAt - allowedAt,
      'stream ends when stopped': (await endsCleanly(call)) ? 'yes' : 'no',
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
});

type AutoSwitching = { enableAutoSwitchDevice(config: { microphone: boolean }): void };
type Switching = { useAudioDevice(stream: unknown, deviceID: string): Promise<unknown> };

/** Runs in the page. */
async function idOf(name: string): Promise<string> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const found = devices.find(({ kind, label }) => kind === 'audioinput' && label === name);
  if (!found) throw new Error(`no ${name} among ${devices.map(({ label }) => label).join(', ')}`);
  return found.deviceId;
}

/** `audioDeviceStateChanged` in words. */
function describeChange([change, kind, device]: unknown[]): string {
  return `${change} ${kind} ${(device as { deviceName: string }).deviceName}`;
}
