import { frameReader, framesCanBeRead } from '@liuyun/browser/picture/pumps/frameReader';
import type { Opened, PictureShape } from '@liuyun/core/native/Machine';
import { cutPicture } from './cutPicture.ts';

/** A captured picture, mirrored or smaller, frame by frame. The captured track stays the caller's. */
export function shapePicture(
  track: MediaStreamTrack,
  shape: PictureShape,
): (Opened & { setShape(shape: PictureShape): void }) | undefined {
  if (!framesCanBeRead()) return undefined;
  const pump = frameReader();
  const { canvas } = pump;
  const context = (canvas as OffscreenCanvas).getContext('2d', { alpha: false });
  if (!context) {
    pump.stop();
    return undefined;
  }
  let wish = shape;
  pump.read(track, (picture, width, height) => {
    if (width === 0 || height === 0) return false;
    const { cut, size } = cutPicture({ width, height }, wish);
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
    context.setTransform(wish.mirror ? -1 : 1, 0, 0, 1, wish.mirror ? size.width : 0, 0);
    context.drawImage(picture as CanvasImageSource, cut.x, cut.y, cut.width, cut.height, 0, 0, size.width, size.height);
    return true;
  });
  return {
    track: pump.track,
    setShape: (changed) => {
      wish = changed;
    },
    stop: () => pump.stop(),
  };
}
