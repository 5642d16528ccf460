import { FakeAudioContext, type FakeBufferSource } from '@liuyun/browser/fake/audio';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { heard, microphone, type SoundRig, soundRig } from '../fake/soundRig.ts';
import { AudioEffects } from './AudioEffects.ts';
import { EffectPlayer } from './EffectPlayer.ts';

let page: SoundRig['page'];
let audio: SoundRig['audio'];
let mixes: SoundRig['mixes'];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  ({ page, audio, mixes } = soundRig());
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(500);

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

test('[AUDIO-11] of a stream that was destroyed no effect begins, also one that is being fetched, and the sound sleeps', async () => {
  const { source, player, sources } = await effectPlayer();
  source.facts.on('destroyed', () => player.release());
  player.start('horn');
  await settle();
  player.start('new', { path: 'new.mp3' });
  source.destroy();
  const fetched = vi.fn(fetch);
  vi.stubGlobal('fetch', fetched);
  const written = vi.spyOn(console, 'error').mockImplementation(() => {});
  const told = vi.fn();
  player.start('horn', undefined, told);
  player.start('other', { path: 'other.mp3' }, told);
  await settle();
  expect([sources().length, told.mock.calls, fetched.mock.calls]).toEqual([1, [], []]);
  const lines = [...vi.mocked(console.warn).mock.calls, ...written.mock.calls].flat().join();
  expect(lines.match(/1000018/g)).toHaveLength(2);
  expect(FakeAudioContext.made[0]?.state).toBe('suspended');
  await expect(mixes.of(source).setCaptureVolume(50)).rejects.toMatchObject({ code: 1000018 });
  await settle();
  expect(FakeAudioContext.made[0]?.state).toBe('suspended');
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
