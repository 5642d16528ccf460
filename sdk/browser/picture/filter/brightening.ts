/** A picture whose mean luminance (0–1, as coded) is below this is dark; a brightened one comes near it. */
const BRIGHT_ENOUGH = 0.42;
/** Below it noise is all there is to brighten. */
const STRONGEST = 0.4;
const DARKEST = 0.01;
/** Part of the way that is gone at each measurement, so that a lamp switched on does not make the picture jump. */
const STEP = 0.3;

/** The exponent (at most 1, which changes nothing) that lifts a picture of this mean luminance to a bright one. */
export function exponentFor(mean: number): number {
  if (!(mean < BRIGHT_ENOUGH)) return 1;
  return Math.max(STRONGEST, Math.log(BRIGHT_ENOUGH) / Math.log(Math.max(DARKEST, mean)));
}

/** The next exponent on the way from one to another. */
export function glide(from: number, to: number): number {
  return Math.abs(to - from) < 0.01 ? to : from + (to - from) * STEP;
}

/** Mean luminance (BT.601, 0–1) of RGBA pixels. */
export function meanLuminance(pixels: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  }
  return sum / (Math.max(1, pixels.length / 4) * 255);
}
