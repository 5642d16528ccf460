import { mediaDevices } from '@liuyun/browser/capture/captureDevices';
import { messageOf, nameOf } from '@liuyun/browser/capture/captureErrors';
import type { ZegoCapabilityDetection, ZegoCapabilityError, ZegoCapabilityErrorInfo } from '../types/requirements.ts';
import { type CodecName, exactCodecCheck, quickCodecCheck } from './codecs.ts';

type Check = { result: boolean; error?: ZegoCapabilityError };

const checks = {
  webRTC: checkWebRTC,
  customCapture: checkCustomCapture,
  camera: () => checkDevice('video'),
  microphone: () => checkDevice('audio'),
  screenSharing: checkScreenSharing,
  H264: (level) => checkCodec('H264', level),
  H265: (level) => checkCodec('H265', level),
  VP8: (level) => checkCodec('VP8', level),
  VP9: (level) => checkCodec('VP9', level),
} satisfies { [what: string]: (level: number) => Check | Promise<Check> };

export type Checkable = keyof typeof checks;

export function isCheckable(what: unknown): what is Checkable {
  return typeof what === 'string' && Object.hasOwn(checks, what);
}

/** One capability. What is missing is `result: false`, never a failure of the call. */
export async function checkOne(what: Checkable, level: number): Promise<ZegoCapabilityDetection> {
  const { result, error } = await checks[what](level);
  return { result, errInfo: error ? errorInfo(what, error) : {} };
}

/** Everything, in the documented shape. Camera and microphone are really opened, so the browser may ask the user. */
export async function checkAll(level: number): Promise<ZegoCapabilityDetection> {
  const webRTC = checkWebRTC();
  const customCapture = checkCustomCapture();
  const camera = await checkDevice('video');
  const microphone = await checkDevice('audio');
  const codec = async (name: CodecName) => (await checkCodec(name, level)).result;
  const errInfo: ZegoCapabilityErrorInfo = {};
  for (const [what, { error }] of Object.entries({ webRTC, customCapture, camera, microphone })) {
    if (error) Object.assign(errInfo, { [what]: error });
  }
  return {
    webRTC: webRTC.result,
    customCapture: customCapture.result,
    camera: camera.result,
    microphone: microphone.result,
    videoCodec: { H264: await codec('H264'), H265: await codec('H265'), VP8: await codec('VP8'), VP9: await codec('VP9') },
    screenSharing: checkScreenSharing().result,
    errInfo,
  };
}

function checkWebRTC(): Check {
  const missing = [
    typeof RTCPeerConnection === 'undefined' && 'RTCPeerConnection',
    typeof WebSocket === 'undefined' && 'WebSocket',
    typeof MediaStream === 'undefined' && 'MediaStream',
  ].filter((name) => name !== false);
  return missing.length === 0 ? { result: true } : no('NotSupportedError', `missing: ${missing.join(', ')}`);
}

function checkCustomCapture(): Check {
  const element: object = typeof HTMLMediaElement === 'undefined' ? {} : HTMLMediaElement.prototype;
  const can = 'captureStream' in element || 'mozCaptureStream' in element;
  return can ? { result: true } : no('NotSupportedError', 'media elements cannot be captured here');
}

function checkScreenSharing(): Check {
  const can = typeof navigator === 'object' && typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  return can ? { result: true } : no('NotSupportedError', 'no getDisplayMedia here');
}

async function checkCodec(codec: CodecName, level: number): Promise<Check> {
  return { result: level === 1 ? await exactCodecCheck(codec) : quickCodecCheck(codec) };
}

async function checkDevice(kind: 'video' | 'audio'): Promise<Check> {
  try {
    const stream = await mediaDevices().getUserMedia({ [kind]: true });
    for (const track of stream.getTracks()) track.stop();
    return { result: true };
  } catch (error) {
    return no(nameOf(error) || 'Error', messageOf(error));
  }
}

function no(name: string, message: string): Check {
  return { result: false, error: { name, message } };
}

function errorInfo(what: Checkable, error: ZegoCapabilityError): ZegoCapabilityErrorInfo {
  return { [what]: error };
}
