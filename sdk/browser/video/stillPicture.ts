import { RtcError } from '@liuyun/protocol/errors';

/** Often enough for somebody who comes later, seldom enough to cost nothing. */
const FRAMES_PER_SECOND = 5;
const LONGEST_SIDE = 1280;

/** A video track that shows a picture file until it is stopped. */
export type StillPicture = { track: MediaStreamTrack; stop(): void };

/** INPUT_PARAM for an address under which there is no picture that may be used (another origin has to allow it: CORS). */
export async function stillPicture(path: unknown): Promise<StillPicture> {
  if (typeof path !== 'string' || path === '') throw new RtcError('INPUT_PARAM', 'filePath');
  const image = Object.assign(new Image(), { crossOrigin: 'anonymous', src: path });
  try {
    await image.decode();
  } catch (error) {
    throw new RtcError('INPUT_PARAM', 'there is no picture under filePath', { cause: error });
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
  const size = { width: even(image.naturalWidth), height: even(image.naturalHeight) };
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (!context) throw new RtcError('BROWSER_NOT_SUPPORTED', 'no canvas');
  const draw = () => context.drawImage(image, 0, 0, size.width, size.height);
  draw();
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (!track) throw new RtcError('BROWSER_NOT_SUPPORTED', 'a canvas cannot be captured');
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const stop = () => {
    clearInterval(timer);
    track.stop();
  };
  return { track, stop };
}
