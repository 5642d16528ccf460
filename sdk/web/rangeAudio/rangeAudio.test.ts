import { FakeAudioContext, installAudio } from '@liuyun/browser/fake/audio';
import { domError, type FakeMediaDevices, FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { type FakePage, installPage } from '@liuyun/browser/fake/page';
import { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { Plays } from '../play/Plays.ts';
import { Publications } from '../publish/Publications.ts';
import { LocalSources } from '../streams/LocalSources.ts';
import { StreamView } from '../views/StreamView.ts';
import { announcement, voiceStreamID } from './announcement.ts';
import { RangeAudio } from './RangeAudio.ts';

let devices: FakeMediaDevices;
let page: FakePage;
let core: FakeEngine;
let calls: Calls;
let range: RangeAudio;
let told: unknown[][];

beforeEach(() => {
  vi.useFakeTimers();
  devices = installMedia();
  page = installPage();
  installAudio();
  vi.stubGlobal(
    'Audio',
    class {
      muted = false;
      srcObject: unknown = null;
      async play() {}
    },
  );
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  core = new FakeEngine();
  calls = new Calls(new Log());
  const log = new Log();
  const parts = { core, calls, log, plays: new Plays(core), publications: new Publications(core) };
  range = new RangeAudio({
    ...parts,
    sources: new LocalSources({ ended() {}, flowChanged() {}, destroyed() {} }),
    pageAudio: new PageAudio(),
  });
  told = [];
  range.on('microphoneStateUpdate', (...args) => told.push(args.slice(0, 2)));
  range.on('audioSourceWithinRangeUpdate', (...args) => told.push(args));
});
afterEach(() => {
  range.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const tick = () => vi.advanceTimersByTimeAsync(150);
const joins = (userID: string, info = '') =>
  core.facts.tell(
    'streamsChanged',
    'room',
    'ADD',
    [{ streamID: voiceStreamID(userID), user: { userID, userName: userID }, extraInfo: info }] as never,
    [],
  );
const speakers = () => {
  const [context] = FakeAudioContext.made;
  return context?.heardAt(context.destination) ?? new Map<unknown, number>();
};
const stand = () => range.updateSelfPosition([0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]);

test('[RANGE-4] the microphone publishes a voice that says team and mode, and is told in its states', async () => {
  range.setTeamID('red');
  range.enableMicrophone(true);
  await tick();
  const streamID = voiceStreamID('ann');
  expect(core.published.get(streamID)).toMatchObject({ options: { extraInfo: announcement({ team: 'red', speak: 0 }) } });
  core.facts.tell('publisherStateChanged', streamID, 'PUBLISHING', undefined, '');
  const said = vi.spyOn(core, 'setStreamExtraInfo');
  range.setRangeAudioMode(1);
  expect(said).toHaveBeenCalledWith(streamID, announcement({ team: 'red', speak: 2 }));
  range.enableMicrophone(false);
  expect(core.published.size).toBe(0);
  expect(devices.last.tracks[0]?.readyState).toBe('ended');
  devices.refuse.push(domError('NotAllowedError'));
  range.enableMicrophone(true);
  await tick();
  expect(told).toEqual([
    [1, 0],
    [2, 0],
    [0, 0],
    [1, 0],
    [0, 1103064],
  ]);
});

test('[RANGE-4] a microphone that comes after it was switched off again is let go', async () => {
  range.enableMicrophone(true);
  range.enableMicrophone(false);
  await tick();
  expect(core.published.size).toBe(0);
  expect(devices.last.tracks[0]?.readyState).toBe('ended');
  expect(told).toEqual([
    [1, 0],
    [0, 0],
  ]);
});

test('[RANGE-10] switched on, off and on again in one breath, one microphone is open and published', async () => {
  range.enableMicrophone(true);
  range.enableMicrophone(false);
  range.enableMicrophone(true);
  await tick();
  expect([...core.published.keys()]).toEqual([voiceStreamID('ann')]);
  const live = devices.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live');
  expect(live).toHaveLength(1);
  expect(core.published.get(voiceStreamID('ann'))?.tracks.audio).toBe(live[0]);
  expect(told).toEqual([
    [1, 0],
    [0, 0],
    [1, 0],
  ]);
  range.enableMicrophone(false);
  expect(live[0]?.readyState).toBe('ended');
});

test('[RANGE-10] a permission that is refused to an attempt given up before does not end the one after it', async () => {
  devices.refuse.push(domError('NotAllowedError'));
  range.enableMicrophone(true);
  range.enableMicrophone(false);
  range.enableMicrophone(true);
  await tick();
  expect(core.published.size).toBe(1);
  expect(told.at(-1)).toEqual([1, 0]);
});

test('[RANGE-10] a microphone that is being opened while the room is left and entered again is let go of', async () => {
  range.enableMicrophone(true);
  core.logout();
  range.enableMicrophone(true);
  await tick();
  expect(core.published.size).toBe(1);
  expect(devices.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live')).toHaveLength(1);
});

test('[RANGE-11] a microphone that is chosen while another one is being opened is the one that is heard', async () => {
  range.enableMicrophone(true);
  const chosen = range.selectMicrophone('mic2');
  await tick();
  expect(await chosen).toBe(true);
  expect(devices.last.constraints.audio).toMatchObject({ deviceId: { exact: 'mic2' } });
  const live = devices.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live');
  expect(live).toEqual(devices.last.tracks);
  range.enableMicrophone(false);
  range.enableMicrophone(true);
  await tick();
  expect(devices.last.constraints.audio).toMatchObject({ deviceId: { exact: 'mic2' } });
});

test('[RANGE-11] a microphone that is not there is refused and forgotten', async () => {
  range.enableMicrophone(true);
  await tick();
  const before = devices.last.constraints.audio;
  devices.refuse.push(domError('OverconstrainedError', { constraint: 'deviceId' }));
  expect(await range.selectMicrophone('gone')).toBe(false);
  range.enableMicrophone(false);
  range.enableMicrophone(true);
  await tick();
  expect(devices.last.constraints.audio).toEqual(before);
  expect(core.published.size).toBe(1);
});

test('[RANGE-11] a choice that comes to nothing because the microphone is switched off meanwhile is kept for the next time', async () => {
  range.enableMicrophone(true);
  await tick();
  const chosen = range.selectMicrophone('mic2');
  range.enableMicrophone(false);
  expect(await chosen).toBe(true);
  expect(devices.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live')).toEqual([]);
  range.enableMicrophone(true);
  await tick();
  expect(devices.last.constraints.audio).toMatchObject({ deviceId: { exact: 'mic2' } });
});

test('[RANGE-5] only who can be heard is received, and the loudest first', async () => {
  range.enableSpeaker(true);
  range.setAudioReceiveRange(100);
  stand();
  for (let i = 0; i < 30; i++) {
    joins(`u${i}`);
    range.updateAudioSource(`u${i}`, [i, 0, 0]);
  }
  joins('gone');
  range.updateAudioSource('gone', [500, 0, 0]);
  range.enableSpatializer(true);
  await tick();
  expect([...core.played.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => voiceStreamID(`u${i}`)));
  expect(core.played.get(voiceStreamID('u0'))?.options).toMatchObject({ audio: true, video: false });
  range.setAudioReceiveRange(5);
  await tick();
  expect(core.played.size).toBe(5);
  range.enableSpeaker(false);
  expect(core.played.size).toBe(0);
});

test('[RANGE-3] a voice sounds at the volume of its distance, times the volume of all', async () => {
  const track = new FakeTrack('audio');
  core.play = async (streamID, options) => {
    const stream = new FakeStream([track]) as unknown as MediaStream;
    core.played.set(streamID, { stream, options });
    return stream;
  };
  range.enableSpeaker(true);
  range.enableSpatializer(true);
  range.setRangeAudioVolume(200);
  range.setAudioReceiveRange(10);
  stand();
  joins('bob');
  range.updateAudioSource('bob', [0, 7.5, 0]);
  await tick();
  expect(speakers().get(track)).toBeCloseTo(0.5);
  range.updateAudioSource('bob', [0, 20, 0]);
  await tick();
  expect(speakers().has(track)).toBe(false);
});

test('[RANGE-6] views and elements sound from their place, within a range of their own', async () => {
  const element = placed();
  const track = new FakeTrack('audio');
  const view = new StreamView(new FakeStream([track]) as unknown as MediaStream, { local: false, calls });
  stand();
  range.updateCustomSourcePosition(element, [1, 0, 0]);
  range.updateStreamPosition(view, [8, 0, 0]);
  await tick();
  expect(speakers()).toEqual(
    new Map<unknown, number>([
      [element, 0],
      [track, 0],
    ]),
  );
  range.setCustomSourceVocalRange(element, 2);
  range.setStreamVocalRange(view, 5);
  await tick();
  expect(speakers()).toEqual(
    new Map<unknown, number>([
      [element, 1],
      [track, 0],
    ]),
  );
  range.setStreamVocalRange(view, 9);
  await tick();
  expect(speakers().get(track)).toBe(1);
});

const placed = () =>
  Object.assign(page.createElement('audio'), { src: 'data:,', crossOrigin: null }) as unknown as HTMLMediaElement;
const stream = (...tracks: FakeTrack[]) => new FakeStream(tracks) as unknown as MediaStream;

test('[RANGE-6] a placed view goes on sounding when its stream gets another track', async () => {
  const [first, second] = [new FakeTrack('audio'), new FakeTrack('audio')];
  const played = stream(first);
  const view = new StreamView(played, { local: false, calls });
  stand();
  range.setStreamVocalRange(view, 5);
  range.updateStreamPosition(view, [1, 0, 0]);
  await tick();
  expect(speakers()).toEqual(new Map([[first, 1]]));
  played.removeTrack(first as never);
  played.addTrack(second as never);
  core.facts.tell('playedTrackReplaced', 's1', second as never);
  await tick();
  expect(speakers()).toEqual(new Map([[second, 1]]));
});

test('[RANGE-12] an element that plays a stream is heard from its place only, whatever stream that is', async () => {
  const [first, second] = [new FakeTrack('audio'), new FakeTrack('audio')];
  const element = Object.assign(placed(), { srcObject: stream(first) });
  stand();
  range.setCustomSourceVocalRange(element, 5);
  range.updateCustomSourcePosition(element, [1, 0, 0]);
  await tick();
  expect([speakers(), element.muted]).toEqual([new Map([[first, 1]]), true]);
  element.srcObject = stream(second);
  range.updateCustomSourcePosition(element, [2, 0, 0]);
  await tick();
  expect([speakers(), element.muted]).toEqual([new Map([[second, 1]]), true]);
  range.close();
  expect([speakers(), element.muted]).toEqual([new Map(), false]);
});

test('[RANGE-12] an element without sound, or of another origin, is not placed and heard as before', async () => {
  vi.stubGlobal('location', { origin: 'http://here' });
  const silent = Object.assign(placed(), { srcObject: stream() });
  const foreign = Object.assign(placed(), { src: 'http://there/a.mp3' });
  for (const element of [silent, foreign]) range.setCustomSourceVocalRange(element, 5);
  await tick();
  expect([speakers(), silent.muted, foreign.muted]).toEqual([new Map(), false, false]);
});

test('[RANGE-12] an element that was placed is heard as before when the engine is gone', async () => {
  const element = placed();
  range.setCustomSourceVocalRange(element, 5);
  await tick();
  // It has its sound from the page's context for ever, so that has to run.
  expect(FakeAudioContext.made[0]?.state).toBe('running');
  expect(speakers()).toEqual(new Map([[element, 0]]));
  range.close();
  await tick();
  expect(speakers()).toEqual(new Map([[element, 1]]));
  expect(FakeAudioContext.made[0]?.state).toBe('running');
});

test('[RANGE-7] the checker tells who came into range or moved within it', async () => {
  range.setAudioReceiveRange(10);
  stand();
  range.enableAudioSourceUpdateChecker(true, { frequency: 50 });
  range.updateAudioSource('bob', [3, 0, 0]);
  range.updateAudioSource('cleo', [30, 0, 0]);
  await tick();
  expect(told).toEqual([['bob', [3, 0, 0]]]);
  range.updateAudioSource('cleo', [4, 0, 0]);
  await tick();
  expect(told.at(-1)).toEqual(['cleo', [4, 0, 0]]);
  range.enableAudioSourceUpdateChecker(false);
  range.updateAudioSource('bob', [4, 0, 0]);
  await tick();
  expect(told).toHaveLength(2);
});

test('[RANGE-8] leaving ends talking and hearing', async () => {
  range.enableSpeaker(true);
  range.setTeamID('red');
  range.enableMicrophone(true);
  joins('bob', announcement({ team: 'red', speak: 2 }));
  await tick();
  expect(core.played.size).toBe(1);
  core.logout();
  expect(told.at(-1)).toEqual([0, 0]);
  expect(devices.last.tracks[0]?.readyState).toBe('ended');
  await tick();
  expect(core.played.size).toBe(0);
});

test('[RANGE-8] arguments that are none throw nothing and change nothing', async () => {
  const nonsense = [undefined, null, Number.NaN, -1, 'x', [], [1, 2], [1, 2, 'x'], {}, 'ä'.repeat(33)] as never[];
  for (const value of nonsense) {
    range.updateSelfPosition(value, value, value, value);
    range.updateAudioSource('bob', value);
    range.setRangeAudioCustomMode(value, value);
    range.setPositionUpdateFrequency(value);
    range.setRangeAudioVolume(value);
    range.setAudioReceiveRange(value);
    range.setStreamVocalRange(value, value);
    range.updateCustomSourcePosition(value, value);
    range.enableAudioSourceUpdateChecker(true, value === undefined || value === null ? value : { frequency: value });
    expect(range.on(value, value)).toBe(false);
    expect(
      await range.selectMicrophone(
        value === ('x' as never) ? ('' as never) : value === ('ä'.repeat(33) as never) ? ('' as never) : value,
      ),
    ).toBe(false);
  }
  expect([
    range.enableAiDenoise(),
    range.setAiDenoiseMode(),
    range.setVoiceChangerPreset(),
    range.setVoiceChangerParam(),
  ]).toEqual(Array(4).fill(false));
  range.enableSpeaker(true);
  joins('bob');
  await tick();
  expect(core.played.size).toBe(0);
});

test('[RANGE-9] the speaker of selectSpeaker gives way to the one of the system while it is unplugged', async () => {
  range.selectSpeaker('unknown');
  range.selectSpeaker(5 as never);
  range.enableSpeaker(true);
  range.selectSpeaker('out1');
  await vi.advanceTimersByTimeAsync(0);
  const context = FakeAudioContext.made.at(-1);
  expect(context?.sinkId).toBe('out1');
  const speakers = devices.devices.filter(({ kind }) => kind === 'audiooutput');
  devices.devices = devices.devices.filter(({ kind }) => kind !== 'audiooutput');
  devices.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(context?.sinkId).toBe('');
  devices.devices.push(...speakers);
  devices.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(context?.sinkId).toBe('out1');
});
