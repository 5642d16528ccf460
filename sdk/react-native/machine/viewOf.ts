import { objectOf } from '@liuyun/core/native/configs';
import { RtcError } from '@liuyun/protocol/errors';

/** A place of the app's for a picture, checked. */
export type PhoneView = { reactTag: number; fit: 'contain' | 'cover'; background: number };

/** ZegoViewMode.AspectFit shows the whole picture; the others fill the view (a native view cannot stretch). */
const ASPECT_FIT = 0;
const MODES = [0, 1, 2];

/** What an app gave as a ZegoView, or nothing; INPUT_PARAM for anything else. */
export function viewOf(given: unknown): PhoneView | undefined {
  if (given === undefined || given === null) return undefined;
  const { reactTag, viewMode = ASPECT_FIT, backgroundColor = 0 } = objectOf(given, 'view');
  // A view that is not mounted has no tag: findNodeHandle says null.
  if (!Number.isInteger(reactTag)) throw new RtcError('INPUT_PARAM', 'view: reactTag');
  if (!MODES.includes(viewMode as number)) throw new RtcError('INPUT_PARAM', 'view: viewMode');
  if (typeof backgroundColor !== 'number') throw new RtcError('INPUT_PARAM', 'view: backgroundColor');
  return { reactTag: reactTag as number, fit: viewMode === ASPECT_FIT ? 'contain' : 'cover', background: backgroundColor };
}
