import { snapshot } from '@liuyun/browser/views/snapshot';

/** A track that shows nothing for so long is taken for one without a picture. */
const PATIENCE_MS = 3_000;

/** The picture that a track shows now, as base64 of a PNG, without a view; '' where none comes. */
export async function stillOf(track: MediaStreamTrack): Promise<string> {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, autoplay: true });
  const seen = new Promise<void>((resolve) => {
    video.addEventListener('loadeddata', () => resolve(), { once: true });
    setTimeout(resolve, PATIENCE_MS);
  });
  video.srcObject = new MediaStream([track]);
  // It ends when the picture is taken.
  video.play()?.catch(() => undefined);
  await seen;
  const picture = snapshot(video).replace(/^data:[^,]*,/, '');
  video.srcObject = null;
  return picture;
}
