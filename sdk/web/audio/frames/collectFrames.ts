export type Samples = Float32Array | Int16Array;

/**
 * Joins blocks of samples (one array per channel) into frames of `size` samples and hands each over once it is full.
 * Its source text runs in an AudioWorklet, so it must not use anything from outside itself.
 */
export function collectFrames(
  size: number,
  sixteenBits: boolean,
  full: (channels: Samples[]) => void,
): (block: readonly Float32Array[]) => void {
  let channels: Samples[] = [];
  let filled = 0;
  const begin = (count: number) => {
    channels = Array.from({ length: count }, () => (sixteenBits ? new Int16Array(size) : new Float32Array(size)));
    filled = 0;
  };
  const put = (to: Samples, from: Float32Array, start: number, length: number) => {
    if (!sixteenBits) return to.set(from.subarray(start, start + length), filled);
    for (let i = 0; i < length; i++) {
      const sample = Math.max(-1, Math.min(1, from[start + i] ?? 0));
      to[filled + i] = Math.round(sample < 0 ? sample * 32_768 : sample * 32_767);
    }
  };
  return (block) => {
    const samples = block[0]?.length ?? 0;
    for (let start = 0; start < samples; ) {
      // A frame keeps the channels that it began with.
      if (filled === 0) begin(block.length);
      const length = Math.min(size - filled, samples - start);
      for (const [index, channel] of channels.entries()) {
        const from = block[index] ?? block[0];
        if (from) put(channel, from, start, length);
      }
      start += length;
      filled += length;
      if (filled < size) continue;
      full(channels);
      filled = 0;
    }
  };
}
