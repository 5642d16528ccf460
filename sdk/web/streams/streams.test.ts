import { domError, type FakeMediaDevices, FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { RtcError } from '@liuyun/protocol/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scenarioPreset } from '../capture/presets.ts';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { Publications } from '../publish/Publications.ts';
import { captureDevicesInto } from './captureInto.ts';
import { createStream } from './createStream.ts';
import { LocalSource } from './LocalSource.ts';
import { LocalSources } from './LocalSources.ts';
import { LocalStream } from './LocalStream.ts';
import { addTrack, changePicture, enableCamera, removeTrack, replaceTrack, updateSent } from './localCalls.ts';
import { switchDevice, switchOrRemember } from './switchDevice.ts';

let devices: FakeMediaDevices;
let core: FakeEngine;
let publications: Publications;
const scenario = scenarioPreset(undefined);

beforeEach(() => {
  devices = installMedia();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  core = new FakeEngine();
  publications = new Publications(core);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const resend = (source: LocalSource, kind: 'audio' | 'video') => publications.resend(source, kind);
const sentVideo = (source: LocalSource) => source.sent('video')?.track as unknown as FakeTrack;
const changes = () => core.calls.filter(([call]) => call === 'changePublishedTracks');

/** A 3.x stream with camera and microphone. */
async function zegoStream() {
  const source = new LocalSource();
  const context = { scenario, fixedBitrate: false };
  const stream = new LocalStream(source, {
    calls: new Calls(new Log()),
    context,
    multiplePreviews: false,
    isPublished: (asked) => publications.of(asked).length > 0,
    resend,
  });
  await captureDevicesInto(source, { camera: {}, microphone: {} }, context);
  source.takeOver('video');
  source.takeOver('audio');
  return { source, stream };
}

test('[WEB-21] while publishing, a new capture changes only the captured side, until updatePublishingStream', async () => {
  const { source, stream } = await zegoStream();
  publications.start('s1', source, {});
  const before = sentVideo(source);
  await stream.startCaptureCamera({ input: 'cam2' });
  expect(stream.videoDeviceId).toBe('cam2');
  expect(stream.getVideoTracks()).toEqual([before]);
  expect(changes()).toEqual([]);

  await updateSent(source, ['video', 'audio'], resend);
  expect(stream.getVideoTracks()).not.toContain(before);
  expect(changes()).toEqual([['changePublishedTracks', 's1', { video: sentVideo(source) }]]);
  expect(before.readyState).toBe('ended');
});

test('[WEB-21] without publishing, a new capture is at once what will be sent, and the old device is let go', async () => {
  const { source, stream } = await zegoStream();
  const before = sentVideo(source);
  await stream.startCaptureCamera({ input: 'cam2' });
  expect(stream.getVideoTracks()).toHaveLength(1);
  expect(sentVideo(source)).not.toBe(before);
  expect(before.readyState).toBe('ended');
});

test('[WEB-21] what the wire does not take over stays captured no longer: the old track is sent on', async () => {
  const { source, stream } = await zegoStream();
  publications.start('s1', source, {});
  const before = sentVideo(source);
  await stream.startCaptureCamera({ input: 'cam2' });
  const next = devices.last.tracks[0];
  core.refuse = new RtcError('REPLACE_TRACK_FAILED');
  await expect(updateSent(source, ['video'], resend)).rejects.toMatchObject({ code: 1103079 });
  expect(sentVideo(source)).toBe(before);
  expect(before.readyState).toBe('live');
  expect(next?.readyState).toBe('ended');
});

test('[WEB-21] updating a kind that is not captured is 1103087 or 1103088', async () => {
  const source = new LocalSource();
  await expect(updateSent(source, ['audio'], resend)).rejects.toMatchObject({ code: 1103087 });
  await expect(updateSent(source, ['video'], resend)).rejects.toMatchObject({ code: 1103088 });
  await expect(updateSent(source, ['video', 'audio'], resend)).rejects.toMatchObject({ code: 1103099 });
});

test('[WEB-22] stopCapture stops the wire first, then the device, and its previews', async () => {
  const { source, stream } = await zegoStream();
  publications.start('s1', source, {});
  const track = sentVideo(source);
  expect(await stream.stopCaptureVideo()).toBe(true);
  expect(changes()).toEqual([['changePublishedTracks', 's1', { video: null }]]);
  expect(track.readyState).toBe('ended');
  expect(stream.videoCaptureStream).toBe(null);
  expect(stream.stream?.getTracks()).toHaveLength(1);
});

test('[WEB-22] if the wire does not let go, capture goes on and stopCapture resolves false', async () => {
  const { source, stream } = await zegoStream();
  publications.start('s1', source, {});
  const track = sentVideo(source);
  core.refuse = new RtcError('MEDIA_FAILED');
  expect(await stream.stopCaptureVideo()).toBe(false);
  expect(track.readyState).toBe('live');
  expect(stream.getVideoTracks()).toEqual([track]);
});

test('[WEB-22] a stream that loses its last track is kept, silent, for what is captured next', async () => {
  const { source, stream } = await zegoStream();
  publications.start('s1', source, {});
  await stream.stopCaptureVideo();
  core.calls.length = 0;
  expect(await stream.stopCaptureAudio()).toBe(true);
  expect(core.calls).toEqual([['mutePublished', 's1', 'audio', true]]);
  await stream.startCaptureMicrophone();
  core.calls.length = 0;
  await updateSent(source, ['audio'], resend);
  expect(core.calls).toEqual([
    ['changePublishedTracks', 's1', { audio: source.sent('audio')?.track }],
    ['mutePublished', 's1', 'audio', false],
  ]);
});

test('[WEB-23] destroyStream lets go of what the SDK opened, and of nothing else', async () => {
  const own = new FakeTrack('video');
  const source = await createStream({ custom: { source: new FakeStream([own]) as unknown as MediaStream } }, scenario);
  source.destroy();
  expect(own.readyState).toBe('live');

  const camera = await createStream({}, scenario);
  const tracks = camera.stream.getTracks();
  await replaceTrack(camera, new FakeTrack('video'), resend);
  camera.destroy();
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

test('[WEB-23] what arrives after destroyStream (a permission given late) is let go at once', async () => {
  const source = new LocalSource();
  const opening = captureDevicesInto(source, { camera: {}, microphone: {} }, { scenario, fixedBitrate: false });
  source.destroy();
  await expect(opening).rejects.toMatchObject({ code: 1000018 });
  expect(devices.last.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

test('[WEB-24] switching the camera changes the sent track and lets go of the old one', async () => {
  const source = await createStream({}, scenario);
  publications.start('s1', source, {});
  const before = sentVideo(source);
  await switchDevice(source, { kind: 'video', constraints: { deviceId: { exact: 'cam2' } } }, resend);
  expect(sentVideo(source).settings.deviceId).toBe('cam2');
  expect(source.stream.getVideoTracks()).toEqual([sentVideo(source)]);
  expect(before.readyState).toBe('ended');
  expect(devices.last.constraints.video).toMatchObject({ width: 640, height: 480, deviceId: { exact: 'cam2' } });
  expect(devices.last.constraints.video).not.toHaveProperty('facingMode');
});

test('[WEB-24] an unknown device is 1103048, and the old one goes on', async () => {
  const source = await createStream({}, scenario);
  const before = sentVideo(source);
  devices.refuse.push(domError('OverconstrainedError', { constraint: 'deviceId' }));
  const switching = switchDevice(source, { kind: 'video', constraints: { deviceId: { exact: 'no' } } }, resend);
  await expect(switching).rejects.toMatchObject({ code: 1103048 });
  expect(sentVideo(source)).toBe(before);
  expect(before.readyState).toBe('live');
});

test('[WEB-24] where only one camera can be open, the old one is closed first, and opened again if the new one fails', async () => {
  const source = await createStream({}, scenario);
  publications.start('s1', source, {});
  devices.refuse.push(domError('NotReadableError'));
  await switchDevice(source, { kind: 'video', constraints: { deviceId: { exact: 'cam2' } } }, resend);
  expect(sentVideo(source).settings.deviceId).toBe('cam2');

  devices.refuse.push(domError('NotReadableError'), domError('NotReadableError'));
  const switching = switchDevice(source, { kind: 'video', constraints: { deviceId: { exact: 'cam1' } } }, resend);
  await expect(switching).rejects.toMatchObject({ code: 1103065 });
  expect(sentVideo(source).settings.deviceId).toBe('cam2');
  expect(sentVideo(source).readyState).toBe('live');
});

test('[WEB-24] a stream without that kind of device is refused', async () => {
  const voice = await createStream({ camera: { video: false } }, scenario);
  const screen = await createStream({ screen: true }, scenario);
  const change = { kind: 'video' as const, constraints: {} };
  await expect(switchDevice(voice, change, resend)).rejects.toMatchObject({ code: 1103045 });
  await expect(switchDevice(screen, change, resend)).rejects.toMatchObject({ code: 1103012 });
});

test('[WEB-24] quick switches of one stream take turns; the last wins and no device stays open', async () => {
  const source = await createStream({}, scenario);
  const to = (id: string) =>
    source.inTurn(() => switchDevice(source, { kind: 'video', constraints: { deviceId: { exact: id } } }, resend));
  await Promise.all([to('cam2'), to('cam3'), to('cam4')]);
  expect(sentVideo(source).settings.deviceId).toBe('cam4');
  const open = devices.opened
    .flatMap(({ tracks }) => tracks)
    .filter((track) => track.kind === 'video' && track.readyState === 'live');
  expect(open).toEqual([sentVideo(source)]);
});

test('[WEB-25] muteMicrophone silences microphones, also of later streams, and no other sound', async () => {
  const sources = new LocalSources({ ended() {}, flowChanged() {}, destroyed() {} });
  const speaking = await createStream({}, scenario);
  const music = await createStream(
    { custom: { source: new FakeStream([new FakeTrack('audio')]) as unknown as MediaStream } },
    scenario,
  );
  sources.add(speaking);
  sources.add(music);
  sources.muteMicrophone(true);
  const later = await createStream({}, scenario);
  sources.add(later);
  const heard = (source: LocalSource) => source.stream.getAudioTracks()[0]?.enabled;
  expect([heard(speaking), heard(music), heard(later)]).toEqual([false, true, false]);
  sources.muteMicrophone(false);
  expect([heard(speaking), heard(music), heard(later)]).toEqual([true, true, true]);
});

test('[WEB-26] a muted picture is black in the own preview too, unless it is to be retained', async () => {
  const source = await createStream({}, scenario);
  source.setMuted('video', true);
  expect(sentVideo(source).enabled).toBe(false);
  source.setMuted('video', true, true);
  expect(sentVideo(source).enabled).toBe(true);
  expect(source.muted).toEqual({ audio: false, video: true });
});

test('[WEB-26] what is muted before publishing is published muted, and a new track of a muted stream stays muted', async () => {
  const source = await createStream({}, scenario);
  source.setMuted('audio', true);
  publications.start('s1', source, {});
  expect(core.published.get('s1')?.options.muted).toEqual({ audio: true, video: false });
  await switchDevice(source, { kind: 'audio', constraints: { deviceId: { exact: 'mic2' } } }, resend);
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's1', 'audio', true]);
});

test('[WEB-27] replaceTrack, addTrack and removeTrack change the wire, and undo themselves where it refuses', async () => {
  const source = await createStream({ camera: { audio: false } }, scenario);
  publications.start('s1', source, {});
  const camera = sentVideo(source);
  const [own, tone] = [new FakeTrack('video'), new FakeTrack('audio')];
  await replaceTrack(source, own, resend);
  expect(source.stream.getVideoTracks()).toEqual([own]);
  expect(camera.readyState).toBe('live');
  await replaceTrack(source, camera, resend);
  expect(source.sent('video')?.owned).toBe(true);

  await addTrack(source, tone, resend);
  expect(source.stream.getAudioTracks()).toEqual([tone]);
  await expect(addTrack(source, tone, resend)).rejects.toMatchObject({ code: 1103101 });
  await removeTrack(source, tone, resend);
  expect(source.stream.getAudioTracks()).toEqual([]);
  await expect(removeTrack(source, tone, resend)).rejects.toMatchObject({ code: 1103047 });

  core.refuse = new RtcError('MEDIA_FAILED');
  await expect(replaceTrack(source, own, resend)).rejects.toMatchObject({ code: 1103079 });
  expect(source.stream.getVideoTracks()).toEqual([camera]);
  for (const bad of [undefined, null, {}, 'track']) {
    await expect(replaceTrack(source, bad, resend)).rejects.toMatchObject({ code: 1100001 });
  }
});

test('[WEB-27] a track that a stream has let go of is not listened to, and is when it comes back', async () => {
  class HeardTrack extends FakeTrack {
    heard: string[] = [];
    override addEventListener(...given: Parameters<FakeTrack['addEventListener']>): void {
      super.addEventListener(...given);
      this.heard.push(given[0]);
    }
    override removeEventListener(...given: Parameters<FakeTrack['removeEventListener']>): void {
      super.removeEventListener(...given);
      this.heard = this.heard.filter((event) => event !== given[0]);
    }
  }
  const source = await createStream({ camera: { audio: false } }, scenario);
  const camera = sentVideo(source);
  const told = vi.fn();
  source.facts.on('flowChanged', told);
  const [own, other] = [new HeardTrack('video'), new HeardTrack('video')];
  await replaceTrack(source, own, resend);
  expect(own.heard).toEqual(['ended']);
  await replaceTrack(source, other, resend);
  expect([own.heard, other.heard]).toEqual([[], ['ended']]);
  own.end();
  expect(told).not.toHaveBeenCalled();
  // Ours runs on and may be put back.
  await replaceTrack(source, camera, resend);
  expect(other.heard).toEqual([]);
  camera.end();
  expect(told).toHaveBeenCalledTimes(1);

  const last = new HeardTrack('video');
  await replaceTrack(source, last, resend);
  source.destroy();
  expect(last.heard).toEqual([]);
});

test('[WEB-27] what is played over connections of another frame is a track too', async () => {
  const source = await createStream({}, scenario);
  publications.start('s1', source, {});
  class OfAnotherFrame extends EventTarget {
    readonly kind = 'video';
    readonly id = 'of another frame';
    readonly readyState = 'live';
    readonly enabled = true;
    readonly [Symbol.toStringTag] = 'MediaStreamTrack';
    getSettings = () => ({});
    stop = () => undefined;
  }
  await replaceTrack(source, new OfAnotherFrame(), resend);
  expect(sentVideo(source).id).toBe('of another frame');
});

test('[WEB-28] setVideoConfig changes the picture of the live track and answers the bitrate to send with', async () => {
  const source = await createStream({}, scenario);
  expect(await changePicture(source, { width: 320, height: 240, maxBitrate: 250 })).toBe(250);
  expect(sentVideo(source).constraints).toMatchObject({ width: 320, height: 240, frameRate: 15 });
  expect(source.sending.bitrate).toBe(250);
  expect(await changePicture(source, { frameRate: 5 })).toBeUndefined();
  await expect(changePicture(source, { maxBitrate: -1 })).rejects.toMatchObject({ code: 1100001 });
  vi.spyOn(sentVideo(source), 'applyConstraints').mockRejectedValue(domError('OverconstrainedError'));
  await expect(changePicture(source, { width: { exact: 99_999 } })).rejects.toMatchObject({ code: 1103066 });
});

test('[WEB-28] setVideoConfig of a screen keeps what was set before, and has the qualities of a screen', async () => {
  const source = await createStream({ screen: { videoQuality: 4, width: 1920, height: 1080, frameRate: 30 } }, scenario);
  await changePicture(source, { frameRate: 10 });
  expect(sentVideo(source).constraints).toEqual({ width: 1920, height: 1080, frameRate: 10 });
  await changePicture(source, { width: 960 });
  expect(sentVideo(source).constraints).toEqual({ width: 960, height: 1080, frameRate: 10 });
  expect(await changePicture(source, { videoQuality: 3 })).toBe(2000);
  expect(sentVideo(source).constraints).toEqual({ width: 960, height: 1080, frameRate: 5 });
});

test("[WEB-28] setVideoConfig of a track of the app's own keeps what the app and earlier calls have set", async () => {
  const own = new FakeTrack('video');
  own.constraints = { aspectRatio: 1.5 };
  const source = await createStream({ custom: { source: new FakeStream([own]) as unknown as MediaStream } }, scenario);
  await changePicture(source, { frameRate: 10 });
  await changePicture(source, { width: 320 });
  expect(own.constraints).toEqual({ aspectRatio: 1.5, frameRate: 10, width: 320 });
  const other = new FakeTrack('video');
  await replaceTrack(source, other, resend);
  await changePicture(source, { frameRate: 5 });
  await changePicture(source, { height: 240 });
  expect(other.constraints).toEqual({ frameRate: 5, height: 240 });
});

test('[WEB-29] enableVideoCaptureDevice really stops the camera, tells players, and brings it back', async () => {
  const source = await createStream({}, scenario);
  publications.start('s1', source, {});
  const wire = { resend, applyMute: publications.applyMute.bind(publications) };
  const before = sentVideo(source);
  await enableCamera(source, false, wire);
  expect(before.readyState).toBe('ended');
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's1', 'video', true]);
  await enableCamera(source, true, wire);
  expect(sentVideo(source).readyState).toBe('live');
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's1', 'video', false]);
});

test('[WEB-29] while the camera is off another one is only chosen; what takes its place is sent', async () => {
  const { source, stream } = await zegoStream();
  publications.start('s1', source, {});
  const wire = { resend, applyMute: publications.applyMute.bind(publications) };
  const choose = (id: string) => switchOrRemember(source, { kind: 'video', constraints: { deviceId: { exact: id } } }, resend);
  await enableCamera(source, false, wire);
  const opened = devices.opened.length;
  await choose('cam2');
  await changePicture(source, { width: 320 });
  await expect(choose('cam9')).rejects.toMatchObject({ code: 1103048 });
  expect([devices.opened.length, stream.videoDeviceId, source.muted.video]).toEqual([opened, 'cam2', true]);
  await enableCamera(source, true, wire);
  expect(sentVideo(source).settings.deviceId).toBe('cam2');
  expect(devices.last.constraints.video).toMatchObject({ width: 320 });

  await enableCamera(source, false, wire);
  await stream.startCaptureCamera();
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's1', 'video', true]);
  await updateSent(source, ['video'], resend);
  expect([sentVideo(source).readyState, source.cameraOff]).toEqual(['live', false]);
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's1', 'video', false]);

  const sent = sentVideo(source);
  await stream.startCaptureCamera();
  const waiting = source.captured('video')?.track;
  await enableCamera(source, false, wire);
  expect([sent.readyState, waiting?.readyState, source.muted.video]).toEqual(['ended', 'ended', true]);
});

