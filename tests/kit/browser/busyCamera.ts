const WIDTH = 640;
const HEIGHT = 480;
const RATE = 20;
/** Repeated without a jump: everything in it is back where it began. */
const FRAMES = 80;
/** How far the structure moves, pixels: further, and a hurried encoder takes it for a new scene each second. */
const REACH = { x: 6, y: 4 };
/** Like the grain of a small sensor in a room: ± this much brightness, of 255. */
const GRAIN = 6;

/**
 * A picture that takes all the bitrate it is given, as a video file that Chromium repeats as a camera: fine structure that
 * moves, and grain. The browser's own moving disc fills about 370 kbit/s at this size, and a line that is narrower than what
 * somebody wants to send does nothing to it. Y4M, 4:2:0.
 */
export function busyPicture(): Buffer {
  const luma = WIDTH * HEIGHT;
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`);
  const mark = Buffer.from('FRAME\n');
  const file = Buffer.alloc(header.length + FRAMES * (mark.length + luma * 1.5), 128);
  file.set(header);
  const random = generator(1);
  const wide = WIDTH + 2 * REACH.x;
  const structure = draw(wide, HEIGHT + 2 * REACH.y, random);
  const grain = Int8Array.from({ length: 1 << 20 }, () => Math.round((2 * random() - 1) * GRAIN));
  for (let frame = 0; frame < FRAMES; frame++) {
    let at = header.length + frame * (mark.length + luma * 1.5);
    file.set(mark, at);
    at += mark.length;
    const turn = (2 * Math.PI * frame) / FRAMES;
    const [left, top] = [Math.round(REACH.x * (1 + Math.sin(turn))), Math.round(REACH.y * (1 + Math.cos(turn)))];
    let speck = Math.floor(random() * grain.length);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        file[at++] = (structure[(top + y) * wide + left + x] ?? 0) + (grain[speck++ & (grain.length - 1)] ?? 0);
      }
    }
  }
  return file;
}

/** Waves of all sizes and directions, the finer the weaker, as in a photograph; brightness 40–215. */
function draw(width: number, height: number, random: () => number): Uint8Array {
  const waves = Array.from({ length: 20 }, (_, index) => {
    const length = 6 * 1.25 ** index;
    const direction = 2 * Math.PI * random();
    const turns = (2 * Math.PI) / length;
    return {
      x: turns * Math.cos(direction),
      y: turns * Math.sin(direction),
      phase: 2 * Math.PI * random(),
      weight: length ** 0.5,
    };
  });
  const most = waves.reduce((sum, { weight }) => sum + weight, 0) / 2;
  const picture = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = waves.reduce((sum, wave) => sum + wave.weight * Math.sin(wave.x * x + wave.y * y + wave.phase), 0) / most;
      picture[y * width + x] = 128 + 87 * Math.max(-1, Math.min(1, value));
    }
  }
  return picture;
}

/** 0–1, the same in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
