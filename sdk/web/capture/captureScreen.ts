import type { Captured } from '@liuyun/browser/capture/Captured';
import { openScreen } from '@liuyun/browser/capture/openScreen';
import type { ZegoCaptureScreenAudio, ZegoCaptureScreenVideo } from '../types/capture.ts';
import { screenConstraints } from './constraints.ts';

/** What the user chooses to share, with its sound where `audio` is given and the browser offers it. */
export function captureScreen(
  video: ZegoCaptureScreenVideo,
  audio: ZegoCaptureScreenAudio | undefined,
): Promise<{ video: Captured; audio?: Captured }> {
  return openScreen({
    video: screenConstraints(video).constraints,
    audio: audio
      ? {
          noiseSuppression: audio.ANS ?? false,
          autoGainControl: audio.AGC ?? false,
          echoCancellation: audio.AEC ?? true,
        }
      : false,
    sourceID: video.sourceID,
    element: video.captureElement,
  });
}
