import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import { FakeMediaElement } from '@liuyun/browser/fake/page';
import { RtcError } from '@liuyun/protocol/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, type Made, madeEngine } from '../fake/madeEngine.ts';
import type { ZegoLocalStream } from '../types/localStream.ts';

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
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const kinds = (stream: MediaStream | null) => stream?.getTracks().map(({ kind }) => kind);
const elements = () => made.page.created.filter((element) => element instanceof FakeMediaElement);
const empty = () => made.engine.createZegoStream({ autoCapture: false });

test('[MEMBER-30] a stream says what it has: nothing before capture', async () => {
  const stream = await empty();
  expect([stream.stream, stream.videoCaptureStream, stream.audioCaptureStream]).toEqual([null, null, null]);
  expect([stream.active, stream.videoDeviceId, stream.audioDeviceId]).toEqual([false, '', '']);
  expect([stream.getTracks(), stream.getAudioTracks(), stream.getVideoTracks()]).toEqual([[], [], []]);
  await stream.startCaptureCameraAndMicrophone({ input: 'cam2' }, { input: 'mic2' });
  expect([stream.active, stream.videoDeviceId, stream.audioDeviceId]).toEqual([true, 'cam2', 'mic2']);
  expect(stream.id).toBe(stream.stream?.id);
  expect([kinds(stream.videoCaptureStream), kinds(stream.audioCaptureStream)]).toEqual([['video'], ['audio']]);
  expect(stream.getTracks()).toEqual([...stream.getVideoTracks(), ...stream.getAudioTracks()]);
  expect(stream.getTracks()).toHaveLength(2);
  for (const track of stream.getTracks()) track.stop();
  expect(stream.active).toBe(false);
});

test('[MEMBER-31] every startCapture… captures what its name says, in the place of what was captured', async () => {
  const { devices } = made;
  const stream = await empty();
  expect(await stream.startCaptureCamera({ quality: 3 })).toEqual(done);
  expect(devices.last.constraints).toMatchObject({ video: { width: 1280, height: 720, frameRate: 20 } });
  expect(kinds(stream.stream)).toEqual(['video']);
  const camera = stream.getVideoTracks()[0];
  expect(await stream.startCaptureMicrophone({ ANS: false })).toEqual(done);
  expect(devices.last.constraints.audio).toMatchObject({ noiseSuppression: false, echoCancellation: true });
  expect(await stream.startCaptureScreen({ quality: 1 })).toEqual(done);
  expect(devices.last.constraints).toEqual({ video: { frameRate: 20 }, audio: false });
  expect([camera?.readyState, stream.videoDeviceId]).toEqual(['ended', '']);
  expect(await stream.startCaptureScreenWithAudio()).toEqual(done);
  expect(devices.last.constraints.audio).toEqual({ noiseSuppression: false, autoGainControl: false, echoCancellation: true });
  const [video, audio] = [new FakeTrack('video'), new FakeTrack('audio')];
  const source = new FakeStream([video, audio]) as unknown as MediaStream;
  expect(await stream.startCaptureCustomVideo({ source })).toEqual(done);
  expect(stream.getVideoTracks()).toEqual([video]);
  expect(await stream.startCaptureCustomAudio({ source })).toEqual(done);
  expect(stream.getAudioTracks()).toEqual([audio]);
  const other = new FakeStream([new FakeTrack('video'), new FakeTrack('audio')]) as unknown as MediaStream;
  expect(await stream.startCaptureCustomVideoAndAudio({ source: other }, { source: other })).toEqual(done);
  expect(stream.getTracks()).toEqual(other.getTracks());
});

test('[MEMBER-31] what cannot be captured rejects with its code, and the former goes on', async () => {
  const { devices } = made;
  const stream = await made.engine.createZegoStream();
  const tracks = stream.getTracks();
  const denied = () => devices.refuse.push(Object.assign(new Error('denied'), { name: 'NotAllowedError' }));
  for (const capture of ['startCaptureCamera', 'startCaptureMicrophone', 'startCaptureCameraAndMicrophone'] as const) {
    denied();
    expect(await codeOf(stream[capture]())).toBe(1103064);
  }
  for (const capture of ['startCaptureScreen', 'startCaptureScreenWithAudio'] as const) {
    denied();
    expect(await codeOf(stream[capture]())).toBe(1103042);
  }
  const nothing = { source: {} as MediaStream };
  expect(await codeOf(stream.startCaptureCustomVideo(nothing))).toBe(1100001);
  expect(await codeOf(stream.startCaptureCustomAudio(undefined as never))).toBe(1100001);
  const silent = { source: new FakeStream([new FakeTrack('video')]) as unknown as MediaStream };
  expect(await codeOf(stream.startCaptureCustomVideoAndAudio(silent, silent))).toBe(1103087);
  expect(stream.getTracks()).toEqual(tracks);
  expect(stream.active).toBe(true);
});

