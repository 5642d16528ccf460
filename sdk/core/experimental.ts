import { RtcError } from '@liuyun/protocol/errors';
import type { Engine, Rehearsal } from './Engine.ts';

const LONGEST_WAIT_MS = 60_000;
const FASTEST_KBPS = 1_000_000;

export type ExperimentalAnswer = { method: string; scenario?: string; entries?: ReturnType<Engine['history']> };

/** `callExperimentalAPI`: `{method: 'simulateScenario', params}` or `{method: 'history'}`. INPUT_PARAM for anything else. */
export async function callExperimental(core: Engine, call: unknown): Promise<ExperimentalAnswer> {
  const { method, params } = fields(call);
  if (method === 'history') return { method, entries: core.history() };
  if (method !== 'simulateScenario') throw new RtcError('INPUT_PARAM', 'method');
  const rehearsal = rehearsalOf(fields(params));
  await core.rehearse(rehearsal);
  return { method, scenario: rehearsal.scenario };
}

function rehearsalOf({ scenario, retryAfterMs = 0, kbps }: Record<string, unknown>): Rehearsal {
  if (scenario === 'socketDrop' || scenario === 'resumeFailure' || scenario === 'workerDeath') return { scenario };
  if (scenario === 'serverLeaving') return { scenario, retryAfterMs: whole(retryAfterMs, 'retryAfterMs', LONGEST_WAIT_MS) };
  if (scenario === 'bandwidth') return { scenario, kbps: whole(kbps, 'kbps', FASTEST_KBPS) };
  throw new RtcError('INPUT_PARAM', 'scenario');
}

function whole(value: unknown, name: string, most: number): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > most) throw new RtcError('INPUT_PARAM', name);
  return value as number;
}

function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new RtcError('INPUT_PARAM', 'params');
  return value as Record<string, unknown>;
}
