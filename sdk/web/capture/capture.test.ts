import { captureDevices } from '@liuyun/browser/capture/captureDevices';
import { domError, type FakeMediaDevices, FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { captureCustom } from './captureCustom.ts';
import { captureScreen } from './captureScreen.ts';
import { cameraConstraints, cameraOf, microphoneConstraints, screenConstraints } from './constraints.ts';
import { bitrateFor, scenarioPreset } from './presets.ts';

let devices: FakeMediaDevices;
beforeEach(() => {
  devices = installMedia();
});
afterEach(() => vi.unstubAllGlobals());

test('[WEB-15] what the browser refuses becomes the documented device error', async () => {
  const expected: [string, number][] = [
    ['NotAllowedError', 1103064],
    ['SecurityError', 1103064],
    ['NotReadableError', 1103065],
    ['AbortError', 1103065],
    ['OverconstrainedError', 1103066],
    ['NotFoundError', 1103061],
    ['TypeError', 1103061],
  ];
  for (const [name, code] of expected) {
    // One that did not start in time is asked for once more.
    devices.refuse.push(...Array.from({ length: name === 'AbortError' ? 2 : 1 }, () => domError(name)));
    await expect(captureDevices({ video: {} })).rejects.toMatchObject({ code, detail: `${name}: ${name} happened` });
    expect(devices.refuse).toEqual([]);
  }
});

test('[WEB-15] a device that does not start in time is asked for once more', async () => {
  devices.refuse.push(domError('AbortError'));
  const { video, audio } = await captureDevices({ video: {}, audio: {} });
  expect([video?.origin, audio?.origin]).toEqual(['camera', 'microphone']);
  expect(devices.opened).toHaveLength(1);
});

test('[WEB-15] a cancelled screen picker is 1103042, none at all 1103043, any other failure 1103010', async () => {
  const expected: [string, number][] = [
    ['NotAllowedError', 1103042],
    ['NotSupportedError', 1103043],
    ['InvalidStateError', 1103010],
  ];
  for (const [name, code] of expected) {
    devices.refuse.push(domError(name));
    await expect(captureScreen({}, undefined)).rejects.toMatchObject({ code });
  }
  Object.assign(devices, { getDisplayMedia: undefined });
  await expect(captureScreen({}, undefined)).rejects.toMatchObject({ code: 1103043 });
});

test('[WEB-16] a page that is not secure says so (1103053); a browser without devices is not supported (1103002)', async () => {
  vi.stubGlobal('navigator', {});
  await expect(captureDevices({ video: {} })).rejects.toMatchObject({ code: 1103002 });
  vi.stubGlobal('isSecureContext', false);
  await expect(captureDevices({ video: {} })).rejects.toMatchObject({ code: 1103053 });
});

test('[WEB-17] qualities 1–3 are the documented pictures, 4 the own figures', () => {
  const standard = scenarioPreset(undefined).picture;
  const picture = (options: Parameters<typeof cameraConstraints>[0]) => {
    const { constraints, bitrate } = cameraConstraints(options, standard);
    return [constraints.width, constraints.height, constraints.frameRate, bitrate];
  };
  expect(picture({ quality: 1 })).toEqual([320, 240, 15, 300]);
  expect(picture({ quality: 2, width: 1 })).toEqual([640, 480, 15, 800]);
  expect(picture({ quality: 3 })).toEqual([1280, 720, 20, 1500]);
  expect(picture({})).toEqual([640, 480, 15, 800]);
  expect(picture({ quality: 4, width: 800, height: { ideal: 600 }, frameRate: 30 })).toEqual([
    800,
    { ideal: 600 },
    30,
    bitrateFor({ width: 800, height: 600, frameRate: 30 }),
  ]);
  expect(picture(cameraOf({ videoQuality: 3 }))).toEqual([1280, 720, 20, 1500]);
  expect(picture(cameraOf({}))).toEqual([640, 480, 15, 800]);
  for (const [quality, frameRate, bitrate] of [
    [1, 20, 800],
    [2, 15, 1500],
    [3, 5, 2000],
  ] as const) {
    expect(screenConstraints({ quality })).toEqual({ constraints: { frameRate }, bitrate });
  }
});

test('[WEB-17] scenarios preset the picture, and those for voice leave the camera off', () => {
  const of = (scenario: number) => {
    const { camera, picture } = scenarioPreset(scenario);
    return [camera, picture.width, picture.height, picture.frameRate];
  };
  expect(of(3)).toEqual([true, 640, 480, 15]);
  expect(of(4)).toEqual([true, 640, 360, 15]);
  expect(of(5)).toEqual([true, 960, 540, 25]);
  expect(of(8)).toEqual([true, 960, 540, 20]);
  for (const voice of [6, 7, 9]) expect(scenarioPreset(voice).camera).toBe(false);
  const sound = [undefined, 3, 4, 5, 6, 7, 8, 9, 100].map((scenario) => scenarioPreset(scenario).audioBitrate);
  expect(sound).toEqual([48, 48, 48, 48, 48, 128, 48, 128, 48]);
});

test('[WEB-17] microphones are processed unless told otherwise, and a named device is demanded', () => {
  expect(microphoneConstraints({})).toEqual({
    ...{ noiseSuppression: true, autoGainControl: true, echoCancellation: true, channelCount: 1 },
  });
  expect(microphoneConstraints({ ANS: false, AEC: false, channelCount: 2, input: 'mic9' })).toEqual({
    ...{ noiseSuppression: false, autoGainControl: true, echoCancellation: false, channelCount: 2 },
    deviceId: { exact: 'mic9' },
  });
});

test("[WEB-18] an app's own MediaStream is used and never stopped; what is no source is refused", async () => {
  const own = new FakeStream([new FakeTrack('video')]);
  const captured = await captureCustom(own);
  expect(captured.video?.track).toBe(own.getVideoTracks()[0]);
  expect(captured.video?.owned).toBe(false);
  expect(captured.audio).toBeUndefined();
  for (const bad of [undefined, null, 5, 'video', {}]) await expect(captureCustom(bad)).rejects.toMatchObject({ code: 1100001 });
});
