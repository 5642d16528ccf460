import { listDevices } from '@liuyun/browser/devices/deviceLists';
import { FakeAudioContext } from '@liuyun/browser/fake/audio';
import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AutoSwitch } from '../devices/AutoSwitch.ts';
import { type NotProvided, notProvided, refuse } from '../engine/notProvided.ts';
import { heard, microphone, type SoundRig, soundRig } from '../fake/soundRig.ts';
import { Plays } from '../play/Plays.ts';
import { LocalSource } from '../streams/LocalSource.ts';
import { switchDevice } from '../streams/switchDevice.ts';
import { FrameCallbacks } from './frames/FrameCallbacks.ts';

let rig: SoundRig;
let devices: SoundRig['devices'];
let page: SoundRig['page'];
let core: SoundRig['core'];
let publications: SoundRig['publications'];
let audio: SoundRig['audio'];
let mixes: SoundRig['mixes'];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  rig = soundRig();
  ({ devices, page, core, publications, audio, mixes } = rig);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(500);
const sentChanges = () => core.calls.filter(([call]) => call === 'changePublishedTracks').map(([, , tracks]) => tracks);
const element = () => rig.element();

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
  await switchDevice(source, { kind: 'audio', constraints: { deviceId: { exact: 'mic2' } } }, rig.resend);
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

test('[AUDIO-14] of an element that plays streams, the one that it plays is mixed in', async () => {
  const source = await microphone();
  const [first, second] = [new FakeTrack('audio'), new FakeTrack('audio')];
  const stream = (track: FakeTrack) => new FakeStream([track]) as unknown as MediaStream;
  const player = Object.assign(element(), { srcObject: stream(first) });
  mixes.start(source, [player]);
  expect(new Set(heard().keys())).toEqual(new Set([source.sent('audio')?.track, first]));
  mixes.stop(source);
  await settle();
  player.srcObject = stream(second);
  mixes.start(source, [player]);
  expect(new Set(heard().keys())).toEqual(new Set([source.sent('audio')?.track, second]));
  // Asked again, it takes up what is played now.
  player.srcObject = stream(first);
  mixes.start(source, [player]);
  await settle();
  expect(new Set(heard().keys())).toEqual(new Set([source.sent('audio')?.track, first]));
  expect(player.muted).toBe(false);
});

test('[AUDIO-4] a list that is refused leaves the elements before the wrong one as they were', async () => {
  const source = await microphone();
  await Promise.all([mixes.of(source).setCaptureVolume(50), settle()]);
  await Promise.all([mixes.of(source).setCaptureVolume(100), settle()]);
  await settle();
  const context = FakeAudioContext.made[0];
  expect(context?.state).toBe('suspended');
  vi.stubGlobal('location', { origin: 'http://here' });
  const music = element();
  const foreign = Object.assign(element(), { src: 'http://there/a.mp3' });
  expect(() => mixes.start(source, [music, foreign])).toThrow('another origin');
  expect(context?.nodes.filter(({ what }) => what === music)).toEqual([]);
});

test('[AUDIO-4] an element that has its sound from the page is heard, also if another one after it cannot be mixed', async () => {
  const source = await microphone();
  const music = element();
  // The app has given it to a context of its own, and the browser cannot capture elements.
  const taken = element();
  const { context } = audio;
  const take = context.createMediaElementSource.bind(context);
  vi.spyOn(context, 'createMediaElementSource').mockImplementation((given) => {
    if (given === taken) throw new DOMException('taken', 'InvalidStateError');
    return take(given);
  });
  expect(() => mixes.start(source, [music, taken])).toThrow('no sound');
  await settle();
  const aloud = FakeAudioContext.made[0]?.heardAt(FakeAudioContext.made[0].destination);
  expect([aloud?.get(music), context.state]).toEqual([1, 'running']);
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
  const auto = new AutoSwitch(rig.resend, (kind) => tookOver.push(kind));
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
