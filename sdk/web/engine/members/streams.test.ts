import { FakeAnalyser, FakeAudioContext } from '@liuyun/browser/fake/audio';
import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import type { FakeMediaElement } from '@liuyun/browser/fake/page';
import type { PictureOptions } from '@liuyun/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, type Made, madeEngine } from '../../fake/madeEngine.ts';

let made: Made;

beforeEach(() => {
  made = madeEngine();
});
afterEach(() => {
  made.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const done = { errorCode: 0, extendedData: '' };
const states = (stream: { getTracks(): MediaStreamTrack[] }) => stream.getTracks().map(({ readyState }) => readyState);

test('[MEMBER-10] createZegoStream captures camera and microphone unless told otherwise, and shows itself', async () => {
  const { engine, devices, page } = made;
  expect((await engine.createZegoStream()).getTracks().map(({ kind }) => kind)).toEqual(['video', 'audio']);
  expect((await engine.createZegoStream({ autoCapture: false })).stream).toBe(null);
  expect(devices.opened).toHaveLength(1);
  const [view, captureView] = [page.container('a'), page.container('b')] as never as [HTMLElement, HTMLElement];
  await engine.createZegoStream({ screen: { video: true }, autoPlay: true, view, captureView });
  expect([view.children.length, captureView.children.length]).toEqual([1, 1]);
  devices.refuse.push(Object.assign(new Error('denied'), { name: 'NotAllowedError' }));
  expect(await codeOf(engine.createZegoStream())).toBe(1103064);
});

test('[MEMBER-11] createStream is a plain MediaStream of a camera, a screen, or of something own', async () => {
  const { engine, devices } = made;
  const camera = await engine.createStream();
  expect(camera).toBeInstanceOf(MediaStream);
  expect(camera.getTracks().map(({ kind }) => kind)).toEqual(['video', 'audio']);
  expect((await engine.createStream({ screen: true })).getTracks()).toHaveLength(1);
  const own = new FakeTrack('audio');
  const custom = await engine.createStream({ custom: { source: new FakeStream([own]) as unknown as MediaStream } });
  expect(custom.getTracks()).toEqual([own]);
  devices.refuse.push(Object.assign(new Error('no'), { name: 'NotAllowedError' }));
  expect(await codeOf(engine.createStream({ screen: true }))).toBe(1103042);
});

test('[MEMBER-11] a stream comes from one thing: two at once are 1100001 and open nothing, none is camera and microphone', async () => {
  const { engine, devices } = made;
  const camera = { audio: true };
  const custom = { source: new FakeStream([new FakeTrack('audio')]) as unknown as MediaStream };
  for (const both of [
    { camera, screen: true },
    { camera, screen: { audio: true } },
    { camera, custom },
    { screen: true, custom },
    { camera, screen: true, custom },
  ]) {
    expect(await codeOf(engine.createStream(both))).toBe(1100001);
  }
  const both = { camera: { video: true }, screen: { video: true }, custom: {} };
  for (const left of ['camera', 'screen', 'custom'] as const) {
    expect(await codeOf(engine.createZegoStream({ ...both, [left]: undefined }))).toBe(1100001);
  }
  expect(devices.opened).toHaveLength(0);
  expect((await engine.createStream({ camera, screen: false })).getTracks()).toHaveLength(2);
  expect((await engine.createStream({ screen: false })).getTracks()).toHaveLength(2);
  expect((await engine.createStream({})).getTracks()).toHaveLength(2);
  expect((await engine.createStream({ custom, screen: false })).getTracks()).toHaveLength(1);
});

test('[MEMBER-12] destroyStream ends what was opened and empties its views', async () => {
  const { engine, page } = made;
  const stream = await engine.createStream();
  const local = await engine.createZegoStream();
  const [a, b] = [page.container('a'), page.container('b')];
  engine.createLocalStreamView(stream).play('a');
  local.playVideo(b as never);
  engine.destroyStream({} as never);
  engine.destroyStream(new MediaStream());
  expect([a.children.length, b.children.length]).toEqual([1, 1]);
  const tracks = [...stream.getTracks(), ...local.getTracks()];
  engine.destroyStream(stream);
  engine.destroyStream(local);
  engine.destroyStream(local);
  expect([a.children.length, b.children.length]).toEqual([0, 0]);
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'ended', 'ended']);
  local.playVideo(b as never);
  expect(b.children).toEqual([]);
  expect(made.lines.at(-1)).toContain('1000018');
  expect(await codeOf(local.startCaptureCamera())).toBe(1000018);
});

