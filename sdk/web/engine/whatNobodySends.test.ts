import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { webCall } from '../fake/liveEngine.ts';
import { HELD_UP_MS } from '../streams/TrackFlow.ts';

let call: ReturnType<typeof webCall>;

beforeEach(async () => {
  call = webCall();
  await call.login();
});
afterEach(() => {
  call.engine.destroyEngine();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The answer of a call that waits for the cloud. */
const answered = async <T>(answer: Promise<T>): Promise<T> => {
  for (let turn = 0; turn < 4; turn++) await call.platform.settle();
  return answer;
};
/** What players have been told of `mine` since the last time, as `video MUTE`. */
const toldToPlayers = () => {
  const muted = call.server.asked.filter(({ name }) => name === 'muteTrack').map(({ params }) => params);
  call.server.asked.length = 0;
  return muted.map(({ kind, muted }) => `${kind} ${muted ? 'MUTE' : 'OPEN'}`);
};
const publish = async (stream: MediaStream | Awaited<ReturnType<typeof call.engine.createZegoStream>>) => {
  expect(call.engine.startPublishingStream('mine', stream)).toBe(true);
  await call.platform.settle();
  toldToPlayers();
};
const track = (stream: { getTracks(): MediaStreamTrack[] }, kind: 'audio' | 'video') =>
  stream.getTracks().find((one) => one.kind === kind) as unknown as FakeTrack;

test('[WEB-68] players hear MUTE of a device that ends while it is sent, each kind by itself, and OPEN when another takes its place', async () => {
  const { engine, platform } = call;
  const stream = await engine.createZegoStream();
  await publish(stream);
  track(stream, 'video').end();
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE']);
  track(stream, 'audio').end();
  await platform.settle();
  expect(toldToPlayers()).toEqual(['audio MUTE']);
  await answered(engine.useVideoDevice(stream, 'cam2'));
  await answered(engine.useAudioDevice(stream, 'mic1'));
  expect(toldToPlayers()).toEqual(['video OPEN', 'audio OPEN']);
});

test('[WEB-68] with a successor players hear MUTE and OPEN, once each', async () => {
  const { engine, platform, devices } = call;
  engine.enableAutoSwitchDevice({ camera: true });
  const stream = await engine.createZegoStream();
  await publish(stream);
  devices.devices = devices.devices.filter(({ deviceId }) => deviceId !== 'cam1');
  track(stream, 'video').end();
  await vi.waitFor(() => expect(stream.videoDeviceId).toBe('cam2'));
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE', 'video OPEN']);
});

test('[WEB-68] a permission that was given again is used by enableVideoCaptureDevice', async () => {
  const { engine, platform } = call;
  const stream = await engine.createStream();
  await publish(stream);
  track(stream, 'video').end();
  await platform.settle();
  expect(await answered(engine.enableVideoCaptureDevice(stream, true))).toBe(true);
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE', 'video OPEN']);
  expect(track(stream, 'video').readyState).toBe('live');
});

test('[WEB-68] a screen that the user stops sharing, and a track of the app that ends, are MUTE', async () => {
  const { engine, platform } = call;
  const screen = await engine.createStream({ screen: true });
  await publish(screen);
  track(screen, 'video').end();
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE']);
  engine.stopPublishingStream('mine');
  await platform.settle();

  const own = new FakeTrack('video');
  const custom = await engine.createStream({ custom: { source: new FakeStream([own]) as unknown as MediaStream } });
  await publish(custom);
  const next = new FakeTrack('video');
  await answered(engine.replaceTrack(custom, next as unknown as MediaStreamTrack));
  own.end();
  await platform.settle();
  expect(toldToPlayers()).toEqual([]);
  next.end();
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE']);
});

test('[WEB-68] what the app muted stays MUTE when its device is back, and opens when the app says so', async () => {
  const { engine, platform } = call;
  const stream = await engine.createZegoStream();
  await publish(stream);
  engine.mutePublishStreamVideo(stream, true);
  await platform.settle();
  track(stream, 'video').end();
  await platform.settle();
  await answered(engine.useVideoDevice(stream, 'cam2'));
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE']);
  engine.mutePublishStreamVideo(stream, false);
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video OPEN']);
  // The other way round: an app cannot open what does not come.
  track(stream, 'video').end();
  engine.mutePublishStreamVideo(stream, true);
  engine.mutePublishStreamVideo(stream, false);
  await platform.settle();
  expect(toldToPlayers()).toEqual(['video MUTE']);
});

test('[WEB-68] a device that the system keeps to itself is MUTE after a second and OPEN at once; a shorter while, and a still screen, are not told', async () => {
  const { engine, platform } = call;
  const stream = await engine.createZegoStream();
  const screen = await engine.createStream({ screen: true });
  await publish(stream);
  expect(engine.startPublishingStream('screen', screen)).toBe(true);
  await platform.settle();
  toldToPlayers();
  vi.useFakeTimers();
  const microphone = track(stream, 'audio');
  microphone.hold(true);
  track(screen, 'video').hold(true);
  vi.advanceTimersByTime(HELD_UP_MS - 1);
  microphone.hold(false);
  vi.advanceTimersByTime(HELD_UP_MS);
  microphone.hold(true);
  vi.advanceTimersByTime(HELD_UP_MS);
  vi.useRealTimers();
  await platform.settle();
  expect(toldToPlayers()).toEqual(['audio MUTE']);
  microphone.hold(false);
  await platform.settle();
  expect(toldToPlayers()).toEqual(['audio OPEN']);
  vi.useFakeTimers();
  microphone.hold(true);
  engine.destroyEngine();
  expect(vi.getTimerCount()).toBe(0);
});

test('[WEB-68] a stream that is published when its device has ended begins without it, and gains it later', async () => {
  const { engine, platform, server } = call;
  const stream = await engine.createZegoStream();
  track(stream, 'video').end();
  expect(engine.startPublishingStream('mine', stream)).toBe(true);
  await platform.settle();
  expect(server.last('startPublishing').tracks).toMatchObject([{ kind: 'audio', muted: false }]);
  await answered(engine.useVideoDevice(stream, 'cam2'));
  await platform.settle();
  expect(server.last('changePublishing')).toMatchObject({ add: [{ kind: 'video' }] });
  expect(toldToPlayers()).toEqual(['video OPEN']);
});

test('[WEB-69] when the connection is made anew the sound goes on whose camera has ended', async () => {
  const { engine, platform, server } = call;
  const states: string[] = [];
  engine.on('publisherStateUpdate', ({ state, errorCode }) => void states.push(`${state} ${errorCode}`));
  const stream = await engine.createZegoStream();
  await publish(stream);
  track(stream, 'video').end();
  await platform.settle();
  server.tell('mediaLost', {});
  await platform.pass(5_000, 500);
  expect(engine.getPublishingStreamQuality('mine')).not.toBe(null);
  expect(states.at(-1)).toBe('PUBLISHING 0');
  expect(server.last('startPublishing').tracks).toMatchObject([{ kind: 'audio', muted: false }]);
});

test('[WEB-70] destroying what is published ends publishing it with one line; its name is free, and stopping it afterwards is right', async () => {
  const { engine, platform, lines, core } = call;
  const states: string[] = [];
  engine.on('publisherStateUpdate', ({ streamID, state, errorCode }) => void states.push(`${streamID} ${state} ${errorCode}`));
  const stream = await engine.createZegoStream();
  await publish(stream);
  expect(engine.startPublishingStream('again', stream)).toBe(true);
  await platform.settle();
  states.length = 0;
  lines.length = 0;
  engine.destroyStream(stream);
  await platform.settle();
  expect(states).toEqual(['mine NO_PUBLISH 0', 'again NO_PUBLISH 0']);
  expect(core.publishedStreams()).toEqual([]);
  expect(lines.filter((line) => line.includes('destroyStream'))).toHaveLength(1);
  expect(call.server.names().filter((name) => name === 'stopPublishing')).toHaveLength(2);
  expect([engine.stopPublishingStream('mine'), engine.stopPublishingStream('mine')]).toEqual([true, false]);
  const next = await engine.createZegoStream();
  expect(engine.startPublishingStream('again', next)).toBe(true);
  await platform.settle();
  expect([engine.stopPublishingStream('again'), engine.stopPublishingStream('again')]).toEqual([true, false]);
});

test('[WEB-68] music goes on without the microphone, and is MUTE when it is over', async () => {
  const { engine, platform, parts } = call;
  const stream = await engine.createZegoStream();
  await publish(stream);
  const source = parts.sources.of(stream);
  source.setSoundAdded(true);
  track(stream, 'audio').end();
  await platform.settle();
  expect(toldToPlayers()).toEqual([]);
  source.setSoundAdded(false);
  await platform.settle();
  expect(toldToPlayers()).toEqual(['audio MUTE']);
});
