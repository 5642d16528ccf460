/** Milliseconds of a pause; most are short, one in four is as long as a busy machine stands still at times. */
export type Pauses = (most: number) => number;

/** `LIUYUN_HESITATE=<number>`: what makes the pauses of this run differ from another's; undefined where nobody is to hesitate. */
export function hesitationSeed(): number | undefined {
  const seed = Number.parseInt(process.env.LIUYUN_HESITATE ?? '', 10);
  return Number.isNaN(seed) ? undefined : seed;
}

/** What a Node process is started with to hesitate as this run does: nothing, where nobody is to. */
export function hesitantFlags(): string[] {
  return hesitationSeed() === undefined ? [] : ['--import', new URL('./sockets.ts', import.meta.url).href];
}

/** Pauses by chance, the same ones for a seed (mulberry32). Also runs in pages: it uses nothing from outside itself. */
export function pausesOf(seed: number): Pauses {
  let state = seed >>> 0;
  const chance = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return (most) => chance() * (chance() < 0.25 ? most : most / 8);
}