test('[MEMBER-13] setVideoConfig and setAudioConfig change what is being sent', async () => {
  const { engine, core, devices } = made;
  const stream = await engine.createStream();
  engine.startPublishingStream('s', stream);
  const video = stream.getVideoTracks()[0] as unknown as FakeTrack;
  expect(await engine.setVideoConfig(stream, { width: 320, height: 240, frameRate: 10, maxBitrate: 250 })).toEqual(done);
  expect(video.constraints).toMatchObject({ width: 320, height: 240, frameRate: 10 });
  expect(core.calls).toEqual([['setPublishedBitrate', 's', 250]]);
  vi.spyOn(video, 'applyConstraints').mockRejectedValue(Object.assign(new Error(), { name: 'OverconstrainedError' }));
  expect(await codeOf(engine.setVideoConfig(stream, { width: 99_999 }))).toBe(1103066);
  core.calls.length = 0;
  const asked = vi.mocked(video.applyConstraints).mock.calls.length;
  for (const wrong of [{ maxBitrate: Number.NaN }, { height: -1 }, { frameRate: {} }, { width: 'wide' }]) {
    expect(await codeOf(engine.setVideoConfig(stream, { width: 320, ...wrong } as never))).toBe(1100001);
  }
  expect([core.calls, vi.mocked(video.applyConstraints).mock.calls.length]).toEqual([[], asked]);
  expect(await engine.setAudioConfig(stream, { ANS: false, AEC: false })).toEqual(done);
  expect(devices.last.constraints.audio).toMatchObject({
    noiseSuppression: false,
    autoGainControl: true,
    echoCancellation: false,
  });
  const voice = await engine.createStream({ camera: { video: false } });
  const picture = await engine.createStream({ camera: { audio: false } });
  expect(await codeOf(engine.setVideoConfig(voice, { maxBitrate: 100 }))).toBe(1103045);
  expect(await codeOf(engine.setAudioConfig(picture, { ANS: true }))).toBe(1103046);
});

test('[MEMBER-14] replaceTrack sends another track of the same kind and stops none', async () => {
  const { engine, core } = made;
  const stream = await engine.createStream();
  const camera = stream.getVideoTracks()[0];
  engine.startPublishingStream('s', stream);
  const own = new FakeTrack('video') as unknown as MediaStreamTrack;
  expect(await engine.replaceTrack(stream, own)).toEqual(done);
  expect(core.calls[0]).toEqual(['changePublishedTracks', 's', { video: own }]);
  expect([stream.getVideoTracks(), camera?.readyState]).toEqual([[own], 'live']);
  expect(await codeOf(engine.replaceTrack(stream, {} as never))).toBe(1100001);
});

test('[MEMBER-15] enableVideoCaptureDevice switches the camera off and, by default, on', async () => {
  const { engine } = made;
  const stream = await engine.createStream();
  const before = stream.getVideoTracks()[0];
  expect(await engine.enableVideoCaptureDevice(stream, false)).toBe(true);
  expect(before?.readyState).toBe('ended');
  expect(await engine.enableVideoCaptureDevice(stream)).toBe(true);
  expect(states(stream)).toEqual(['live', 'live']);
  expect(await codeOf(engine.enableVideoCaptureDevice(await engine.createStream({ screen: true }), false))).toBe(1103045);
});

test('[MEMBER-16] startPublishingStream is true for streams of both generations, and false with the reason', async () => {
  const { engine, core, lines } = made;
  const [plain, local] = [await engine.createStream(), await engine.createZegoStream()];
  expect([engine.startPublishingStream('s1', plain), engine.startPublishingStream('s2', local)]).toEqual([true, true]);
  expect(core.publishedStreams()).toEqual(['s1', 's2']);
  const refused = (streamID: unknown, stream: unknown) => {
    expect(engine.startPublishingStream(streamID as string, stream as MediaStream)).toBe(false);
    return Number(/\((\d+)\)$/.exec(lines.at(-1) ?? '')?.[1]);
  };
  expect([refused('', plain), refused('x'.repeat(257), plain), refused('a b', plain)].toSorted()).toEqual([
    1000014, 1000015, 1000016,
  ]);
  expect([refused('s3', {}), refused('s3', new MediaStream()), refused('s1', plain)]).toEqual([1000018, 1000018, 1103056]);
  core.room = undefined;
  expect(refused('s3', plain)).toBe(1000002);
});

