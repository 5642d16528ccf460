import type { Flow } from './FlowWatch.ts';

/** Of the small packets by which it is judged whether more are due: reports about what is sent. */
const REPORT_BYTES = 60;

/**
 * Adds up what all candidate pairs of a connection have received: pairs come and go with every ICE restart, so only
 * growth counts. Undefined where the browser tells nothing of it.
 */
export class ReceivedPackets {
  readonly #last = new Map<string, number>();
  #total = 0;

  add(stats: RTCStatsReport): Flow | undefined {
    let counted: boolean | undefined;
    let rttMs = 0;
    stats.forEach((one: Record<string, unknown>) => {
      if (one.type !== 'candidate-pair') return;
      // Firefox counts bytes only. Data and answers to checks are counted apart (W3C webrtc-stats, RTCIceCandidatePairStats).
      const bytes = numberOf(one.bytesReceived);
      const media = numberOf(one.packetsReceived) ?? (bytes === undefined ? undefined : bytes / REPORT_BYTES);
      counted = media !== undefined;
      if (media === undefined) return;
      const now = media + (numberOf(one.responsesReceived) ?? 0);
      const id = String(one.id);
      this.#total += Math.max(0, now - (this.#last.get(id) ?? 0));
      this.#last.set(id, now);
      rttMs = Math.max(rttMs, one.nominated ? 1_000 * (numberOf(one.currentRoundTripTime) ?? 0) : 0);
    });
    // Without any pair there is nothing to count yet.
    return counted === false ? undefined : { packets: this.#total, rttMs };
  }
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
