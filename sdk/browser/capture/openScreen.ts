import { RtcError } from '@liuyun/protocol/errors';
import type { Captured } from './Captured.ts';
import { mediaDevices } from './captureDevices.ts';
import { captureFailure } from './captureErrors.ts';

/** Chromium's Region Capture (W3C), not in the DOM typings yet. */
type Croppable = MediaStreamTrack & { cropTo?(target: unknown): Promise<void> };
declare const CropTarget: { fromElement(element: HTMLElement): Promise<unknown> } | undefined;

/** What of a screen is wanted. `sourceID` is what an app inside Electron has let its user pick. */
export type ScreenWish = {
  video: MediaTrackConstraints;
  audio: MediaTrackConstraints | false;
  sourceID?: string | undefined;
  /** The part of the own page that is shared, where that page is. */
  element?: HTMLElement | undefined;
};

/** What the user chooses to share, with its sound where that is wanted and the browser offers it. */
export async function openScreen(wish: ScreenWish): Promise<{ video: Captured; audio?: Captured }> {
  const stream = await chosen(mediaDevices(), wish);
  const [picture] = stream.getVideoTracks();
  const [tone] = stream.getAudioTracks();
  if (!picture) throw new RtcError('SCREEN_FAILED', 'no picture was shared');
  if (wish.element) await cropTo(picture, wish.element);
  return {
    // Electron's way takes no such wishes.
    video: { track: picture, origin: 'screen', owned: true, constraints: wish.sourceID ? {} : wish.video },
    ...(tone ? { audio: { track: tone, origin: 'screenAudio', owned: true } } : {}),
  };
}

async function chosen(devices: MediaDevices, { sourceID, video, audio }: ScreenWish): Promise<MediaStream> {
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