test('[MEMBER-17] stopPublishingStream is false for what is not published; capture and preview go on', async () => {
  const { engine, page } = made;
  const container = page.container('a');
  const stream = await engine.createZegoStream();
  stream.playVideo(container as never);
  engine.startPublishingStream('s', stream);
  expect([engine.stopPublishingStream('s'), engine.stopPublishingStream('s')]).toEqual([true, false]);
  expect([states(stream), container.children.length]).toEqual([['live', 'live'], 1]);
});

test('[MEMBER-18] updatePublishingStream sends what is captured now: picture, sound, or both', async () => {
  const { engine, core } = made;
  const stream = await engine.createZegoStream();
  engine.startPublishingStream('s', stream);
  const sent = () =>
    core.calls.filter(([call]) => call === 'changePublishedTracks').map(([, , tracks]) => Object.keys(tracks as object));
  await stream.startCaptureCameraAndMicrophone({ input: 'cam2' }, { input: 'mic2' });
  expect(sent()).toEqual([]);
  expect(await engine.updatePublishingStream(stream, 0)).toEqual(done);
  expect(sent()).toEqual([['video']]);
  expect(await engine.updatePublishingStream(stream, 1)).toEqual(done);
  expect(sent()).toEqual([['video'], ['audio']]);
  await stream.startCaptureCameraAndMicrophone();
  expect(await engine.updatePublishingStream(stream, 2)).toEqual(done);
  expect(sent()).toHaveLength(4);
  expect(await codeOf(engine.updatePublishingStream(stream, 3 as never))).toBe(1100001);
  expect(await codeOf(engine.updatePublishingStream((await engine.createStream()) as never, 0))).toBe(1103086);
});

const pictures = () =>
  made.core.calls.filter(([call]) => call === 'changePublishedPicture').map(([, , picture]) => picture as PictureOptions);

test('[MEMBER-49] what is sent instead is sent as it was captured to be: what is kept of it, and how often key frames come', async () => {
  const { engine } = made;
  const stream = await engine.createZegoStream({ camera: { video: { keyFrameInterval: 3 } } });
  engine.startPublishingStream('s', stream, { trafficControlMinVideoBitrate: 100 });
  await stream.startCaptureScreen({ optimizationMode: 'detail' });
  await engine.updatePublishingStream(stream, 1);
  expect(pictures()).toEqual([]);
  await engine.updatePublishingStream(stream, 0);
  expect(pictures()).toEqual([
    { videoBitrate: 1500, startVideoBitrate: 1200, leastVideoBitrate: 100, degradation: 'maintain-resolution' },
  ]);
  await stream.startCaptureCamera({ optimizationMode: 'motion', keyFrameInterval: 4 });
  await engine.updatePublishingStream(stream, 2);
  expect(pictures()[1]).toMatchObject({ videoBitrate: 800, degradation: 'maintain-framerate', keyFrameMs: 4000 });
});

test('[MEMBER-18] what is sent instead has its own bitrate, unless the app has fixed one for the stream', async () => {
  const { engine } = made;
  const bitrates = () => pictures().map(({ videoBitrate }) => videoBitrate);
  const stream = await engine.createZegoStream();
  engine.startPublishingStream('s', stream);
  await stream.startCaptureScreen({ quality: 2 });
  expect(bitrates()).toEqual([]);
  await engine.updatePublishingStream(stream, 0);
  expect(bitrates()).toEqual([1500]);
  await stream.startCaptureCamera({ quality: 1 });
  await engine.updatePublishingStream(stream, 2);
  expect(bitrates()).toEqual([1500, 300]);

  const fixed = await engine.createZegoStream({ videoBitrate: 700 });
  engine.startPublishingStream('f', fixed);
  await fixed.startCaptureScreen();
  await engine.updatePublishingStream(fixed, 0);
  expect(bitrates().at(-1)).toBe(700);
});

