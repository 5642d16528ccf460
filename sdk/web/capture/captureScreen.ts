import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoCaptureScreenAudio, ZegoCaptureScreenVideo } from '../types/capture.ts';
import type { Captured } from './Captured.ts';
import { mediaDevices } from './captureDevices.ts';
import { captureFailure } from './captureErrors.ts';
import { screenConstraints } from './constraints.ts';

/** Chromium's Region Capture (W3C), not in the DOM typings yet. */
type Croppable = MediaStreamTrack & { cropTo?(target: unknown): Promise<void> };
declare const CropTarget: { fromElement(element: HTMLElement): Promise<unknown> } | undefined;

/** What the user chooses to share, with its sound where `audio` is given and the browser offers it. */
export async function captureScreen(
  video: ZegoCaptureScreenVideo,
  audio: ZegoCaptureScreenAudio | undefined,
): Promise<{ video: Captured; audio?: Captured }> {
  const devices = mediaDevices();
  const { constraints } = screenConstraints(video);
  const sound: MediaTrackConstraints | false = audio
    ? {
        noiseSuppression: audio.ANS ?? false,
        autoGainControl: audio.AGC ?? false,
        echoCancellation: audio.AEC ?? true,
      }
    : false;
  const stream = await chosen(devices, video.sourceID, constraints, sound);
  const [picture] = stream.getVideoTracks();
  const [tone] = stream.getAudioTracks();
  if (!picture) throw new RtcError('SCREEN_FAILED', 'no picture was shared');
  if (video.captureElement) await cropTo(picture, video.captureElement);
  return {
    video: { track: picture, origin: 'screen', owned: true },
    ...(tone ? { audio: { track: tone, origin: 'screenAudio', owned: true } } : {}),
  };
}

async function chosen(
  devices: MediaDevices,
  sourceID: string | undefined,
  video: MediaTrackConstraints,
  audio: MediaTrackConstraints | false,
): Promise<MediaStream> {
  try {
    // Electron: the app has shown its own picker and names the source.
    if (sourceID) {
      const mandatory = { chromeMediaSource: 'desktop', chromeMediaSourceId: sourceID };
      return await devices.getUserMedia({
        video: { mandatory } as MediaTrackConstraints,
        audio: audio ? ({ mandatory: { chromeMediaSource: 'desktop' } } as MediaTrackConstraints) : false,
      });
    }
    if (typeof devices.getDisplayMedia !== 'function') throw new RtcError('SCREEN_NOT_SUPPORTED');
    return await devices.getDisplayMedia({ video, audio });
  } catch (error) {
    throw captureFailure(error, 'screen');
  }
}

async function cropTo(track: Croppable, element: HTMLElement): Promise<void> {
  if (typeof CropTarget === 'undefined' || !track.cropTo) return;
  try {
    await track.cropTo(await CropTarget.fromElement(element));
  } catch {
    // Only the own tab can be cropped; anything else is shared as it is.
  }
}
