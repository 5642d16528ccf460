import type { DataDelivery, Tuning } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import { PLAYS_PER_SESSION } from '@liuyun/protocol/limits';

const SHORTEST_QUALITY_MS = 1000;

/** Whether views are emptied when their stream stops: of played streams, and of own ones. */
export type LastFrames = { playClear: boolean; previewClear: boolean };

/** `playClearLastFrame` and `previewClearLastFrame` of `setEngineConfig`, over what held so far. */
export function lastFramesOf(config: unknown, last: LastFrames): LastFrames {
  const { playClearLastFrame, previewClearLastFrame } = (config ?? {}) as Record<string, unknown>;
  return {
    playClear: flag(playClearLastFrame, 'playClearLastFrame') ?? last.playClear,
    previewClear: flag(previewClearLastFrame, 'previewClearLastFrame') ?? last.previewClear,
  };
}

/** `pauseHiddenVideo` of `setEngineConfig`, an addition of ours, over what held so far. */
export function pausesHiddenOf(config: unknown, last: boolean): boolean {
  return flag(((config ?? {}) as Record<string, unknown>).pauseHiddenVideo, 'pauseHiddenVideo') ?? last;
}

/** `maxChannels` of `setEngineConfig`: how many streams may be played at once, over what held so far. */
export function mostPlaysOf(config: unknown, last: number): number {
  const { maxChannels } = (config ?? {}) as Record<string, unknown>;
  if (maxChannels === undefined) return last;
  const fine = Number.isInteger(maxChannels) && (maxChannels as number) >= 1 && (maxChannels as number) <= PLAYS_PER_SESSION;
  if (!fine) throw new RtcError('INPUT_PARAM', 'maxChannels');
  return maxChannels as number;
}

/** `switchRoomNotStopPlay` of `setEngineConfig`: whether what is played goes on over `switchRoom`, over what held so far. */
export function keepsPlaysOf(config: unknown, last: boolean): boolean {
  return flag(((config ?? {}) as Record<string, unknown>).switchRoomNotStopPlay, 'switchRoomNotStopPlay') ?? last;
}

/** `ipStackMode`: 0 IPv4 alone, 1 IPv4 first, 2 IPv6 first. */
const ipStacks: { readonly [mode: number]: NonNullable<Tuning['ipStack']> } = { 0: 'ipv4', 1: 'ipv4First', 2: 'ipv6First' };
/** Beyond these a packet is as good as kept; the original passes over them, too. */
const LONGEST_LIFE_MS = 4999;
const MOST_RETRANSMITS = 49;

/** `datachannelOption`: unordered, a packet may be given up after a time or, without one, after a number of retransmissions. */
function deliveryOf(option: unknown): DataDelivery {
  if (typeof option !== 'object' || option === null) throw new RtcError('INPUT_PARAM', 'datachannelOption');
  const { ordered, maxPacketLifeTime, maxRetransmits } = option as Record<string, unknown>;
  if (flag(ordered, 'ordered') !== false) return { ordered: true };
  const life = whole(maxPacketLifeTime, 'maxPacketLifeTime', LONGEST_LIFE_MS);
  const retransmits = whole(maxRetransmits, 'maxRetransmits', MOST_RETRANSMITS);
  if (life !== undefined) return { ordered: false, maxPacketLifeTime: life };
  return { ordered: false, ...(retransmits === undefined ? {} : { maxRetransmits: retransmits }) };
}

function whole(value: unknown, key: string, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > most) throw new RtcError('INPUT_PARAM', key);
  return value as number;
}

function flag(value: unknown, key: string): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') throw new RtcError('INPUT_PARAM', key);
  return value;
}

/** Documented keys of `setEngineConfig` → the core's tuning. Unknown keys are ignored; `tcpOnly` is an addition of ours. */
export function tuningOf(config: unknown): Partial<Tuning> {
  if (typeof config !== 'object' || config === null) throw new RtcError('INPUT_PARAM', 'config');
  const given = config as Record<string, unknown>;
  const tuning: Partial<Tuning> = {};
  const seconds = (key: string) => positive(given[key], key, 0) * 1000;
  const quality = (key: string) => positive(given[key], key, SHORTEST_QUALITY_MS);
  if (given.roomRetryTime !== undefined) tuning.roomRetryMs = seconds('roomRetryTime');
  if (given.streamRetryTime !== undefined) tuning.streamRetryMs = seconds('streamRetryTime');
  if (given.publishQualityInterval !== undefined) tuning.publishQualityMs = quality('publishQualityInterval');
  if (given.playQualityInterval !== undefined) tuning.playQualityMs = quality('playQualityInterval');
  const tcpOnly = flag(given.tcpOnly, 'tcpOnly');
  if (tcpOnly !== undefined) tuning.tcpOnly = tcpOnly;
  if (given.ipStackMode !== undefined) {
    const ipStack = ipStacks[given.ipStackMode as number];
    if (!ipStack) throw new RtcError('INPUT_PARAM', 'ipStackMode');
    tuning.ipStack = ipStack;
  }
  if (given.datachannelOption !== undefined) tuning.dataDelivery = deliveryOf(given.datachannelOption);
  return tuning;
}

function positive(value: unknown, key: string, least: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) throw new RtcError('INPUT_PARAM', key);
  return value;
}
