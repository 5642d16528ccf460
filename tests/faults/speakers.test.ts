import { beforeEach, describe, expect, test } from 'vitest';
import { missingForSoundDevices } from '../kit/netns/SoundDevices.ts';
import { type Caller, diary, openUser, pause } from './call.ts';
import { allow, callerOf, deviceID, LOOK_MS, SOON_MS, toldOf, untouched, useDevices, yes } from './realDevices.ts';
import { record } from './results.ts';
import { missing } from './stage.ts';

const LOUD_DB = -50;
const HEARD_MS = 10_000;
/** A speaker that comes back is believed in after this long without jumping. */
const STEADY_MS = 8_000;

type WithSpeakers = Window & { view: { useAudioOutputDevice(deviceID: string): Promise<void> } };

const lacking = missing ?? (await missingForSoundDevices());
if (lacking && !missing) console.warn(`tests with real speakers are skipped: ${lacking}`);

describe.skipIf(lacking)('a real speaker goes', () => {
  const stage = useDevices('sound');
  let rooms = 0;
  const sound = () => stage.plugs().sound;

  beforeEach(async () => {
    await sound().plugIn('One', 440);
    await sound().plugInSpeaker('Left');
  });

  /** When a speaker of ann's machine sounded, ms since the epoch; Infinity if that takes too long. */
  async function whenLoud(name?: string, ms = HEARD_MS): Promise<number> {
    for (const end = Date.now() + ms; Date.now() < end; ) if ((await sound().levelAt(name)) > LOUD_DB) return Date.now();
    return Number.POSITIVE_INFINITY;
  }

  /** Bob speaks, and ann hears it from the speaker that she has chosen, if any. */
  async function startListening(chosen: string | undefined): Promise<{ ann: Caller; bob: Caller }> {
    const roomID = `speakers-${process.pid}-${++rooms}`;
    const bob = await openUser(stage, 'bob');
    await bob.login(roomID);
    const small = { quality: 4, width: 320, height: 240, frameRate: 15, bitrate: 300 };
    await bob.publish(`${roomID}-bob`, { capture: { camera: { video: small, audio: true } } });
    const ann = await openUser(stage, 'ann');
    // Browsers list speakers to who may listen.
    await allow(ann, stage, ['microphone']);
    await ann.page.evaluate(() => (window.engine as unknown as { enumDevices(): Promise<unknown> }).enumDevices());
    await ann.login(roomID);
    const id = chosen === undefined ? undefined : await deviceID(ann, 'audiooutput', chosen);
    await ann.page.evaluate(
      async ({ streamID, id }) => {
        const stream = await window.engine.startPlayingStream(streamID);
        const place = Object.assign(document.createElement('div'), { id: 'speakers' });
        place.style.cssText = 'width:320px;height:240px';
        document.body.append(place);
        const view = window.engine.createRemoteStreamView(stream);
        view.play(place);
        (window as unknown as WithSpeakers).view = view as unknown as WithSpeakers['view'];
        if (id !== undefined) await (window as unknown as WithSpeakers).view.useAudioOutputDevice(id);
      },
      { streamID: `${roomID}-bob`, id },
    );
    await ann.page.evaluate(() => window.meter.follow('#speakers video'));
    expect(await whenLoud(chosen)).toBeLessThan(Number.POSITIVE_INFINITY);
    return {
      ann: callerOf(stage, { user: ann, streamID: '', view: '#speakers video' }),
      bob: callerOf(stage, { user: bob, streamID: `${roomID}-bob` }),
    };
  }

  test('[FAULT-29] a speaker that was chosen and is pulled out gives way to the one that the system prefers, and sounds again when it is back', async () => {
    const call = await startListening('Left');
    const { ann } = call;
    const elsewhere = await sound().levelAt();
    const at = Date.now();
    await sound().pullOut('Left');
    const loudAt = await whenLoud();
    await pause(LOOK_MS);
    const stays = Number.isFinite(await whenLoud());
    const told = await toldOf(ann, at);
    const backAt = Date.now();
    await sound().plugInSpeaker('Left');
    await expect.poll(async () => (await toldOf(ann, backAt)).changes, { timeout: 5_000 }).toBe('ADD Output Left');
    const againAt = await whenLoud('Left', STEADY_MS + SOON_MS);
    const figures = {
      'events told': `deviceError ${told.errors}; ${told.changes}; ADD Output Left`,
      'heard from the other speaker after': loudAt - at,
      'heard after it was plugged in again': againAt - backAt,
      'still sees bob': yes(await untouched(call, at)),
    };
    const held =
      elsewhere < LOUD_DB &&
      told.errors === 'none' &&
      told.changes === 'DELETE Output Left' &&
      loudAt - at < SOON_MS &&
      stays &&
      againAt - backAt < STEADY_MS + SOON_MS &&
      figures['still sees bob'] === 'yes';
    await record({
      id: 'FAULT-29',
      fault: 'the chosen speaker unplugged (a real one)',
      must: 'DELETE, no deviceError; heard from the system’s speaker within 5 s; back in: ADD, heard from it again within 13 s',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });
});
