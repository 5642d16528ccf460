import type { StatsRecord } from './stats.ts';

/** The level of a sender's source ('media-source') or of what a receiver got ('inbound-rtp'), 0–1 of the highest amplitude. */
export async function soundLevel(
  measured: { readonly closed: boolean; getStats(): Promise<RTCStatsReport> } | undefined,
  type: 'media-source' | 'inbound-rtp',
): Promise<number> {
  if (!measured || measured.closed) return 0;
  let level = 0;
  try {
    const report = (await measured.getStats()) as { forEach(visit: (record: StatsRecord) => void): void };
    report.forEach((record) => {
      if (record.type === type && typeof record.audioLevel === 'number') level = Math.max(level, record.audioLevel);
    });
  } catch {
    // It was closed meanwhile.
  }
  return Number.isFinite(level) ? Math.min(1, level) : 0;
}
