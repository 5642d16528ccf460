import { domError, type FakeMediaDevices, installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkAll, checkOne, isCheckable } from './checkSystemRequirements.ts';

let devices: FakeMediaDevices;
beforeEach(() => {
  devices = installMedia();
  installPage();
  const codecs = ['video/VP8', 'video/VP9', 'video/H264', 'video/rtx'].map((mimeType) => ({ mimeType }));
  vi.stubGlobal('RTCPeerConnection', class {});
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => ({ codecs }) });
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs }) });
  Object.assign(HTMLMediaElement.prototype, { captureStream: () => {} });
});
afterEach(() => vi.unstubAllGlobals());

test('[WEB-42] the full report has the documented shape, and closes what it opened', async () => {
  expect(await checkAll(0)).toEqual({
    webRTC: true,
    customCapture: true,
    camera: true,
    microphone: true,
    videoCodec: { H264: true, H265: false, VP8: true, VP9: true },
    screenSharing: true,
    errInfo: {},
  });
  expect(devices.opened.flatMap(({ tracks }) => tracks).every(({ readyState }) => readyState === 'ended')).toBe(true);
});

test('[WEB-42] what is missing is false with its reason, never a rejection', async () => {
  devices.refuse.push(domError('NotFoundError'), domError('NotAllowedError'));
  vi.stubGlobal('RTCPeerConnection', undefined);
  vi.stubGlobal('RTCRtpSender', undefined);
  const report = await checkAll(0);
  expect(report).toMatchObject({ webRTC: false, camera: false, microphone: false, videoCodec: { H264: false, VP8: false } });
  expect(report.errInfo).toEqual({
    webRTC: { name: 'NotSupportedError', message: 'missing: RTCPeerConnection' },
    camera: { name: 'NotFoundError', message: 'NotFoundError happened' },
    microphone: { name: 'NotAllowedError', message: 'NotAllowedError happened' },
  });
  vi.stubGlobal('navigator', {});
  expect(await checkOne('screenSharing', 0)).toMatchObject({ result: false });
  expect(await checkOne('camera', 1)).toMatchObject({ result: false, errInfo: { camera: {} } });
});

test('[WEB-42] one thing asked for is answered as result and errInfo', async () => {
  expect(await checkOne('H264', 0)).toEqual({ result: true, errInfo: {} });
  expect(await checkOne('H265', 0)).toEqual({ result: false, errInfo: {} });
  expect(await checkOne('webRTC', 0)).toEqual({ result: true, errInfo: {} });
  for (const name of ['', 'constructor', 'toString', 'H266', 5, null, undefined]) expect(isCheckable(name)).toBe(false);
});
