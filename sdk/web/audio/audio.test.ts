import { listDevices } from '@liuyun/browser/devices/deviceLists';
import { FakeAudioContext, type FakeBufferSource, installAudio } from '@liuyun/browser/fake/audio';
import { type FakeMediaDevices, type FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { type FakePage, installPage } from '@liuyun/browser/fake/page';
import { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scenarioPreset } from '../capture/presets.ts';
import { AutoSwitch } from '../devices/AutoSwitch.ts';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { type NotProvided, notProvided, refuse } from '../engine/notProvided.ts';
import { Plays } from '../play/Plays.ts';
import { Publications } from '../publish/Publications.ts';
import { captureDevicesInto } from '../streams/captureInto.ts';
import { LocalSource } from '../streams/LocalSource.ts';
import { switchDevice } from '../streams/switchDevice.ts';
import { AudioEffects } from './AudioEffects.ts';
import { EffectPlayer } from './EffectPlayer.ts';
import { FrameCallbacks } from './frames/FrameCallbacks.ts';
import { Mixes } from './Mixes.ts';

let devices: FakeMediaDevices;
let page: FakePage;
let core: FakeEngine;
let publications: Publications;
let audio: PageAudio;
let mixes: Mixes;
const scenario = scenarioPreset(undefined);

beforeEach(() => {
  vi.useFakeTimers();
  devices = installMedia();
  page = installPage();
  installAudio();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  core = new FakeEngine();
  publications = new Publications(core);
  audio = new PageAudio();
  mixes = new Mixes(audio, resend);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const resend = (source: LocalSource, kind: 'audio' | 'video') => publications.resend(source, kind);
const settle = () => vi.advanceTimersByTimeAsync(500);
const sentChanges = () => core.calls.filter(([call]) => call === 'changePublishedTracks').map(([, , tracks]) => tracks);

async function microphone(): Promise<LocalSource> {
  const source = new LocalSource();
  await captureDevicesInto(source, { microphone: {} }, { scenario, fixedBitrate: false });
  source.takeOver('audio');
  return source;
}

function element(): HTMLMediaElement {
  return Object.assign(page.createElement('audio'), { src: 'data:,', crossOrigin: null }) as unknown as HTMLMediaElement;
}

/** What is in the track that stands on the wire, and how loud. */
function heard(): Map<unknown, number> {
  const [context] = FakeAudioContext.made;
  const out = context?.nodes.findLast(({ what }) => what === 'out');
  return context && out ? context.heardAt(out) : new Map();
}

test('[AUDIO-3] a mixed track goes out only while there is something to mix, and the captured one goes out afterwards', async () => {
  const source = await microphone();
  publications.start('s1', source, {});
  const raw = source.outgoing('audio');
  const music = element();
  mixes.start(source, [music]);
  expect(source.outgoing('audio')).toBe(raw);
  await settle();
  const mixed = source.outgoing('audio');
  expect(mixed).not.toBe(raw);
  expect(source.stream.getAudioTracks()).toEqual([mixed]);
  expect(heard()).toEqual(
    new Map<unknown, number>([
      [raw, 1],
      [music, 1],
    ]),
  );

  mixes.stop(source);
  await settle();
  expect(source.outgoing('audio')).toBe(raw);
  expect(sentChanges()).toEqual([{ audio: mixed }, { audio: raw }]);
  expect(mixed?.readyState).toBe('ended');
});

test('[AUDIO-3] a stream that is published while mixing sends the mix; wishes that cancel each other change nothing', async () => {
  const source = await microphone();
  const raw = source.outgoing('audio');
  const music = element();
  mixes.start(source, [music]);
  mixes.stop(source, [music]);
  await settle();
  expect(source.outgoing('audio')).toBe(raw);
  mixes.start(source, [music]);
  await settle();
  publications.start('s1', source, {});
  expect(core.published.get('s1')?.tracks.audio).toBe(source.outgoing('audio'));
  expect(source.outgoing('audio')).not.toBe(raw);
});

test('[AUDIO-3] another microphone is taken up by the mix while the wire keeps its track', async () => {
  const source = await microphone();
  publications.start('s1', source, {});
  await Promise.all([mixes.of(source).setCaptureVolume(50), settle()]);
  const mixed = source.outgoing('audio');
  await switchDevice(source, { kind: 'audio', constraints: { deviceId: { exact: 'mic2' } } }, resend);
  expect(source.outgoing('audio')).toBe(mixed);
  expect(heard()).toEqual(new Map<unknown, number>([[devices.last.tracks[0], 0.5]]));
});

test('[AUDIO-3] what the wire refuses leaves the captured track where it was', async () => {
  const source = await microphone();
  publications.start('s1', source, {});
  const raw = source.outgoing('audio');
  core.refuse = Object.assign(new Error('no'), { failure: 'REPLACE_TRACK_FAILED' }) as never;
  mixes.start(source, [element()]);
  await settle();
  expect(source.outgoing('audio')).toBe(raw);
});

test('[AUDIO-2] the capture volume holds for what is captured and leaves mixed-in sound alone', async () => {
  const source = await microphone();
  const raw = source.outgoing('audio');
  const music = element();
  mixes.start(source, [music]);
  await Promise.all([mixes.of(source).setCaptureVolume(0), settle()]);
  expect(heard()).toEqual(
    new Map<unknown, number>([
      [raw, 0],
      [music, 1],
    ]),
  );
  mixes.stop(source);
  await settle();
  expect(source.outgoing('audio')).not.toBe(raw);
  await Promise.all([mixes.of(source).setCaptureVolume(100), settle()]);
  expect(source.outgoing('audio')).toBe(raw);
});

test('[AUDIO-2] a volume that is set while the sound falls asleep is heard', async () => {
  const source = await microphone();
  const set = (volume: number) => Promise.all([mixes.of(source).setCaptureVolume(volume), vi.advanceTimersByTimeAsync(100)]);
  await set(50);
  const context = FakeAudioContext.made[0];
  await vi.waitFor(() => expect(context?.state).toBe('running'));
  const quiet = mixes.of(source).setCaptureVolume(100);
  const again = quiet.then(() => mixes.of(source).setCaptureVolume(90));
  await settle();
  await again;
  expect(heard()).toEqual(new Map<unknown, number>([[devices.last.tracks[0], 0.9]]));
  expect(context?.state).toBe('running');
  await set(100);
  await settle();
  expect(context?.state).toBe('suspended');
});

test('[AUDIO-2] a browser that wants a gesture first gets the volume then, and nobody waits for it forever', async () => {
  FakeAudioContext.allowed = false;
  const source = await microphone();
  const raw = source.outgoing('audio');
  const set = mixes.of(source).setCaptureVolume(20);
  await vi.advanceTimersByTimeAsync(2500);
  await set;
  expect(source.outgoing('audio')).toBe(raw);
  FakeAudioContext.allowed = true;
  page.dispatchEvent(new Event('pointerdown'));
  await settle();
  expect(source.outgoing('audio')).not.toBe(raw);
});

test('[AUDIO-1] mixed-in sound has a volume of its own, and a muted microphone leaves it alone', async () => {
  const source = await microphone();
  const music = element();
  mixes.start(source, [music]);
  expect(mixes.of(source).setVolume(music, 30)).toBe(true);
  expect(mixes.of(source).setVolume(element(), 30)).toBe(false);
  await settle();
  source.setMicrophoneMuted(true);
  expect(heard().get(music)).toBeCloseTo(0.3);
  expect(source.outgoing('audio')?.enabled).toBe(true);
  expect(source.sent('audio')?.track.enabled).toBe(false);
});

test('[AUDIO-4] six elements at most; what cannot be mixed is refused and changes nothing', async () => {
  const source = await microphone();
  const six = Array.from({ length: 6 }, element);
  const first = six[0];
  mixes.start(source, six);
  mixes.start(source, [first]);
  expect(() => mixes.start(source, [element()])).toThrow('at most 6');
  for (const list of [undefined, [], [1], 'x', [first, null], {}]) expect(() => mixes.start(source, list)).toThrow();
  expect(() => mixes.stop(source, [first, element()])).toThrow('not being mixed');
  expect(mixes.of(source).keys()).toHaveLength(6);
  mixes.stop(source, [first]);
  vi.stubGlobal('location', { origin: 'http://here' });
  expect(() => mixes.start(source, [Object.assign(element(), { src: 'http://there/a.mp3' })])).toThrow('another origin');
  expect(mixes.of(source).keys()).toHaveLength(5);
  mixes.stop(source);
  expect(() => mixes.stop(source)).toThrow('not being mixed');
  expect(() => mixes.start(new LocalSource(), [first])).toThrow('no audio');
  source.destroy();
  await settle();
});

const sound = (seconds: number) => ({ duration: seconds }) as AudioBuffer;

/** An engine's effects with one sound of 4 s loaded, on a captured stream. */
async function effectPlayer() {
  const source = await microphone();
  const effects = new AudioEffects();
  vi.stubGlobal('fetch', async () => ({ ok: true, arrayBuffer: async () => new ArrayBuffer(8) }));
  vi.stubGlobal(
    'OfflineAudioContext',
    class {
      decodeAudioData = async () => sound(4);
    },
  );
  await effects.load('horn', 'horn.mp3');
  const calls = new Calls(new Log());
  const player = new EffectPlayer({ calls, effects, mix: mixes.of(source), audio });
  const sources = () => audioNodes().filter((node): node is FakeBufferSource => node.what === 'effect');
  return { source, effects, player, sources };
}
const audioNodes = () => FakeAudioContext.made[0]?.nodes ?? [];

test('[AUDIO-5] an effect reaches the stream and the user, and only its natural end is told', async () => {
  const { source, player, sources } = await effectPlayer();
  const raw = source.outgoing('audio');
  const told: string[] = [];
  player.start(
    'horn',
    undefined,
    () => told.push('start'),
    () => told.push('end'),
  );
  await settle();
  const context = FakeAudioContext.made[0];
  expect(heard().get('effect')).toBe(1);
  expect(context?.heardAt(context.destination).get('effect')).toBe(1);
  expect(told).toEqual(['start']);
  sources()[0]?.onended?.();
  await settle();
  expect(told).toEqual(['start', 'end']);
  expect(source.outgoing('audio')).toBe(raw);

  player.start('horn', undefined, undefined, () => told.push('never'));
  await settle();
  expect(player.stop('horn')).toBe(true);
  expect(sources()[1]).toMatchObject({ stopped: true, onended: null });
  expect(told).toEqual(['start', 'end']);
});

test('[AUDIO-11] an effect that is paused while it is being fetched sounds, and is told to begin, when it is resumed', async () => {
  const { player, sources } = await effectPlayer();
  const told: string[] = [];
  const start = () => player.start('new', { path: 'new.mp3' }, () => told.push('start'));
  start();
  expect(player.pause('new')).toBe(true);
  await settle();
  expect([sources().filter(({ startedAt }) => startedAt !== undefined), told, player.getCurrentProgress('new')]).toEqual([
    [],
    [],
    0,
  ]);
  expect(player.resume('new')).toBe(true);
  await settle();
  expect([sources().length, told]).toEqual([1, ['start']]);
  expect([player.pause('new'), player.resume('new')]).toEqual([true, true]);
  await settle();
  expect(told).toEqual(['start']);

  start();
  player.pause();
  player.resume();
  await settle();
  start();
  player.pause('new');
  player.stop('new');
  await settle();
  start();
  await settle();
  expect([told.length, player.stop()]).toEqual([3, true]);
});

test('[AUDIO-5] an effect that is started as the sound falls asleep is heard', async () => {
  const { player, sources } = await effectPlayer();
  const told: string[] = [];
  player.start('horn', undefined, undefined, () => told.push('end'));
  await settle();
  const context = FakeAudioContext.made[0];
  sources()[0]?.onended?.();
  // Until the mix has settled it is awake; then it is told to sleep, and has not answered yet.
  const asleep = vi.spyOn(context as FakeAudioContext, 'suspend');
  while (asleep.mock.calls.length === 0) await vi.advanceTimersByTimeAsync(1);
  expect(context?.state).toBe('running');
  player.start('horn');
  await settle();
  expect(sources()).toHaveLength(2);
  expect(context?.state).toBe('running');
});

test('[AUDIO-5] an effect that waits for a gesture is heard then, though other sound has ended meanwhile', async () => {
  FakeAudioContext.allowed = false;
  const { source, player, sources } = await effectPlayer();
  const told: string[] = [];
  player.start('horn', undefined, () => told.push('start'));
  await vi.advanceTimersByTimeAsync(0);
  audio.lease()();
  FakeAudioContext.allowed = true;
  page.dispatchEvent(new Event('pointerdown'));
  await settle();
  expect([sources().length, told]).toEqual([1, ['start']]);
  sources()[0]?.onended?.();
  await settle();
  expect(FakeAudioContext.made[0]?.state).toBe('suspended');
  source.destroy();
});

test('[AUDIO-11] effects are paused, resumed, moved and stopped; what is not being played is false', async () => {
  const { source, player, sources } = await effectPlayer();
  expect([player.pause('horn'), player.seekTo('horn', 1), player.stop('horn'), player.setVolume('other', 1)]).toEqual(
    Array(4).fill(false),
  );
  player.start('horn');
  await settle();
  const context = FakeAudioContext.made[0] as FakeAudioContext;
  context.currentTime = 1.5;
  expect([player.getTotalDuration('horn'), player.getCurrentProgress('horn')]).toEqual([4000, 1500]);
  expect([player.getTotalDuration('other'), player.getCurrentProgress('other')]).toEqual([0, 0]);
  expect(player.pause()).toBe(true);
  context.currentTime = 9;
  expect(player.getCurrentProgress('horn')).toBe(1500);
  expect(player.resume('horn')).toBe(true);
  expect(sources().at(-1)?.startedAt).toBe(1.5);
  expect([player.seekTo('horn', 3000), player.seekTo('horn', 4001), player.seekTo('horn', Number.NaN)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(sources().at(-1)?.startedAt).toBe(3);
  expect([player.setVolume('horn', 40), player.setVolume('horn', 101)]).toEqual([true, false]);
  expect(heard().get('effect')).toBeCloseTo(0.4);
  source.facts.on('destroyed', () => player.release());
  source.destroy();
  expect(sources().every(({ stopped }) => stopped)).toBe(true);
  expect(player.stop('horn')).toBe(false);
});

test('[AUDIO-6] a file that is missing, unreadable or no sound is 1103057; an effect that was stopped while loading stays silent', async () => {
  const { effects, player, sources } = await effectPlayer();
  vi.stubGlobal('fetch', async () => ({ ok: false, status: 404 }));
  await expect(effects.load('x', 'missing.mp3')).rejects.toMatchObject({ code: 1103057 });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('blocked')));
  await expect(effects.load('x', 'https://elsewhere/x.mp3')).rejects.toMatchObject({ code: 1103057 });
  for (const id of ['', 3, null]) await expect(effects.load(id, 'x.mp3')).rejects.toMatchObject({ code: 1100001 });
  expect(() => effects.unload('x')).toThrow('no such effect');
  effects.unload('horn');
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  player.start('late', { path: 'late.mp3' });
  expect(player.stop('late')).toBe(true);
  expect(sources()).toEqual([]);
});

test('[AUDIO-8] frames are asked for in documented formats, of streams that are there', async () => {
  const frames = new FrameCallbacks(core, new Plays(core), audio);
  const callback = () => {};
  await expect(frames.setPlayed('s1', { callback, options: {} })).rejects.toMatchObject({ code: 1104039 });
  await expect(frames.setPlayed({} as never, { callback, options: {} })).rejects.toMatchObject({ code: 1104039 });
  await expect(frames.setCaptured(new LocalSource(), { callback, options: {} })).rejects.toMatchObject({ code: 1103046 });
  const source = await microphone();
  for (const options of [{ frameSize: 1000 }, { sampleRate: 1 }, { channelCount: 3 }, { bitDepth: 8 }] as never[]) {
    await expect(frames.setCaptured(source, { callback, options })).rejects.toMatchObject({ code: 1100001 });
  }
  await expect(frames.setCaptured(source, { callback: 'x', options: {} })).rejects.toMatchObject({ code: 1100001 });
  await frames.setCaptured(source, { callback: null, options: {} });
  frames.closeAll();
});

test('[AUDIO-9] another device takes over from one that vanished, if the app wants that and there is one', async () => {
  const source = await microphone();
  publications.start('s1', source, {});
  const lost = source.captured('audio');
  if (!lost) throw new Error('nothing captured');
  devices.devices = devices.devices.filter(({ deviceId }) => deviceId !== 'mic1');
  (lost.track as unknown as FakeTrack).end();
  const tookOver: unknown[] = [];
  const auto = new AutoSwitch(resend, (kind) => tookOver.push(kind));
  const opened = devices.opened.length;
  auto.lost(source, lost, await listDevices());
  devices.devices.push({ kind: 'audioinput', deviceId: 'mic2', label: 'Microphone 2' });
  devices.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(devices.opened).toHaveLength(opened);
  auto.configure({ microphone: true });
  await vi.waitFor(() => expect(tookOver).toEqual(['audio']));
  expect(sentChanges()).toEqual([{ audio: devices.last.tracks[0] }]);
  expect(source.captured('audio')?.track.getSettings().deviceId).toBe('mic2');
});

test('[AUDIO-12] every member of the table of what is not provided answers 1101003', () => {
  for (const member of Object.keys(notProvided) as NotProvided[]) {
    expect(() => refuse(member)).toThrow(expect.objectContaining({ code: 1101003 }));
  }
});
