import { type ErrorName, errorTable, RtcError } from '@liuyun/protocol/errors';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { streamOf } from '../platform/fake/fakeCall.ts';
import { type Area, nativeCode } from './failures.ts';
import { nativeCall } from './fake/nativeCall.ts';
import { eventFields } from './NativeEvents.ts';

const AREAS: readonly Area[] = ['engine', 'room', 'publish', 'play', 'message', 'device'];

/** Logs in without waiting for the promise, as apps do, and lets everything settle. */
async function inRoom() {
  const call = nativeCall();
  const login = call.native.rooms.login('room', { userID: 'ann' }, { token: 'token', isUserStatusNotify: true });
  await call.settle();
  await login;
  call.events.length = 0;
  return call;
}

test("[NATIVE-1] every failure has a native number, and none of the Web's own", () => {
  const params = ['INPUT_PARAM', 'PUBLISH_PARAM', 'PLAY_PARAM', 'LOCAL_STREAM_WRONG', 'NOT_ZEGO_STREAM'];
  for (const failure of Object.keys(errorTable) as ErrorName[]) {
    for (const area of AREAS) {
      const code = nativeCode(failure, area);
      expect(code, `${failure} ${area}`).toBeGreaterThanOrEqual(1_000_001);
      expect(code, `${failure} ${area}`).toBeLessThan(1_022_000);
      if (!params.includes(failure)) expect(code, `${failure} ${area}`).not.toBe(1_000_017);
    }
  }
  expect(nativeCode(undefined)).toBe(0);
});

test('[NATIVE-2] login, loss, return and kick-out come as reasons and as states', async () => {
  const { native, platform, server, heard, settle } = nativeCall();
  const login = native.rooms.login('room', { userID: 'ann' }, { token: 'token' });
  await settle();
  await login;
  platform.network.latest.cut();
  await platform.pass(3000);
  server.tell('kickedOut', { failure: 'KICKED_BY_OTHER_LOGIN', detail: 'elsewhere' });
  await settle();
  expect(heard('roomStateChanged').map(({ reason, errorCode }) => [reason, errorCode])).toEqual([
    [0, 0],
    [1, 0],
    [3, 1002051],
    [4, 0],
    [6, 1002050],
  ]);
  expect(heard('roomStateUpdate').map(({ state }) => state)).toEqual([1, 2, 1, 2, 0]);
});

test('[NATIVE-3][NATIVE-4] a stream that comes and goes is Add and Delete, with the documented fields', async () => {
  const { server, heard, events, settle } = await inRoom();
  server.tell('roomStreamUpdate', { change: 'ADD', streams: [streamOf('bob', 'b')], reasons: [] });
  await settle();
  server.tell('roomStreamUpdate', { change: 'DELETE', streams: [streamOf('bob', 'b')], reasons: [{ streamID: 'b', code: 1 }] });
  await settle();
  const updates = heard('roomStreamUpdate');
  expect(updates.map(({ updateType, extendedData }) => [updateType, extendedData])).toEqual([
    [0, ''],
    [1, JSON.stringify({ stream_delete_reason: [{ code: 1, streamID: 'b' }] })],
  ]);
  for (const { event, fields } of events) {
    expect(Object.keys(fields).sort(), event).toEqual([...eventFields[event as keyof typeof eventFields]].sort());
  }
});

test("[NATIVE-5] an app's listener that fails disturbs nothing", async () => {
  const call = nativeCall();
  const seen: unknown[] = [];
  const uncaught = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
    try {
      task();
    } catch (error) {
      seen.push(error);
    }
  });
  call.failWith(new Error('of the app'));
  const login = call.native.rooms.login('room', { userID: 'ann' }, { token: 'token' });
  await call.settle();
  await login;
  uncaught.mockRestore();
  expect(call.native.core.room?.state).toBe('loggedIn');
  expect(seen.length).toBeGreaterThan(0);
});