test('[WEB-30] a stream is published with its bitrates, its options and both its tracks', async () => {
  const source = await createStream({ camera: { videoQuality: 3, audioBitrate: 64, channelCount: 2 } }, scenario);
  publications.start('s1', source, { extraInfo: 'hello', enableDTX: true, videoCodec: 'VP8' });
  expect(core.published.get('s1')).toEqual({
    tracks: { audio: source.sent('audio')?.track, video: source.sent('video')?.track },
    options: {
      ...{
        extraInfo: 'hello',
        videoCodec: 'VP8',
        codecMayChange: false,
        videoBitrate: 1500,
        startVideoBitrate: 1200,
        leastVideoBitrate: 50,
        focus: 'remote',
      },
      ...{ audioBitrate: 64, stereo: true, dtx: true, degradation: 'balanced', muted: { audio: false, video: false } },
    },
  });
});

test('[WEB-30] publishing is refused for a bad streamID, overlong extra info, and a stream that captures nothing', async () => {
  const source = await createStream({}, scenario);
  expect(() => publications.start('a b', source, {})).toThrow(expect.objectContaining({ code: 1000016 }));
  expect(() => publications.start('x'.repeat(257), source, {})).toThrow(expect.objectContaining({ code: 1000014 }));
  expect(() => publications.start('s1', source, { extraInfo: 'x'.repeat(1025) })).toThrow(
    expect.objectContaining({ code: 1003051 }),
  );
  expect(() => publications.start('s1', new LocalSource(), {})).toThrow(expect.objectContaining({ code: 1103099 }));
});
