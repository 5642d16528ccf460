/** How new pictures have to follow each other to be a moving picture, ms. */
export type Flow = {
  /** The first six come within this. */
  firstMs: number;
  /** Afterwards no two of them are further apart … */
  gapMs: number;
  /** … for this long. */
  goesOnMs: number;
};

export const GOOD_LINE: Flow = { firstMs: 700, gapMs: 700, goesOnMs: 2_000 };
/** Pictures of a call that merely lives. */
export const BAD_LINE: Flow = { firstMs: 1_500, gapMs: 1_500, goesOnMs: 2_000 };

/**
 * The moment from which a moving picture was seen after `since`, by when its pictures were shown; undefined if it was not seen, or
 * its next two seconds are not over at `now`. A single picture that is followed by none is the last one of before, shown again; a few
 * that come together and are followed by none had waited somewhere.
 */
export function flowingFrom(
  shown: readonly number[],
  { since, now, ...flow }: Flow & { since: number; now: number },
): number | undefined {
  const { firstMs, gapMs, goesOnMs } = flow;
  const later = shown.filter((at) => at > since);
  return later.find((at, index) => {
    if (at + goesOnMs > now || (later[index + 5] ?? Number.POSITIVE_INFINITY) - at >= firstMs) return false;
    const following = later.slice(index).filter((one) => one <= at + goesOnMs);
    return [...following.slice(1), at + goesOnMs].every((one, next) => one - (following[next] ?? at) <= gapMs);
  });
}

/** Which part of a time nothing new was shown for longer than `gapMs` in one go, 0–1; also of a gap that is not over, or begun before. */
export function frozenPart(
  shown: readonly number[],
  { from, to, gapMs = 500 }: { from: number; to: number; gapMs?: number },
): number {
  const before = shown.filter((at) => at <= from).at(-1) ?? from;
  const within = shown.filter((at) => at > from && at <= to);
  const after = shown.find((at) => at > to) ?? to;
  let frozen = 0;
  let last = before;
  for (const at of [...within, after]) {
    if (at - last > gapMs) frozen += Math.min(at, to) - Math.max(last, from);
    last = at;
  }
  return frozen / (to - from);
}
