import { RtcError } from '@liuyun/protocol/errors';
import type { Captured } from './Captured.ts';
import { captureFailure, nameOf } from './captureErrors.ts';

/** Camera and microphone, with one permission prompt for both. */
export async function captureDevices(wanted: {
  video?: MediaTrackConstraints;
  audio?: MediaTrackConstraints;
}): Promise<{ video?: Captured; audio?: Captured }> {
  const stream = await getUserMedia({ video: wanted.video ?? false, audio: wanted.audio ?? false });
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  return {
    ...(video ? { video: { track: video, origin: 'camera', owned: true, constraints: wanted.video } } : {}),
    ...(audio ? { audio: { track: audio, origin: 'microphone', owned: true, constraints: wanted.audio } } : {}),
  };
}

/** `getUserMedia` with our failures, also where the browser or the page has none. */
export async function getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const devices = mediaDevices();
  try {
    return await devices.getUserMedia(constraints).catch((error: unknown) => {
      // Allowed and there, but slow to start on a busy machine, or while another program lets go of it.
      if (nameOf(error) !== 'AbortError') throw error;
      return devices.getUserMedia(constraints);
    });
  } catch (error) {
    throw captureFailure(error, 'device');
  }
}

/** `navigator.mediaDevices`, which exists only on secure pages (https or localhost). */
export function mediaDevices(): MediaDevices {
  if (typeof navigator === 'object' && navigator.mediaDevices) return navigator.mediaDevices;
  throw new RtcError(typeof isSecureContext === 'boolean' && !isSecureContext ? 'HTTPS_REQUIRED' : 'BROWSER_NOT_SUPPORTED');
}
