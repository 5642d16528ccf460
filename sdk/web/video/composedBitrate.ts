/** What apps want composed streams to be sent with, kbit/s. */
const bitrates = new WeakMap<object, number>();

export function rememberBitrate(stream: MediaStream, kbps: number | undefined): void {
  if (kbps !== undefined) bitrates.set(stream, kbps);
}

/** The bitrate that goes with a custom source: undefined for one that no compositor of ours has made, or said nothing of. */
export function composedBitrate(source: unknown): number | undefined {
  return typeof source === 'object' && source !== null ? bitrates.get(source) : undefined;
}
