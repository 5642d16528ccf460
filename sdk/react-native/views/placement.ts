/** Pixels, of the screen or of the picture. */
export type Size = { width: number; height: number };

/**
 * Where a picture lies in its view to fill it by stretching: as wide as the view, in its own shape, then pulled to the edges.
 * Undefined where that is the view's own place, or not known yet.
 */
export function placement(view: Size | undefined, picture: Size | undefined) {
  if (!view || !picture || !(view.width > 0) || !(view.height > 0)) return undefined;
  const height = (view.width * picture.height) / picture.width;
  if (Math.abs(height - view.height) < 1) return undefined;
  return {
    position: 'absolute',
    left: 0,
    top: (view.height - height) / 2,
    width: view.width,
    height,
    transform: [{ scaleY: view.height / height }],
  } as const;
}
