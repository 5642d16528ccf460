import { type Picture, pngOf } from './desktop.ts';

/** A picture no bigger than this, in its own proportions; as it is where it fits, is empty or cannot be drawn. */
export async function fitPicture(picture: Picture, most: { width: number; height: number }): Promise<Picture> {
  const { width, height, buffer } = picture;
  const scale = Math.min(most.width / width, most.height / height);
  if (buffer === '' || !(scale > 0) || scale >= 1 || typeof Image !== 'function') return picture;
  const image = Object.assign(new Image(), { src: `data:image/png;base64,${buffer}` });
  try {
    await image.decode();
  } catch {
    return picture;
  }
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const canvas = Object.assign(document.createElement('canvas'), { width: side(width), height: side(height) });
  const context = canvas.getContext('2d');
  if (!context) return picture;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return pngOf(canvas.toDataURL('image/png').replace(/^data:[^,]*,/, ''));
}