test('[MEMBER-32] both sides are seen and heard until stopped, the picture silently', async () => {
  const stream = await made.engine.createZegoStream();
  made.engine.startPublishingStream('s', stream);
  await stream.startCaptureCamera({ input: 'cam2' });
  const [sent, captured] = [made.page.container('sent'), made.page.container('captured')];
  stream.playVideo(sent as never, { mirror: true, objectFit: 'cover' });
  stream.playCaptureVideo(captured as never);
  stream.playAudio();
  stream.playCaptureAudio();
  const [left, right, heard, heardRaw] = elements() as FakeMediaElement[];
  expect([sent.children, captured.children]).toEqual([[left], [right]]);
  expect(left?.style).toMatchObject({ objectFit: 'cover', transform: 'scaleX(-1)' });
  expect([left?.srcObject, right?.srcObject]).toEqual([stream.stream, stream.videoCaptureStream]);
  expect(left?.srcObject).not.toBe(right?.srcObject);
  expect([heard?.srcObject, heardRaw?.srcObject]).toEqual([stream.stream, stream.audioCaptureStream]);
  expect(elements().map((element) => (element as FakeMediaElement).muted)).toEqual([true, true, false, false]);
  stream.stopVideo();
  stream.stopAudio();
  expect([sent.children.length, captured.children.length, heard?.srcObject]).toEqual([0, 1, null]);
  stream.stopPlayCaptureVideo();
  stream.stopPlayCaptureAudio();
  expect([captured.children.length, heardRaw?.srcObject]).toEqual([0, null]);
});

test('[MEMBER-33] blocked sound is told, and resumes', async () => {
  made.page.soundAllowed = false;
  const stream = await made.engine.createZegoStream();
  const failed = vi.fn();
  stream.on('autoplayFailed', failed);
  stream.playAudio({ enableAutoplayDialog: false });
  stream.playVideo(made.page.container('a') as never);
  await settled();
  expect(failed).toHaveBeenCalledTimes(1);
  const [sound, picture] = elements() as FakeMediaElement[];
  expect([sound?.paused, picture?.paused]).toEqual([true, false]);
  made.page.soundAllowed = true;
  await stream.resumeAudio();
  expect(sound?.paused).toBe(false);
  picture?.pause();
  await stream.resumeVideo();
  expect([picture?.paused, picture?.muted]).toEqual([false, true]);
});

test('[MEMBER-34] volume and speaker hold for the own sound now and later; a snapshot is a data URL', async () => {
  const stream = await made.engine.createZegoStream();
  for (const bad of [-1, 101, Number.NaN, '5']) expect(stream.setVolume(bad as number)).toBe(false);
  expect(await codeOf(stream.useAudioOutputDevice('unknown'))).toBe(1103093);
  stream.playAudio();
  expect(stream.setVolume(40)).toBe(true);
  await stream.useAudioOutputDevice('out1');
  stream.playCaptureAudio();
  const playing = (elements() as FakeMediaElement[]).filter(({ srcObject }) => srcObject);
  expect(playing.map(({ volume, sink }) => [volume, sink])).toEqual([
    [0.4, 'out1'],
    [0.4, 'out1'],
  ]);
  expect(await codeOf(stream.useAudioOutputDevice('unknown'))).toBe(1103093);
  expect(await codeOf(stream.useAudioOutputDevice(5 as never))).toBe(1100001);

  expect(stream.takeStreamSnapshot()).toBe('');
  stream.playVideo(made.page.container('a') as never);
  expect(stream.takeStreamSnapshot()).toBe('');
  Object.assign(elements().at(-1) as object, { videoWidth: 640, videoHeight: 480 });
  const drawn = vi.fn();
  const create = made.page.createElement.bind(made.page);
  vi.spyOn(made.page, 'createElement').mockImplementation((name) =>
    Object.assign(create(name), {
      getContext: () => ({ drawImage: drawn }),
      toDataURL: (type: string, quality: number) => `data:${type};${quality}`,
    }),
  );
  expect(stream.takeStreamSnapshot()).toBe('data:image/png;1');
  expect(stream.takeStreamSnapshot({ imageType: 'image/jpeg', quality: 0.5 })).toBe('data:image/jpeg;0.5');
  expect(drawn).toHaveBeenCalledTimes(2);
});