test('[NATIVE-10][NATIVE-11] a wrong login is told as LoginFailed with its number; a joined room stays', async () => {
  const { native, heard, events, settle, server } = nativeCall();
  const failing = (roomID: unknown, user: unknown, config?: unknown) =>
    native.rooms.login(roomID as string, user, config).then(
      () => 0,
      (error: unknown) => nativeCode(RtcError.from(error).failure),
    );
  expect(await failing('', { userID: 'ann' }, { token: 't' })).toBe(1002011);
  expect(await failing('room', {}, { token: 't' })).toBe(1002005);
  expect(await failing('room', null, { token: 't' })).toBe(1002005);
  expect(await failing('room', { userID: 'ann' }, null)).toBe(1002067);
  expect(await failing('room', { userID: 'ann' }, 5)).toBe(1000017);
  expect(heard('roomStateChanged').map(({ reason, errorCode }) => [reason, errorCode])).toEqual([
    [2, 1002011],
    [2, 1002005],
    [2, 1002005],
    [2, 1002067],
    [2, 1000017],
  ]);
  const login = native.rooms.login('room', { userID: 'ann', userName: null }, { token: 'token', maxMemberCount: null });
  await settle();
  await login;
  expect(server.last('loginRoom')).toMatchObject({ user: { userID: 'ann', userName: 'ann' } });
  events.length = 0;
  expect(await failing('room', { userID: 'ann' }, { token: 't' })).toBe(1002064);
  expect(events).toEqual([]);
});

test('[NATIVE-12] leaving ends publishing and preview; changing rooms keeps the preview', async () => {
  const { native, heard, settle, machine } = await inRoom();
  native.channel().startPreview('view');
  native.publish('mine', 0);
  await settle();
  const switching = native.rooms.switch('room', 'other', { token: 'token' });
  await settle();
  await switching;
  expect(heard('publisherStateUpdate').map(({ state }) => state)).toEqual([1, 2, 0]);
  expect(machine.shown[0]?.over).toBe(false);
  expect(machine.stopped).toEqual([]);
  native.logout();
  await settle();
  expect(machine.shown[0]?.over).toBe(true);
  expect(machine.stopped).toHaveLength(2);
  expect(heard('engineStateUpdate').map(({ state }) => state)).toEqual([0, 1]);
});

test('[NATIVE-12] a change of rooms that is refused leaves the old room as it was', async () => {
  const { native, events } = await inRoom();
  for (const config of [{ maxMemberCount: -1 }, { maxMemberCount: '10' }, { token: 7 }, { token: 'x'.repeat(8193) }, 5]) {
    const code = await native.rooms.switch('room', 'other', config).catch((error) => nativeCode(error.failure, 'room'));
    expect([1000017, 1002075], JSON.stringify(config).slice(0, 40)).toContain(code);
  }
  for (const config of [undefined, null, {}, { token: '' }]) {
    await expect(native.rooms.switch('room', 'other', config)).rejects.toMatchObject({ failure: 'NO_CREDENTIALS' });
  }
  expect(events).toEqual([]);
  expect(native.core.rooms.map(({ roomID }) => roomID)).toEqual(['room']);
});

test('[NATIVE-20] publishing and playing right after loginRoom wait for it', async () => {
  const { native, server, heard, settle } = nativeCall();
  server.streams = [streamOf('bob', 'b')];
  const login = native.rooms.login('room', { userID: 'ann' }, { token: 'token' });
  native.publish('mine', 0);
  native.plays.start('b', 'view');
  await settle();
  await login;
  await settle();
  expect(heard('publisherStateUpdate').map(({ state }) => state)).toEqual([1, 2]);
  expect(heard('playerStateUpdate').map(({ state }) => state)).toEqual([1, 2]);
});

