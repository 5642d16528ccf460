import { installMedia } from '@liuyun/browser/fake/media';
import { FakeMediaElement, type FakePage, installPage } from '@liuyun/browser/fake/page';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { RtcError } from '@liuyun/protocol/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { Plays } from '../play/Plays.ts';
import { playOptions } from '../play/playOptions.ts';
import { Preview } from '../streams/Preview.ts';
import { StreamView } from './StreamView.ts';

let page: FakePage;

beforeEach(() => {
  installMedia();
  page = installPage();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const calls = () => new Calls(new Log());
const remoteView = () => new StreamView(new MediaStream(), { local: false, calls: calls() });
const media = () => page.created.filter((element) => element instanceof FakeMediaElement);
const dialog = () => page.body.children.find(({ className }) => className === 'liuyun-autoplay');

test('[WEB-31] play puts a video that fills the container, given as an element or by its ID', async () => {
  for (const given of ['call', '#call', 'element'] as const) {
    const container = page.container('call');
    const view = remoteView();
    view.play((given === 'element' ? container : given) as string, { mirror: true, objectFit: 'cover' });
    await settled();
    const [video] = container.children as [FakeMediaElement];
    expect(video.style).toMatchObject({ width: '100%', height: '100%', objectFit: 'cover', transform: 'scaleX(-1)' });
    expect([video.muted, video.paused, video.autoplay]).toEqual([false, false, true]);
    expect(video.attributes.has('playsinline')).toBe(true);
    expect(video.srcObject).toBeInstanceOf(MediaStream);
    view.stop();
    expect(container.children).toEqual([]);
  }
});

test('[WEB-72] after the browser has frozen the page, which pauses what plays, a view plays on; one that was stopped does not', async () => {
  page.container('a');
  const view = remoteView();
  view.play('a');
  await settled();
  const [video] = media() as [FakeMediaElement];
  video.pause();
  document.dispatchEvent(new Event('resume'));
  expect(video.paused).toBe(false);
  view.stop();
  document.dispatchEvent(new Event('resume'));
  expect(video.paused).toBe(true);
});

test('[WEB-31] local views are silent and remote ones are not, unless told otherwise', () => {
  page.container('a');
  for (const [local, muted, expected] of [
    [true, undefined, true],
    [false, undefined, false],
    [true, false, false],
    [false, true, true],
  ] as const) {
    const view = new StreamView(new MediaStream(), { local, calls: calls() });
    view.play('a', { muted });
    expect((media().at(-1) as FakeMediaElement).muted).toBe(expected);
    view.stop();
  }
});

test('[WEB-32] a container that does not exist and a stream that is none change nothing and throw nothing', () => {
  const container = page.container('a');
  const view = remoteView();
  view.play('a');
  for (const bad of ['nowhere', '', undefined, null, 5, {}]) view.play(bad as string);
  expect(container.children).toHaveLength(1);
  const empty = new StreamView(undefined, { local: false, calls: calls() });
  empty.play('a');
  empty.playVideo('a');
  empty.playAudio();
  empty.stop();
  expect(container.children).toHaveLength(1);
  expect(empty.takeStreamSnapshot()).toBe('');
});

test('[WEB-33] where the browser blocks sound, the app is told, the picture moves silently, and the user is asked', async () => {
  page.soundAllowed = false;
  const container = page.container('a');
  const view = remoteView();
  const failed = vi.fn();
  view.on('autoplayFailed', failed);
  view.play('a');
  await settled();
  const [video] = container.children as [FakeMediaElement];
  expect(failed).toHaveBeenCalledTimes(1);
  expect([video.paused, video.muted]).toEqual([false, true]);
  expect(dialog()?.attributes.get('role')).toBe('alertdialog');
  expect(dialog()?.children.at(-1)).toMatchObject({ focused: true, textContent: 'Click to play' });

  page.soundAllowed = true;
  page.dispatchEvent(new Event('click'));
  await settled();
  expect([video.paused, video.muted]).toEqual([false, false]);
  expect(dialog()).toBeUndefined();
});

test('[WEB-33] one dialog serves all views, and enableAutoplayDialog: false leaves it to the app', async () => {
  page.soundAllowed = false;
  page.container('a');
  const views = [remoteView(), remoteView()];
  for (const view of views) view.play('a');
  await settled();
  expect(page.body.children).toHaveLength(1);
  for (const view of views) view.stop();
  expect(page.body.children).toHaveLength(0);

  const quiet = remoteView();
  const failed = vi.fn();
  quiet.on('autoplayFailed', failed);
  quiet.play('a', { enableAutoplayDialog: false });
  await settled();
  expect(failed).toHaveBeenCalledTimes(1);
  expect(page.body.children).toHaveLength(0);
  page.soundAllowed = true;
  quiet.resume();
  await settled();
  expect((media().at(-1) as FakeMediaElement).muted).toBe(false);
});

test('[WEB-34] picture and sound of a view can be stopped apart', async () => {
  const container = page.container('a');
  const view = remoteView();
  view.play('a');
  view.stopVideo();
  expect(container.children).toHaveLength(0);
  const sound = media().at(-1) as FakeMediaElement;
  expect([sound.srcObject instanceof MediaStream, sound.muted]).toEqual([true, false]);
  view.stopAudio();
  expect(sound.srcObject).toBe(null);
  view.playVideo('a');
  expect((container.children[0] as FakeMediaElement).muted).toBe(true);
});

test('[WEB-34] volume, mutes and speaker apply to what plays and to what plays later; bad figures answer false', async () => {
  page.container('a');
  const view = remoteView();
  for (const bad of [-1, 101, Number.NaN, '5', undefined]) expect(view.setVolume(bad as number)).toBe(false);
  expect(view.setVolume(50)).toBe(true);
  expect(view.setAudioMuted(true)).toBe(true);
  view.play('a', { muted: false });
  await view.useAudioOutputDevice('out1');
  const video = media().at(-1) as FakeMediaElement;
  expect([video.volume, video.sink]).toEqual([0.5, 'out1']);
  view.setAudioMuted(true);
  expect(video.muted).toBe(true);
  view.setVideoMuted(true);
  expect(video.style.visibility).toBe('hidden');
  await expect(view.useAudioOutputDevice('unknown')).rejects.toMatchObject({ errorCode: 1103093 });
});

test('[WEB-34] what was silenced or hidden before it played, or while it did, is so when it plays again, unless play says otherwise', async () => {
  page.container('a');
  const view = remoteView();
  const now = () => {
    const video = media().at(-1) as FakeMediaElement;
    return [video.muted, video.style.visibility === 'hidden'];
  };
  view.setAudioMuted(true);
  view.setVideoMuted(true);
  view.play('a');
  expect(now()).toEqual([true, true]);
  view.stop();
  view.play('a', { objectFit: 'cover' });
  expect(now()).toEqual([true, true]);
  view.stopVideo();
  expect(now()[0]).toBe(true);
  view.setVideoMuted(false);
  view.play('a', { muted: false });
  expect(now()).toEqual([false, false]);
  view.play('a');
  expect(now()).toEqual([false, false]);

  view.stop();
  await expect(view.useAudioOutputDevice('unknown')).rejects.toMatchObject({ errorCode: 1103093 });
  await view.useAudioOutputDevice('out1');
  view.play('a');
  expect((media().at(-1) as FakeMediaElement).sink).toBe('out1');
});

test('[WEB-35] stopPlayingStream empties the views of that stream and of no other', async () => {
  const core = new FakeEngine();
  const plays = new Plays(core);
  const [one, two] = [page.container('one'), page.container('two')];
  for (const id of ['one', 'two']) {
    const stream = await plays.start(id, {});
    const view = plays.view(stream, () => new StreamView(stream, { local: false, calls: calls() }));
    expect(plays.view(stream, remoteView)).toBe(view);
    view.play(id);
  }
  plays.stop('one');
  expect([one.children.length, two.children.length]).toEqual([0, 1]);
  plays.stop('never played');
  core.logout();
  expect(two.children).toHaveLength(0);
});

test('[WEB-35] clearLastFrame: false leaves the last picture standing', async () => {
  const core = new FakeEngine();
  const plays = new Plays(core);
  const container = page.container('a');
  const stream = await plays.start('s', {});
  plays.view(stream, () => new StreamView(stream, { local: false, calls: calls() })).play('a', { clearLastFrame: false });
  await settled();
  plays.stop('s');
  expect((container.children[0] as FakeMediaElement).paused).toBe(true);
});

test('[WEB-36] muting all streams also holds for those played later, and gives way to their own settings', async () => {
  const core = new FakeEngine();
  const plays = new Plays(core);
  await plays.start('one', {});
  await plays.pause('one', 'audio', true);
  await plays.pauseAll('audio', true);
  await plays.start('two', {});
  core.calls.length = 0;
  await plays.pauseAll('audio', false);
  expect(core.calls).toEqual([
    ['pausePlayed', 'one', 'audio', true],
    ['pausePlayed', 'two', 'audio', false],
  ]);
  await expect(plays.pause('nope', 'video', true)).rejects.toMatchObject({ code: 1104039 });
});

/** A core that looks only after a moment whether the stream is being played, as a server does; `failing` it cannot pause. */
function slowToPause(failing: string[] = []): FakeEngine {
  const core = new FakeEngine();
  core.pausePlayed = async (streamID, kind, paused) => {
    await settled();
    if (!core.playedStreams().includes(streamID)) throw new RtcError('PLAY_STREAM_UNKNOWN');
    if (failing.includes(streamID)) throw new RtcError('TIMEOUT');
    core.calls.push(['pausePlayed', streamID, kind, paused]);
  };
  return core;
}

test('[WEB-36] a stream that is stopped meanwhile, or cannot be muted, keeps no other stream from being muted', async () => {
  const core = slowToPause(['four']);
  const plays = new Plays(core);
  for (const streamID of ['one', 'two', 'three']) await plays.start(streamID, {});
  const muting = plays.pauseAll('audio', true);
  plays.stop('two');
  await expect(muting).resolves.toBeUndefined();
  expect(core.calls.map(([, streamID]) => streamID)).toEqual(['one', 'three']);

  await plays.pauseAll('audio', false);
  plays.stop('one');
  plays.stop('three');
  for (const streamID of ['four', 'five']) await plays.start(streamID, {});
  core.calls.length = 0;
  await expect(plays.pauseAll('audio', true)).rejects.toMatchObject({ failure: 'TIMEOUT' });
  expect(core.calls).toEqual([['pausePlayed', 'five', 'audio', true]]);
});

test('[WEB-36] a stream that is played while all are muted is played, also where the server is late in muting it', async () => {
  const core = slowToPause(['late']);
  const plays = new Plays(core);
  await plays.pauseAll('audio', true);
  await plays.pauseAll('video', true);
  expect(await plays.start('late', {})).toBe(core.played.get('late')?.stream);
  expect([plays.paused('late', 'audio'), plays.paused('late', 'video')]).toEqual([true, true]);
});

test('[WEB-37] play options default to picture and sound; figures outside their range are 1104001', () => {
  expect(playOptions({})).toEqual({ audio: true, video: true });
  expect(playOptions({ video: false, jitterBufferTarget: 200 })).toEqual({ audio: true, video: false, jitterBufferTarget: 200 });
  expect(playOptions({ playoutDelayHint: 2 })).toMatchObject({ jitterBufferTarget: 2000 });
  expect(playOptions({ enableLowLatency: true, jitterBufferTarget: 200 })).toEqual({
    audio: true,
    video: true,
    lowLatency: true,
  });
  for (const resourceMode of [0, 1, 2, 5] as const) expect(playOptions({ resourceMode })).toEqual({ audio: true, video: true });
  for (const bad of [
    { audio: false, video: false },
    { jitterBufferTarget: 0 },
    { jitterBufferTarget: 4001 },
    { playoutDelayHint: 0.5 },
  ]) {
    expect(() => playOptions(bad)).toThrow(expect.objectContaining({ code: 1104001 }));
  }
});

test('[WEB-38] a preview plays in one container, or in any number where that was asked for', () => {
  const [a, b] = [page.container('a'), page.container('b')];
  const events = { canPlay: () => {}, blocked: () => {} };
  const one = new Preview('video', {}, events);
  const many = new Preview('video', { many: true }, events);
  for (const container of [a, b]) one.play(new MediaStream(), container as unknown as HTMLElement);
  expect([a.children.length, b.children.length]).toEqual([0, 1]);
  expect((b.children[0] as FakeMediaElement).muted).toBe(true);
  one.stop();
  for (const container of [a, b]) many.play(new MediaStream(), container as unknown as HTMLElement);
  expect([a.children.length, b.children.length]).toEqual([1, 1]);
  many.stop();
  expect([a.children.length, b.children.length]).toEqual([0, 0]);
});