test('[MEMBER-35] on and off take the events of a stream; new tracks are told', async () => {
  const stream = await empty();
  const [sent, captured] = [vi.fn(), vi.fn()];
  expect([stream.on('videoTrackChanged', sent), stream.on('captureVideoTrackChanged', captured)]).toEqual([true, true]);
  expect([stream.on('nothing' as never, sent as never), stream.on('videoTrackChanged', 5 as never)]).toEqual([false, false]);
  await stream.startCaptureCamera();
  expect([sent.mock.calls, captured.mock.calls]).toEqual([[[stream.getVideoTracks()[0]]], [[stream.getVideoTracks()[0]]]]);
  expect([stream.off('videoTrackChanged', sent), stream.off('captureVideoTrackChanged')]).toEqual([true, true]);
  await stream.startCaptureCamera({ input: 'cam2' });
  expect([sent.mock.calls.length, captured.mock.calls.length]).toEqual([1, 1]);
});

const [sentVideo, sentAudio] = [{ video: null }, { audio: null }];
const shown = (stream: ZegoLocalStream) => {
  const [sent, captured] = [made.page.container('sent'), made.page.container('captured')];
  stream.playVideo(sent as never);
  stream.playCaptureVideo(captured as never);
  stream.playAudio();
  stream.playCaptureAudio();
  const [left, right, heard, heardRaw] = (elements() as FakeMediaElement[]).slice(-4);
  const plays = () => [left, right, heard, heardRaw].map((element) => element?.srcObject !== null);
  return { plays, inContainers: () => [sent.children.length, captured.children.length] };
};

test.each([
  ['video', sentVideo, [false, false, true, true], [0, 0]],
  ['audio', sentAudio, [true, true, false, false], [1, 1]],
] as const)(
  '[WEB-22] stopping the capture of %s stops it on the wire, lets the device go and removes its previews, no others',
  async (kind, left, playing, inContainers) => {
    const stream = await made.engine.createZegoStream();
    made.engine.startPublishingStream('s', stream);
    const previews = shown(stream);
    const all = stream.getTracks();
    // One is sent, another one waits for updatePublishingStream: both are let go.
    await (kind === 'video' ? stream.startCaptureCamera({ input: 'cam2' }) : stream.startCaptureMicrophone());
    const stopped = made.devices.opened.flatMap(({ tracks }) => tracks).filter((track) => track.kind === kind);
    made.core.calls.length = 0;
    expect(await (kind === 'video' ? stream.stopCaptureVideo() : stream.stopCaptureAudio())).toBe(true);
    expect(made.core.calls).toEqual([['changePublishedTracks', 's', left]]);
    expect(stopped.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(stream.getTracks()).toEqual(all.filter((track) => track.kind !== kind));
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['live']);
    expect([kinds(stream.videoCaptureStream), kinds(stream.audioCaptureStream)]).toEqual(
      kind === 'video' ? [undefined, ['audio']] : [['video'], undefined],
    );
    expect([previews.plays(), previews.inContainers()]).toEqual([playing, inContainers]);
  },
);

test.each(['video', 'audio'] as const)(
  '[WEB-22] where the wire does not let go of the %s, it is captured, sent and seen as before, and false is told',
  async (kind) => {
    const stream = await made.engine.createZegoStream();
    made.engine.startPublishingStream('s', stream);
    const previews = shown(stream);
    const all = stream.getTracks();
    // One is sent, another one waits for updatePublishingStream: both are kept.
    await (kind === 'video' ? stream.startCaptureCamera({ input: 'cam2' }) : stream.startCaptureMicrophone());
    const [waiting] = made.devices.last.tracks;
    made.core.refuse = new RtcError('MEDIA_FAILED');
    expect(await (kind === 'video' ? stream.stopCaptureVideo() : stream.stopCaptureAudio())).toBe(false);
    expect(new Set(stream.getTracks())).toEqual(new Set(all));
    expect(all.map(({ readyState }) => readyState)).toEqual(['live', 'live']);
    expect([kinds(stream.videoCaptureStream), kinds(stream.audioCaptureStream)]).toEqual([['video'], ['audio']]);
    const captured = kind === 'video' ? stream.videoCaptureStream : stream.audioCaptureStream;
    expect(captured?.getTracks()).toEqual([waiting]);
    expect(waiting?.readyState).toBe('live');
    expect([previews.plays(), previews.inContainers()]).toEqual([
      [true, true, true, true],
      [1, 1],
    ]);
  },
);