test('[NATIVE-20] a login that fails takes along what waited for it; without one it is refused', async () => {
  const { native, server, heard, settle } = nativeCall();
  expect(() => native.publish('mine', 0)).toThrow(expect.objectContaining({ failure: 'NOT_LOGGED_IN' }));
  expect(() => native.plays.start('b', 'view')).toThrow(expect.objectContaining({ failure: 'NOT_LOGGED_IN' }));
  server.fail('loginRoom', 'TOKEN_EXPIRED');
  const login = native.rooms.login('room', { userID: 'ann' }, { token: 'token' }).catch((error: RtcError) => error.failure);
  native.publish('mine', 0);
  native.plays.start('b', 'view');
  await settle();
  expect(await login).toBe('TOKEN_EXPIRED');
  await settle();
  const ended = { state: 0, errorCode: 1000002, extendedData: '' };
  expect(heard('publisherStateUpdate')).toEqual([
    { streamID: 'mine', ...ended },
    { streamID: 'mine', ...ended },
  ]);
  expect(heard('playerStateUpdate')).toEqual([
    { streamID: 'b', ...ended },
    { streamID: 'b', ...ended },
  ]);
});

test('[NATIVE-21] devices are open while there is a preview or a publication', async () => {
  const { native, machine, settle } = await inRoom();
  const kinds = () => machine.opened.map(({ kind }) => kind);
  native.channel().startPreview('view');
  await settle();
  expect(kinds().sort()).toEqual(['camera', 'microphone']);
  native.publish('mine', 0);
  native.channel().stopPreview();
  await settle();
  expect(machine.opened).toHaveLength(2);
  expect(machine.stopped).toEqual([]);
  native.channel().unpublish();
  await settle();
  expect(machine.stopped).toHaveLength(2);
});

test('[NATIVE-21] a camera that is off before is never opened; its stream has sound alone', async () => {
  const { native, machine, settle, server } = await inRoom();
  native.channel().enableCamera(false);
  native.publish('voice', 0);
  await settle();
  expect(machine.opened.map(({ kind }) => kind)).toEqual(['microphone']);
  expect(JSON.stringify(server.last('startPublishing').tracks)).not.toContain('video');
});

test('[NATIVE-22] a camera switched off while publishing is muted, and comes back with a new track', async () => {
  const { native, machine, settle, server, engine } = await inRoom();
  native.publish('mine', 0);
  await settle();
  const changed = vi.spyOn(engine, 'changePublishedTracks');
  const muted = vi.spyOn(engine, 'mutePublished');
  native.channel().enableCamera(false);
  await settle();
  expect(machine.stopped.map(({ kind }) => kind)).toEqual(['video']);
  expect(muted).toHaveBeenLastCalledWith('mine', 'video', true);
  native.channel().enableCamera(true);
  await settle();
  const camera = machine.opened.findLast(({ kind }) => kind === 'camera')?.track;
  expect(changed).toHaveBeenLastCalledWith('mine', { video: camera });
  expect(muted).toHaveBeenLastCalledWith('mine', 'video', false);
  expect(server.count('startPublishing')).toBe(1);
});

test('[NATIVE-23] the microphone is silenced on its track, a stream on the wire', async () => {
  const { native, machine, settle, engine } = await inRoom();
  const muted = vi.spyOn(engine, 'mutePublished');
  native.publish('mine', 0);
  await settle();
  native.wish({ microphoneMuted: true });
  await settle();
  const microphone = machine.opened.find(({ kind }) => kind === 'microphone')?.track;
  expect(microphone?.enabled).toBe(false);
  expect(muted.mock.calls.filter(([, kind, mute]) => kind === 'audio' && mute)).toEqual([]);
  native.channel().mute('audio', true);
  expect(muted).toHaveBeenCalledWith('mine', 'audio', true);
  expect(machine.stopped).toEqual([]);
});

test('[NATIVE-24] a device that is refused is told once, and the rest is published', async () => {
  const { native, machine, settle, heard, server } = await inRoom();
  machine.refuse.camera = new RtcError('DEVICE_NOT_ALLOWED');
  native.publish('mine', 0);
  await settle();
  expect(heard('localDeviceExceptionOccurred')).toEqual([{ exceptionType: 3, deviceType: 1, deviceID: '' }]);
  expect(heard('publisherStateUpdate').map(({ state }) => state)).toEqual([1, 2]);
  expect(JSON.stringify(server.last('startPublishing').tracks)).not.toContain('video');
  native.channel().unpublish();
  await settle();
  machine.refuse.microphone = new RtcError('DEVICE_NOT_READABLE');
  native.publish('again', 0);
  await settle();
  expect(
    heard('localDeviceExceptionOccurred')
      .slice(1)
      .map(({ exceptionType }) => exceptionType),
  ).toEqual([3, 5]);
  expect(heard('publisherStateUpdate').at(-1)).toMatchObject({ streamID: 'again', state: 0, errorCode: 1003001 });
});

