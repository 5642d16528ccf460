/** What a receiver reports of a stream (RFC 3550 §6.4.1): 256ths lost since its last report, and a round trip, ms, once there has been a report. */
export type ReceiverReport = { fractionLost: number; roundTripTime?: number };

/** Feedback that names this much more than receivers do counts packets that only come late. */
const MUCH_MORE = 2;

/**
 * Which part of the packets is lost on the way to a player, 0–1; undefined where nothing is known. Transport-wide feedback knows it
 * first, but takes what has not come yet for lost: on a line with much jitter that is a third of everything. Receivers count
 * what came in the end.
 */
export function lostPart(feedback: number | undefined, reports: readonly ReceiverReport[]): number | undefined {
  const told = reports.filter(({ roundTripTime }) => roundTripTime);
  if (feedback === undefined || told.length === 0) return feedback;
  const reported = Math.max(...told.map(({ fractionLost }) => fractionLost / 256));
  return feedback > MUCH_MORE * reported ? reported : feedback;
}
