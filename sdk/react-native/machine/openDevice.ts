import { captureFailure } from '@liuyun/browser/capture/captureErrors';
import type { CameraWish, MicrophoneWish, Opened } from '@liuyun/core/native/Machine';
import type { Kind } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { NativeStream, WebRtcModule } from '../platform/Surroundings.ts';

type Devices = WebRtcModule['mediaDevices'];

/** Opens the front or the back camera. Whoever has not permitted it is asked by the system now, and not before. */
export function openCamera(devices: Devices, { width, height, frameRate, front, deviceID }: CameraWish): Promise<Opened> {
  const which = deviceID === undefined ? { facingMode: front ? 'user' : 'environment' } : { deviceId: deviceID };
  return opened('video', () => devices.getUserMedia({ audio: false, video: { ...which, width, height, frameRate } }));
}

export function openMicrophone(devices: Devices, { aec, agc, ans, stereo, deviceID }: MicrophoneWish): Promise<Opened> {
  const audio = {
    ...(deviceID === undefined ? {} : { deviceId: deviceID }),
    echoCancellation: aec,
    autoGainControl: agc,
    noiseSuppression: ans,
    ...(stereo ? { channelCount: 2 } : {}),
  };
  return opened('audio', () => devices.getUserMedia({ audio, video: false }));
}

/** Asks the user to share the screen. On Android the app needs a foreground service for it, on iOS a broadcast extension. */
export function openScreen(devices: Devices): Promise<Opened> {
  return opened('video', () => devices.getDisplayMedia({ video: true }), 'screen');
}

async function opened(kind: Kind, ask: () => Promise<NativeStream>, what: 'device' | 'screen' = 'device'): Promise<Opened> {
  let stream: NativeStream;
  try {
    stream = await ask();
  } catch (error) {
    throw captureFailure(error, what);
  }
  const track = stream.getTracks().find((one) => one.kind === kind);
  if (!track) {
    // What was not permitted is left out of the stream.
    stream.release();
    throw new RtcError('DEVICE_NOT_ALLOWED', kind);
  }
  return {
    track,
    stop: () => {
      track.stop();
      stream.release();
    },
    ...(kind === 'video' && what === 'device'
      ? { reshape: ({ width, height, frameRate }) => track.applyConstraints({ width, height, frameRate }) }
      : {}),
  };
}