test('[NATIVE-25] channels publish side by side, one stream each', async () => {
  const { native, settle, server, heard } = await inRoom();
  native.publish('mine', 0);
  expect(() => native.publish('mine2', 0)).toThrow(expect.objectContaining({ failure: 'PUBLISH_REPEATED' }));
  expect(() => native.publish('mine', 1)).toThrow(expect.objectContaining({ failure: 'PUBLISH_REPEATED' }));
  native.channel(1).setSource('video', 'main');
  await settle();
  native.publish('copy', 1);
  await settle();
  expect(server.ownStreams).toEqual(['mine', 'copy']);
  expect(heard('publisherStateUpdate').map(({ streamID, errorCode }) => [streamID, errorCode])).toContainEqual([
    'mine2',
    1003023,
  ]);
  expect(() => native.channel(4)).toThrow(expect.objectContaining({ failure: 'INPUT_PARAM' }));
});

test('[NATIVE-26] the capture volume holds for streams now and later', async () => {
  const { native, machine, settle, engine } = await inRoom();
  const changed = vi.spyOn(engine, 'changePublishedTracks');
  native.publish('mine', 0);
  await settle();
  expect(machine.amplified).toEqual([]);
  native.wish({ captureVolume: 200 });
  await settle();
  expect(changed).toHaveBeenCalledTimes(1);
  native.wish({ captureVolume: 50 });
  await settle();
  expect(machine.amplified).toEqual([200, 50]);
  expect(changed).toHaveBeenCalledTimes(1);
});

test('[NATIVE-28] others see the picture mirrored in modes 1 and 3, and a camera in the size that is to be encoded', async () => {
  const { native, machine, settle, engine } = await inRoom();
  const changed = vi.spyOn(engine, 'changePublishedTracks');
  native.publish('mine', 0);
  await settle();
  expect(machine.shaped).toEqual([]);
  native.channel().setMirror(1);
  await settle();
  expect(machine.shaped.at(-1)).toEqual({ mirror: true, width: 0, height: 0 });
  expect(changed).toHaveBeenCalledTimes(1);
  native.channel().setVideoConfig({ ...native.channel().videoConfig, encodeWidth: 320, encodeHeight: 180 });
  await settle();
  expect(machine.shaped.at(-1)).toEqual({ mirror: true, width: 320, height: 180 });
  // The same track goes on.
  expect(changed).toHaveBeenCalledTimes(1);
  native.channel().setMirror(0);
  native.channel().setVideoConfig({ ...native.channel().videoConfig, encodeWidth: 640, encodeHeight: 360 });
  await settle();
  expect(changed).toHaveBeenCalledTimes(2);
  expect(changed.mock.lastCall?.[1]).toEqual({ video: native.channel().captured('video') });
});

test('[NATIVE-29] a snapshot is of the view, and without one of what is captured; there is none where nothing is', async () => {
  const { native, settle } = await inRoom();
  expect(await native.channel().snapshot()).toBe('');
  native.publish('mine', 0);
  await settle();
  expect(await native.channel().snapshot()).toBe('still');
  native.channel().startPreview('view');
  await settle();
  expect(await native.channel().snapshot()).toBe('picture');
});

