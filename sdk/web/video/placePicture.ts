export type Box = { x: number; y: number; width: number; height: number };

/** How a picture of one size fills a box: which part of it is shown, and where. The words are those of CSS object-fit. */
export function placePicture(
  picture: { width: number; height: number },
  box: Box,
  objectFit: string | undefined,
): { from: Box; to: Box } {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  if (objectFit === 'fill') return { from: whole, to: box };
  const scales = [box.width / picture.width, box.height / picture.height];
  if (objectFit === 'cover') {
    const scale = Math.max(...scales);
    const [width, height] = [box.width / scale, box.height / scale];
    return { from: { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height }, to: box };
  }
  const scale = Math.min(...scales);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { from: whole, to: { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height } };
}