test('[MEMBER-19] setStreamExtraInfo hands a text over, at most 1024 bytes', async () => {
  const { engine, core } = made;
  expect(await engine.setStreamExtraInfo('s', 'é'.repeat(512))).toEqual(done);
  expect(core.calls).toEqual([['setStreamExtraInfo', 's', 'é'.repeat(512)]]);
  expect(await codeOf(engine.setStreamExtraInfo('s', 'é'.repeat(513)))).toBe(1003051);
  expect(await codeOf(engine.setStreamExtraInfo('a b', 'x'))).toBe(1000016);
});

test('[MEMBER-20] muting stops what is sent, not the capture; a stream without that kind is false', async () => {
  const { engine, core } = made;
  const stream = await engine.createStream();
  engine.startPublishingStream('s', stream);
  expect([engine.mutePublishStreamAudio(stream, true), engine.mutePublishStreamVideo(stream, true)]).toEqual([true, true]);
  expect(core.calls).toEqual([
    ['mutePublished', 's', 'audio', true],
    ['mutePublished', 's', 'video', true],
  ]);
  expect(states(stream)).toEqual(['live', 'live']);
  expect(stream.getVideoTracks()[0]?.enabled).toBe(false);
  engine.mutePublishStreamVideo(stream, true, true);
  expect(stream.getVideoTracks()[0]?.enabled).toBe(true);
  engine.mutePublishStreamAudio(stream, false);
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's', 'audio', false]);
  expect(engine.mutePublishStreamVideo(await engine.createStream({ camera: { video: false } }), true)).toBe(false);
  expect(engine.mutePublishStreamAudio(await engine.createStream({ camera: { audio: false } }), true)).toBe(false);
});

test('[MEMBER-21] startPlayingStream resolves a MediaStream; stopPlayingStream empties its views', async () => {
  const { engine, core, page } = made;
  const stream = await engine.startPlayingStream('s', { video: false, jitterBufferTarget: 200 });
  expect(stream).toBeInstanceOf(MediaStream);
  expect(core.played.get('s')?.options).toEqual({
    audio: true,
    video: false,
    jitterBufferTarget: 200,
    paused: { audio: false, video: false },
  });
  expect(await codeOf(engine.startPlayingStream('s2', { jitterBufferTarget: 5000 }))).toBe(1104001);
  expect(await codeOf(engine.startPlayingStream('a b'))).toBe(1000016);
  const container = page.container('a');
  engine.createRemoteStreamView(stream).play('a');
  engine.stopPlayingStream('unknown');
  expect(container.children).toHaveLength(1);
  engine.stopPlayingStream('s');
  expect([container.children.length, core.playedStreams()]).toEqual([0, []]);
});

test('[MEMBER-22] a stream has one view: a remote one sounds, a local one is silent, one of nothing shows nothing', async () => {
  const { engine, page } = made;
  const remote = await engine.startPlayingStream('s');
  const local = await engine.createStream();
  expect(engine.createRemoteStreamView(remote)).toBe(engine.createRemoteStreamView(remote));
  expect(engine.createLocalStreamView(local)).toBe(engine.createLocalStreamView(local));
  const [a, b, c] = [page.container('a'), page.container('b'), page.container('c')];
  engine.createRemoteStreamView(remote).play('a');
  engine.createLocalStreamView(local).play('b');
  engine.createRemoteStreamView(undefined as never).play('c');
  engine.createLocalStreamView(remote).play('c');
  expect([a, b].map(({ children }) => (children[0] as FakeMediaElement).muted)).toEqual([false, true]);
  expect(c.children).toEqual([]);
});

test('[MEMBER-23] played streams are muted one by one or all', async () => {
  const { engine, core } = made;
  await engine.startPlayingStream('s');
  expect(await engine.mutePlayStreamAudio('s', true)).toBe(true);
  expect(await engine.mutePlayStreamVideo('s', true)).toBe(true);
  expect(await engine.muteAllPlayAudioStreams(true)).toBe(true);
  expect(await engine.muteAllPlayVideoStreams(true)).toBe(true);
  expect(core.calls.filter(([call]) => call === 'pausePlayed').map(([, , kind]) => kind)).toEqual([
    'audio',
    'video',
    'audio',
    'video',
  ]);
  core.calls.length = 0;
  await engine.mutePlayStreamAudio('s', false);
  await engine.muteAllPlayAudioStreams(false);
  await engine.muteAllPlayVideoStreams(false);
  expect(core.calls).toEqual([
    ['pausePlayed', 's', 'audio', true],
    ['pausePlayed', 's', 'audio', false],
    ['pausePlayed', 's', 'video', true],
  ]);
  await engine.muteAllPlayAudioStreams(true);
  await engine.startPlayingStream('later');
  expect(core.played.get('later')?.options.paused).toEqual({ audio: true, video: false });
  expect([await engine.mutePlayStreamAudio('no', true), await engine.mutePlayStreamVideo('no', true)]).toEqual([false, false]);
});