test('[NATIVE-30] without a view only sound is received; a view can come later', async () => {
  const { native, machine, server, settle, engine } = await inRoom();
  const paused = vi.spyOn(engine, 'pausePlayed');
  server.streams = [streamOf('bob', 'b')];
  native.plays.start('b', undefined);
  await settle();
  expect(server.names().slice(-2)).toEqual(['pausePlaying', 'resumePlaying']);
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'video', paused: true });
  expect(machine.shown).toEqual([]);
  expect(machine.heard).toHaveLength(1);
  native.plays.start('b', 'view');
  await settle();
  expect(paused).toHaveBeenLastCalledWith('b', 'video', false);
  expect(machine.shown.map(({ view }) => view)).toEqual(['view']);
  native.plays.stop('b');
  expect(machine.shown[0]?.over && machine.heard[0]?.over).toBe(true);
});

test('[NATIVE-30] a view that comes while the stream is being asked for has its picture', async () => {
  const { native, server, settle } = await inRoom();
  server.streams = [streamOf('bob', 'b')];
  native.plays.start('b', undefined);
  server.script('startPlaying', (params) => {
    native.plays.start('b', 'view');
    return server.playing(params);
  });
  await settle();
  expect(server.asked.filter(({ name }) => name === 'pausePlaying').map(({ params }) => params)).toEqual([
    { streamID: 'b', kind: 'video', paused: true },
    { streamID: 'b', kind: 'video', paused: false },
  ]);
});

test('[NATIVE-31] a stream that nobody publishes is waited for', async () => {
  const { native, platform, server, heard, settle } = await inRoom();
  native.plays.start('later', 'view');
  await settle();
  await platform.pass(12_000);
  expect(heard('playerStateUpdate').map(({ state, errorCode }) => [state, errorCode])).toEqual([
    [1, 0],
    [1, 1004002],
  ]);
  server.streams = [streamOf('bob', 'later')];
  server.tell('roomStreamUpdate', { change: 'ADD', streams: [streamOf('bob', 'later')], reasons: [] });
  await settle();
  expect(heard('playerStateUpdate').at(-1)).toMatchObject({ state: 2, errorCode: 0 });
  native.plays.start('never', 'view');
  await settle();
  native.plays.stop('never');
  await settle();
  expect(heard('playerStateUpdate').at(-1)).toMatchObject({ streamID: 'never', state: 0, errorCode: 0 });
});

test('[NATIVE-32][NATIVE-33] switches over all streams win; settings end with the stream', async () => {
  const { native, machine, server, settle, engine } = await inRoom();
  const paused = vi.spyOn(engine, 'pausePlayed');
  server.streams = [streamOf('bob', 'b')];
  native.plays.muteAll('audio', true);
  native.plays.muteSpeaker(true);
  native.plays.setAllVolume(150);
  native.plays.start('b', 'view');
  await settle();
  expect(server.names().slice(-2)).toEqual(['pausePlaying', 'resumePlaying']);
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'audio', paused: true });
  native.plays.mute('b', 'audio', false);
  expect(paused).not.toHaveBeenCalled();
  native.plays.muteAll('audio', false);
  expect(paused).toHaveBeenLastCalledWith('b', 'audio', false);
  expect(machine.heard[0]?.volume).toBe(0);
  native.plays.muteSpeaker(false);
  expect(machine.heard[0]?.volume).toBe(150);
  native.plays.setVolume('b', 20);
  native.plays.stop('b');
  native.plays.start('b', 'view');
  await settle();
  expect(machine.heard[1]?.volume).toBe(150);
});

test('[NATIVE-34] sound levels come in the wanted interval', async () => {
  const { native, platform, server, heard, settle } = await inRoom();
  server.streams = [streamOf('bob', 'b')];
  native.publish('mine', 0);
  native.plays.start('b', undefined);
  await settle();
  native.sound.start(1);
  await platform.pass(250, 50);
  expect(heard('capturedSoundLevelUpdate')).toEqual([{ soundLevel: 30 }, { soundLevel: 30 }]);
  expect(heard('remoteSoundLevelUpdate')[0]).toEqual({ soundLevels: { b: 30 } });
  native.sound.stop();
  await platform.pass(5000);
  expect(heard('capturedSoundLevelUpdate')).toHaveLength(2);
  expect(() => native.sound.start('often')).toThrow(expect.objectContaining({ failure: 'INPUT_PARAM' }));
});

