import type { Delivered } from './stats.ts';

/** By how much the server's clock is ahead of each end's, ms. */
export type ClockOffsets = { own: number; publisher: number };

/** Longer than any buffer of a live stream: one of the clocks must be wrong. */
const LONGEST_MS = 60_000;

/**
 * From the capture of a frame to its delivery, ms, with both moments on the server's clock. Undefined where somebody does
 * not tell the time, or the clocks contradict causality.
 */
export function endToEndDelay(delivered: Delivered | undefined, offsets: ClockOffsets | undefined): number | undefined {
  if (!delivered || !offsets) return undefined;
  const delay = delivered.deliveredAt + offsets.own - (delivered.capturedAt + offsets.publisher);
  return delay >= 0 && delay <= LONGEST_MS ? delay : undefined;
}

/** Milliseconds from the NTP epoch (1900), which `captureTimestamp` counts from, to that of Unix. */
const NTP_EPOCH_MS = 2_208_988_800_000;
/** A frame delivered longer ago says nothing about now. */
const FRESH_MS = 3_000;

/** What webrtc-extensions adds to RTCRtpSynchronizationSource; Chromium has it. */
type CaptureStamped = { timestamp: number; captureTimestamp?: number | undefined };

/** The capture and delivery times of the newest frame, where the publisher stamped it and the browser says. */
export function deliveredFrame(sources: readonly CaptureStamped[], now: number): Delivered | undefined {
  const newest = [...sources].sort((a, b) => b.timestamp - a.timestamp)[0];
  if (!newest || !Number.isFinite(newest.captureTimestamp) || now - newest.timestamp > FRESH_MS) return undefined;
  return { capturedAt: (newest.captureTimestamp ?? 0) - NTP_EPOCH_MS, deliveredAt: newest.timestamp };
}
