type Size = { width: number; height: number };

/**
 * Which part of a picture is sent, and in which size: the middle, in the proportions that are wished for, and never bigger
 * than it is. Sizes of 0 leave it as it is; a picture that stands upright is sent upright. Sides are even, as encoders want them.
 */
export function cutPicture(picture: Size, wish: Size): { cut: Size & { x: number; y: number }; size: Size } {
  const whole = { cut: { x: 0, y: 0, ...sized(picture) }, size: evenly(picture) };
  if (wish.width === 0 || wish.height === 0) return whole;
  const upright = picture.height > picture.width !== wish.height > wish.width;
  const { width, height } = upright ? { width: wish.height, height: wish.width } : wish;
  // How much bigger than wished for the picture is where it is tightest.
  const scale = Math.min(picture.width / width, picture.height / height);
  const cut = { width: width * scale, height: height * scale };
  const shrink = Math.max(1, scale);
  return {
    cut: { x: (picture.width - cut.width) / 2, y: (picture.height - cut.height) / 2, ...cut },
    size: evenly({ width: cut.width / shrink, height: cut.height / shrink }),
  };
}

const sized = ({ width, height }: Size): Size => ({ width, height });
const even = (side: number) => Math.max(2, 2 * Math.round(side / 2));
const evenly = ({ width, height }: Size): Size => ({ width: even(width), height: even(height) });
