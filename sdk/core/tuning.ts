import { RETRY_WINDOW_MS } from '@liuyun/protocol/limits';
import type { Tuning } from './Engine.ts';

/** The documented defaults of a Web client. */
export const DEFAULT_TUNING: Tuning = {
  roomRetryMs: RETRY_WINDOW_MS,
  streamRetryMs: RETRY_WINDOW_MS,
  publishQualityMs: 3000,
  playQualityMs: 3000,
  tcpOnly: false,
  iceServers: undefined,
  ipStack: undefined,
  dataDelivery: { ordered: true },
};

/** What a timer of JavaScript can wait: above it, it would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;
/** Samples more often than this would measure themselves. */
const SHORTEST_QUALITY_MS = 1000;

/** What holds after an app has asked for a change; what makes no sense changes nothing. */
export function tuned(now: Tuning, change: Partial<Tuning>): Tuning {
  return {
    roomRetryMs: duration(change.roomRetryMs, 0) ?? now.roomRetryMs,
    streamRetryMs: duration(change.streamRetryMs, 0) ?? now.streamRetryMs,
    publishQualityMs: duration(change.publishQualityMs, SHORTEST_QUALITY_MS) ?? now.publishQualityMs,
    playQualityMs: duration(change.playQualityMs, SHORTEST_QUALITY_MS) ?? now.playQualityMs,
    tcpOnly: change.tcpOnly ?? now.tcpOnly,
    iceServers: 'iceServers' in change ? change.iceServers : now.iceServers,
    ipStack: 'ipStack' in change ? change.ipStack : now.ipStack,
    dataDelivery: change.dataDelivery ?? now.dataDelivery,
  };
}

/** A time an app may ask for, within what is possible; undefined for what is none. */
function duration(ms: number | undefined, shortest: number): number | undefined {
  return typeof ms === 'number' && ms >= 0 ? Math.min(LONGEST_MS, Math.max(shortest, ms)) : undefined;
}
