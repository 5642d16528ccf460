import type { Sent } from '@liuyun/protocol';
import type { PlayQuality, PublishQuality } from './QualityFigures.ts';
import { rounded } from './stats.ts';

/** The figures of a report, without what they are of. */
export type ReportFigures = Omit<NonNullable<Sent<'reportQuality'>['samples']>[number], 'streamID' | 'send' | 'age'>;
type Name = keyof ReportFigures;

/** So many digits behind the point: nobody draws more. */
const DIGITS: { readonly [N in Name]?: number } = { loss: 4, concealed: 4, jitter: 1, fps: 1, audioKbps: 1 };

/** Sums up the figures of one stream between two reports. The first ones of a connection have nothing to be compared with. */
export class Averages {
  readonly #sums = new Map<Name, { sum: number; count: number }>();
  #size: Pick<ReportFigures, 'width' | 'height'> = {};
  #first = true;
  #broken: { last: number; ms: number; times: number; lasting: boolean } | undefined;

  /** @param brokenMs since playing began; undefined without a picture */
  add({ width, height, ...figures }: ReportFigures, brokenMs?: number): void {
    const first = this.#first;
    this.#first = false;
    if (brokenMs !== undefined) this.#breaks(brokenMs);
    if (first) return;
    if (width && height) this.#size = { width, height };
    for (const [name, value] of Object.entries(figures) as [Name, number | undefined][]) {
      if (value === undefined || !Number.isFinite(value) || value < 0) continue;
      const known = this.#sums.get(name) ?? { sum: 0, count: 0 };
      this.#sums.set(name, { sum: known.sum + value, count: known.count + 1 });
    }
  }

  /** Undefined if there was nothing. Begins anew. */
  take(): ReportFigures | undefined {
    if (this.#sums.size === 0) return undefined;
    const figures: ReportFigures = { ...this.#size };
    for (const [name, { sum, count }] of this.#sums) figures[name] = rounded(sum / count, DIGITS[name] ?? 0);
    this.#sums.clear();
    if (this.#broken) {
      figures.freezeMs = Math.min(300_000, Math.round(this.#broken.ms));
      figures.freezes = this.#broken.times;
      Object.assign(this.#broken, { ms: 0, times: 0 });
    }
    return figures;
  }

  #breaks(total: number): void {
    const known = this.#broken;
    if (!known) {
      this.#broken = { last: total, ms: 0, times: 0, lasting: false };
      return;
    }
    // Playing began anew.
    const grown = total >= known.last ? total - known.last : total;
    known.last = total;
    known.ms += grown;
    if (grown > 0 && !known.lasting) known.times += 1;
    known.lasting = grown > 0;
  }
}

/** Kinds that are not there, and what the browser has not said yet, are left out. */
export function publishFigures({ video, audio, rtt }: PublishQuality): ReportFigures {
  return {
    ...(video.codec !== '' && { videoKbps: video.bitrate, fps: video.sentFps, width: video.width, height: video.height }),
    ...(audio.codec !== '' && { audioKbps: audio.bitrate }),
    loss: Math.min(1, Math.max(video.packetsLostRate, audio.packetsLostRate)),
    ...(rtt > 0 && { rtt }),
  };
}

export function playFigures({ video, audio, delay, packetsLostRate }: PlayQuality): ReportFigures {
  return {
    ...(video.codec !== '' && { videoKbps: video.bitrate, fps: video.renderedFps, width: video.width, height: video.height }),
    ...(audio.codec !== '' && { audioKbps: audio.bitrate, jitter: audio.jitter, concealed: audio.concealedRate }),
    loss: Math.min(1, packetsLostRate),
    ...(delay > 0 && { delay }),
  };
}
