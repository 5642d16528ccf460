import { installAudio } from '@liuyun/browser/fake/audio';
import { type FakeMediaDevices, type FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { type FakePage, installPage } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ZegoLocalStream } from '../types/localStream.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';

let devices: FakeMediaDevices;
let page: FakePage;
let engine: ZegoExpressEngine;
let stream: ZegoLocalStream;

beforeEach(async () => {
  devices = installMedia();
  page = installPage();
  installAudio();
  vi.stubGlobal('window', new EventTarget());
  for (const level of ['debug', 'info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  engine = new ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling');
  stream = await engine.createZegoStream({ camera: { video: true, audio: true } });
});
afterEach(() => {
  engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const element = () =>
  Object.assign(page.createElement('audio'), { src: 'data:,', crossOrigin: null }) as unknown as HTMLMediaElement;

test('[AUDIO-4] mixing answers booleans: a local stream or the streamID it is published under, and media elements', async () => {
  const music = element();
  expect(engine.stopMixingAudio(stream)).toBe(false);
  expect(engine.setMixingAudioVolume(stream, 50, music)).toBe(false);
  expect(engine.startMixingAudio('nobody', [music])).toBe(false);
  expect(engine.startMixingAudio(null as never, [music])).toBe(false);
  expect(engine.startMixingAudio(stream, [music])).toBe(true);
  expect(engine.setMixingAudioVolume(stream, 50, music)).toBe(true);
  for (const volume of [-1, 101, Number.NaN, '5' as never]) {
    expect(engine.setMixingAudioVolume(stream, volume, music)).toBe(false);
    await expect(engine.setCaptureVolume(stream, volume)).rejects.toMatchObject({ errorCode: 1100001 });
  }
  expect(engine.stopMixingAudio(stream, [music])).toBe(true);
  const silent = await engine.createZegoStream({ camera: { video: true, audio: false } });
  expect(engine.startMixingAudio(silent, [music])).toBe(false);
  expect(engine.createAudioEffectPlayer(silent)).toBe(null);
  await expect(engine.setCaptureVolume(silent, 5)).rejects.toMatchObject({ errorCode: 1103046 });
});

test('[AUDIO-9] a vanished camera is replaced by another once the app has asked for that', async () => {
  const told: unknown[] = [];
  engine.on('deviceError', (code) => told.push(code));
  const pull = (deviceId: string) => {
    devices.devices = devices.devices.filter((device) => device.deviceId !== deviceId);
    (stream.getVideoTracks()[0] as unknown as FakeTrack).end();
  };
  engine.enableAutoSwitchDevice({ camera: true });
  expect(stream.videoDeviceId).toBe('cam1');
  pull('cam1');
  await vi.waitFor(() => expect(stream.videoDeviceId).toBe('cam2'));
  expect(told).toEqual([1006006]);
  engine.enableAutoSwitchDevice({ camera: false });
  devices.devices.push({ kind: 'videoinput', deviceId: 'cam3', label: 'Camera 3' });
  pull('cam2');
  await vi.waitFor(() => expect(told).toEqual([1006006, 1006006]));
  expect(stream.videoDeviceId).toBe('cam2');
});

test('[AUDIO-9] with no other device there, the next one that is plugged in takes over, also the same one again', async () => {
  const told: unknown[] = [];
  engine.on('deviceError', (code) => told.push(code));
  engine.enableAutoSwitchDevice({ microphone: true });
  const [microphone] = devices.devices.filter(({ kind }) => kind === 'audioinput');
  const pull = async () => {
    devices.devices = devices.devices.filter(({ kind }) => kind !== 'audioinput');
    devices.dispatchEvent(new Event('devicechange'));
    const before = told.length;
    (stream.getAudioTracks()[0] as unknown as FakeTrack).end();
    await vi.waitFor(() => expect(told).toHaveLength(before + 1));
  };
  const plugIn = (deviceId: string) => {
    devices.devices.push({ kind: 'audioinput', deviceId, label: deviceId });
    devices.dispatchEvent(new Event('devicechange'));
  };
  const live = () => stream.getAudioTracks().map((track) => `${track.getSettings().deviceId} ${track.readyState}`);

  await pull();
  expect(live()).toEqual([`${microphone?.deviceId} ended`]);
  plugIn('headset');
  await vi.waitFor(() => expect(live()).toEqual(['headset live']));
  // A loose contact: gone, and there again.
  await pull();
  plugIn('headset');
  await vi.waitFor(() => expect(live()).toEqual(['headset live']));
  // Nobody waits any longer.
  const { length } = devices.opened;
  plugIn('another');
  await new Promise((resolve) => setTimeout(resolve));
  expect(devices.opened).toHaveLength(length);
  expect(told).toEqual([1006006, 1006006]);
});

test('[AUDIO-9] what an app switches on after the loss, helps itself to, or destroys meanwhile is not overruled', async () => {
  const told: unknown[] = [];
  engine.on('deviceError', (code) => told.push(code));
  const other = await engine.createZegoStream({ camera: { video: true, audio: false } });
  const gone = await engine.createZegoStream({ camera: { video: true, audio: false } });
  const cameras = devices.devices.filter(({ kind }) => kind === 'videoinput');
  devices.devices = devices.devices.filter(({ kind }) => kind !== 'videoinput');
  for (const one of [stream, other, gone]) (one.getVideoTracks()[0] as unknown as FakeTrack).end();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  const live = (one: ZegoLocalStream) => one.getVideoTracks().map(({ readyState }) => readyState);
  devices.devices.push(...cameras);
  devices.dispatchEvent(new Event('devicechange'));
  await engine.useVideoDevice(other, 'cam2');
  engine.destroyStream(gone);
  expect(live(stream)).toEqual(['ended']);
  const { length } = devices.opened;
  engine.enableAutoSwitchDevice({ camera: true });
  await vi.waitFor(() => expect(live(stream)).toEqual(['live']));
  expect(other.videoDeviceId).toBe('cam2');
  expect(devices.opened).toHaveLength(length + 1);
});

test('[WEB-58] devices take over from one another only for true, and go on doing so until false', async () => {
  const lines: string[] = [];
  for (const level of ['debug', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
  const pull = (deviceId: string) => {
    devices.devices = devices.devices.filter((device) => device.deviceId !== deviceId);
    (stream.getVideoTracks()[0] as unknown as FakeTrack).end();
  };
  engine.enableAutoSwitchDevice({ camera: true });
  for (const wrong of ['true', 'false', 0, null, {}]) {
    engine.enableAutoSwitchDevice({ camera: wrong as never });
    engine.enableAutoSwitchDevice({ camera: false, microphone: wrong as never });
  }
  expect(lines.filter((line) => line.includes('1100001'))).toHaveLength(10);
  pull('cam1');
  await vi.waitFor(() => expect(stream.videoDeviceId).toBe('cam2'));
});

test('[AUDIO-10] a track whose device does not deliver, has ended, or is not there is not active', async () => {
  expect(await engine.checkAudioTrackIsActive(stream)).toBe(true);
  const [track] = stream.getAudioTracks();
  Object.assign(track as object, { muted: true });
  expect(await engine.checkAudioTrackIsActive(stream)).toBe(false);
  Object.assign(track as object, { muted: false });
  track?.stop();
  expect(await engine.checkAudioTrackIsActive(stream)).toBe(false);
  const silent = await engine.createZegoStream({ camera: { video: true, audio: false } });
  expect(await engine.checkAudioTrackIsActive(silent)).toBe(false);
  await expect(engine.checkVideoTrackIsActive({} as never)).rejects.toMatchObject({ errorCode: 1000018 });
});

test('[AUDIO-12] what is not provided says so; screens of Electron are for Electron', async () => {
  const music = element();
  for (const answer of [
    engine.setVoiceChangerPreset(1, stream),
    engine.setVoiceChangerParam(stream, 4),
    engine.setReverbPreset(stream, 2),
    engine.enableVirtualStereo(stream, true, 90),
    engine.enableLiveAudioEffect(music, true, 3),
    engine.setAudioChangerParam(music, 1, 3),
    engine.enableAiDenoise(stream, true),
    engine.setAiDenoiseMode(stream, 1),
  ]) {
    await expect(answer).rejects.toMatchObject({ errorCode: 1101003, code: 1101003 });
  }
  await expect(engine.getElectronScreenSources()).rejects.toMatchObject({ errorCode: 1103002 });
  const shown = [{ id: 'screen:1', name: 'Screen 1', thumbnail: 'picture' }];
  vi.stubGlobal('require', () => ({ desktopCapturer: { getSources: async () => shown } }));
  expect(await engine.getElectronScreenSources()).toEqual(shown);
  expect(engine.createRangeAudioInstance()).toBe(engine.createRangeAudioInstance());
});