test('[NATIVE-35] without meters the levels are those of the statistics', async () => {
  const { native, machine, platform, server, heard, settle } = await inRoom();
  Object.assign(machine, { meter: undefined });
  const sample = vi.spyOn(native.core, 'sampleSound');
  server.streams = [streamOf('bob', 'b')];
  native.plays.start('b', undefined);
  await settle();
  native.sound.start(100);
  await platform.pass(100, 50);
  expect(heard('remoteSoundLevelUpdate')).toEqual([{ soundLevels: { b: 0 } }]);
  expect(heard('capturedSoundLevelUpdate')).toEqual([]);
  sample.mockResolvedValue({ sent: [{ streamID: 'mine', level: 0.1 }], heard: [{ streamID: 'b', level: 1 }] });
  await platform.pass(100, 50);
  expect(heard('capturedSoundLevelUpdate')).toEqual([{ soundLevel: 67 }]);
  expect(heard('remoteSoundLevelUpdate').at(-1)).toEqual({ soundLevels: { b: 100 } });
  native.sound.stop();
  await platform.pass(1000);
  expect(heard('remoteSoundLevelUpdate')).toHaveLength(2);
});

test('[NATIVE-35] a meter that cannot be had, as where the machine has no more sound to give, is a level of 0 and no error', async () => {
  const { native, machine, platform, server, heard, settle } = await inRoom();
  Object.assign(machine, {
    meter: () => {
      throw new Error('no more contexts');
    },
  });
  server.streams = [streamOf('bob', 'b')];
  native.plays.start('b', undefined);
  await settle();
  native.sound.start(100);
  await platform.pass(100, 50);
  expect(heard('remoteSoundLevelUpdate')).toEqual([{ soundLevels: { b: 0 } }]);
});

test('[NATIVE-27] whatever is done in whatever order, calls end as documented and nothing is left running', async () => {
  const anything = fc.oneof(fc.anything(), fc.constantFrom('mine', 'b', 'room', 0, 1, 2, 3, undefined, null, true, 50));
  const verbs = [
    'publish',
    'unpublish',
    'preview',
    'stopPreview',
    'camera',
    'play',
    'stop',
    'mute',
    'volume',
    'source',
    'logout',
    'login',
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...verbs), anything, anything), { maxLength: 25 }), async (steps) => {
      const { native, settle, server, machine, heard } = nativeCall();
      server.streams = [streamOf('bob', 'b')];
      const { calls } = native;
      const quiet = (work: () => void) => calls.value('x', 'publish', { work, otherwise: undefined });
      for (const [verb, a, b] of steps) {
        if (verb === 'publish') quiet(() => native.publish(a as string, b));
        if (verb === 'unpublish') quiet(() => native.channel(a).unpublish());
        if (verb === 'preview') quiet(() => native.channel(b).startPreview('view'));
        if (verb === 'stopPreview') quiet(() => native.channel(a).stopPreview());
        if (verb === 'camera') quiet(() => native.channel(a).enableCamera(b === true));
        if (verb === 'play') quiet(() => native.plays.start(a as string, b === undefined ? undefined : 'view'));
        if (verb === 'stop') quiet(() => native.plays.stop(a as string));
        if (verb === 'mute') quiet(() => native.plays.mute(a as string, 'audio', b === true));
        if (verb === 'volume') quiet(() => native.plays.setVolume(a as string, 50));
        if (verb === 'source') quiet(() => native.channel(a).setSource('video', 'main'));
        if (verb === 'logout') quiet(() => native.logout(a as string));
        if (verb === 'login')
          void calls.answer('login', 'room', async () => {
            await native.rooms.login(a as string, { userID: 'ann' }, b);
            return {};
          });
        await settle();
      }
      for (const { errorCode } of heard('debugError')) expect(errorCode).toBeGreaterThan(1_000_000);
      native.close();
      await settle();
      expect(machine.stopped).toHaveLength(machine.opened.length);
    }),
    { numRuns: 30 },
  );
}, 60_000);