test.each(['video', 'audio'] as const)(
  '[WEB-23] a stream that is destroyed while its %s is being stopped leaves no device on, also where the wire then refuses',
  async (kind) => {
    const stream = await made.engine.createZegoStream();
    for (const name of ['a', 'b']) made.engine.startPublishingStream(name, stream);
    await stream.startCaptureCameraAndMicrophone({ input: 'cam2' });
    const opened = made.devices.opened.flatMap(({ tracks }) => tracks);
    vi.spyOn(made.core, 'changePublishedTracks').mockImplementation(async (name) => {
      if (name === 'a') made.engine.destroyStream(stream);
      else throw new RtcError('MEDIA_FAILED');
    });
    expect(await (kind === 'video' ? stream.stopCaptureVideo() : stream.stopCaptureAudio())).toBe(false);
    expect(opened.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'ended', 'ended']);
  },
);

test('[MEMBER-35] each event of a stream is told of what its name says, and of nothing else, with its documented payload', async () => {
  const { page } = made;
  const names = ['autoplayFailed', 'canPlayVideo', 'canPlayAudio', 'videoTrackChanged', 'audioTrackChanged'] as const;
  const captureNames = [
    'autoplayCaptureFailed',
    'canPlayCaptureVideo',
    'canPlayCaptureAudio',
    'captureVideoTrackChanged',
    'captureAudioTrackChanged',
  ] as const;
  const stream = await empty();
  let told: [name: string, ...args: unknown[]][] = [];
  for (const name of [...names, ...captureNames]) {
    expect(stream.on(name, (...args: unknown[]) => void told.push([name, ...args]))).toBe(true);
  }
  /** What is told of this. */
  const after = async (work: () => unknown) => {
    told = [];
    await work();
    await settled();
    return told;
  };
  const last = () => elements().at(-1) as FakeMediaElement;

  const newPicture = await after(() => stream.startCaptureCamera());
  const [picture] = stream.getVideoTracks();
  expect(newPicture).toEqual([
    ['captureVideoTrackChanged', picture],
    ['videoTrackChanged', picture],
  ]);
  const newSound = await after(() => stream.startCaptureMicrophone());
  const [sound] = stream.getAudioTracks();
  expect(newSound).toEqual([
    ['captureAudioTrackChanged', sound],
    ['audioTrackChanged', sound],
  ]);
  expect([picture?.kind, sound?.kind]).toEqual(['video', 'audio']);

  page.mediaArrives = false;
  for (const [play, name] of [
    [() => stream.playVideo(page.container('a') as never), 'canPlayVideo'],
    [() => stream.playAudio(), 'canPlayAudio'],
    [() => stream.playCaptureVideo(page.container('b') as never), 'canPlayCaptureVideo'],
    [() => stream.playCaptureAudio(), 'canPlayCaptureAudio'],
  ] as const) {
    expect(await after(play)).toEqual([]);
    const arrived = await after(() => last().arrive());
    expect(arrived).toEqual([[name, expect.any(Event)]]);
    const event = arrived[0]?.[1] as Event;
    expect([event.type, event.target]).toEqual(['canplay', last()]);
  }

  page.soundAllowed = false;
  for (const [play, name] of [
    [() => stream.playAudio({ enableAutoplayDialog: false }), 'autoplayFailed'],
    [() => stream.playCaptureAudio({ enableAutoplayDialog: false }), 'autoplayCaptureFailed'],
  ] as const) {
    const failed = await after(play);
    expect(failed.map(([which, player]) => [which, player])).toEqual([[name, last()]]);
    expect(failed[0]?.[2] ?? undefined).toSatisfy((event) => event === undefined || event instanceof Event);
  }

  // While published a new capture waits for updatePublishingStream: only what is captured is another.
  made.engine.startPublishingStream('s', stream);
  const waiting = await after(() => stream.startCaptureCameraAndMicrophone({ input: 'cam2' }));
  expect(waiting.map(([name]) => name).sort()).toEqual(['captureAudioTrackChanged', 'captureVideoTrackChanged']);
  for (const [name, track] of waiting) {
    expect(stream.getTracks()).not.toContain(track);
    expect((track as MediaStreamTrack).kind).toBe(name === 'captureVideoTrackChanged' ? 'video' : 'audio');
  }
});
