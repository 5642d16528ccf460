/** What has been received until then. */
export type Received = { at: number; receivedVideoBytes: number };

/** kbit/s. */
export const kbpsBetween = (first: Received, last: Received): number =>
  ((last.receivedVideoBytes - first.receivedVideoBytes) * 8) / (last.at - first.at);

/** When the first `forMs` with this bitrate began, by samples in order; undefined as long as there were none. */
export function reachedFrom(
  samples: readonly Received[],
  { kbps, since, forMs }: { kbps: number; since: number; forMs: number },
): number | undefined {
  const later = samples.filter(({ at }) => at >= since);
  const first = later.find((one) => {
    const last = later.find(({ at }) => at >= one.at + forMs);
    return last && kbpsBetween(one, last) >= kbps;
  });
  return first?.at;
}
