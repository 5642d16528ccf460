let canvas: HTMLCanvasElement | undefined;

/**
 * Whether a page may read what an image shows. Of another origin it may not, unless that allows it (CORS): a canvas on which
 * such an image is drawn is never captured again.
 */
export function isReadable(image: HTMLImageElement): boolean {
  canvas ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  try {
    context?.drawImage(image, 0, 0, 1, 1, 0, 0, 1, 1);
    context?.getImageData(0, 0, 1, 1);
    return true;
  } catch {
    canvas = undefined;
    return false;
  }
}