test('[MEMBER-24] the quality of a stream is what its event told last, and null before', async () => {
  const { engine, core } = made;
  expect([engine.getPublishingStreamQuality('s'), engine.getPlayingStreamQuality('s')]).toEqual([null, null]);
  const told: unknown[] = [];
  engine.on('publishQualityUpdate', (streamID, stats) => told.push([streamID, stats]));
  engine.on('playQualityUpdate', (streamID, stats) => told.push([streamID, stats]));
  const video = { codec: 'H264', width: 640, height: 480, bitrate: 800, packetsLostRate: 0.1, quality: 1, muted: true };
  const audio = { codec: 'opus', bitrate: 48, packetsLostRate: 0, quality: 0, muted: false };
  core.sending = { video, audio, rtt: 20 } as never;
  core.playing = { video, audio, delay: 90, packetsLostRate: 0.05 } as never;
  core.facts.tell('publishQualitySampled', 's', core.sending as never);
  core.facts.tell('playQualitySampled', 's', core.playing as never);
  expect(told).toEqual([
    ['s', engine.getPublishingStreamQuality('s')],
    ['s', engine.getPlayingStreamQuality('s')],
  ]);
  expect(engine.getPublishingStreamQuality('s')?.video).toMatchObject({ videoBitrate: 800, muteState: '1', videoQuality: 1 });
  expect(engine.getPlayingStreamQuality('s')).toMatchObject({ peerToPeerDelay: 90, peerToPeerPacketLostRate: 0.05 });
});

test('[MEMBER-29] setSoundLevelDelegate tells levels in its interval, not in a hidden page, until it is off', async () => {
  const { engine, page } = made;
  vi.stubGlobal(
    'Audio',
    class {
      play = async () => {};
    },
  );
  vi.useFakeTimers();
  const told: unknown[][] = [];
  engine.on('soundLevelUpdate', (list) => told.push(['soundLevelUpdate', list.map(({ streamID, type }) => [streamID, type])]));
  engine.on('capturedSoundLevelUpdate', (level) => told.push(['capturedSoundLevelUpdate', level > 10]));
  FakeAnalyser.amplitude = 0.1;
  const stream = await engine.createStream();
  engine.startPublishingStream('own', stream);
  const during = (ms: number) => {
    told.length = 0;
    vi.advanceTimersByTime(ms);
    return told.filter(([event]) => event === 'soundLevelUpdate').length;
  };
  engine.setSoundLevelDelegate(true);
  // It is listened to before it is told of, else the first level were that of a moment of nothing.
  const listening = () => FakeAudioContext.made.at(-1)?.nodes.filter(({ what }) => what instanceof FakeTrack).length;
  expect(listening()).toBe(2);
  const tone = new FakeStream([new FakeTrack('audio')]) as unknown as MediaStream;
  engine.startPublishingStream('later', await engine.createStream({ custom: { source: tone } }));
  vi.advanceTimersByTime(250);
  expect(listening()).toBe(3);
  engine.stopPublishingStream('later');
  engine.setSoundLevelDelegate(true);
  expect(during(3000)).toBe(3);
  expect(told.slice(0, 2)).toEqual([
    ['soundLevelUpdate', [['own', 'push']]],
    ['capturedSoundLevelUpdate', true],
  ]);
  engine.setSoundLevelDelegate(true, 1);
  expect(during(3000)).toBe(6);
  engine.setSoundLevelDelegate(true, 99_999);
  expect(during(3000)).toBe(1);
  Object.assign(page, { hidden: true });
  expect(during(3000)).toBe(0);
  engine.setSoundLevelDelegate(true, 1000, { enableInBackground: true });
  expect(during(3000)).toBe(3);
  engine.setSoundLevelDelegate(false);
  expect(during(9000)).toBe(0);
  vi.useRealTimers();
});
