import { RtcError } from '@liuyun/protocol/errors';
import { numberUpTo, objectOf } from './configs.ts';

/** How a picture lies in its view (ZegoViewMode): whole with bars (0), filling it and cut (1), stretched (2). */
export type ViewMode = 0 | 1 | 2;

/** What every platform's ZegoView says; `fields` has the one that names the place. */
export type ViewFields = { fields: Record<string, unknown>; mode: ViewMode; background: string };

/** A ZegoView, checked; undefined where there is none. The background is `#rrggbb`. INPUT_PARAM for anything else. */
export function viewFieldsOf(given: unknown): ViewFields | undefined {
  if (given === undefined || given === null) return undefined;
  const fields = objectOf(given, 'view');
  const mode = numberUpTo(2, fields.viewMode ?? 0, 'view.viewMode') as ViewMode;
  const colour = fields.backgroundColor ?? 0;
  if (typeof colour !== 'number' || !(colour >= 0 && colour <= 0xffff_ffff))
    throw new RtcError('INPUT_PARAM', 'view.backgroundColor');
  return { fields, mode, background: `#${(Math.trunc(colour) & 0xff_ff_ff).toString(16).padStart(6, '0')}` };
}
