import { objectOf } from '@liuyun/core/native/configs';
import { RtcError } from '@liuyun/protocol/errors';

/** Whole picture (contain), whole place (cover), or both by stretching (fill). */
export type Fit = 'contain' | 'cover' | 'fill';

/** A place of the app's for a picture, checked. */
export type PhoneView = { reactTag: number; fit: Fit; background: number };

/** By ZegoViewMode: AspectFit, AspectFill, ScaleToFill. */
const fits: readonly Fit[] = ['contain', 'cover', 'fill'];

/** What an app gave as a ZegoView, or nothing; INPUT_PARAM for anything else. */
export function viewOf(given: unknown): PhoneView | undefined {
  if (given === undefined || given === null) return undefined;
  const { reactTag, viewMode = 0, backgroundColor = 0 } = objectOf(given, 'view');
  // A view that is not mounted has no tag: findNodeHandle says null.
  if (!Number.isInteger(reactTag)) throw new RtcError('INPUT_PARAM', 'view: reactTag');
  const fit = fits[viewMode as number];
  if (!fit) throw new RtcError('INPUT_PARAM', 'view: viewMode');
  if (typeof backgroundColor !== 'number') throw new RtcError('INPUT_PARAM', 'view: backgroundColor');
  return { reactTag: reactTag as number, fit, background: backgroundColor };
}
