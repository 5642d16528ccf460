import { viewFieldsOf } from '@liuyun/core/native/viewFields';
import { RtcError } from '@liuyun/protocol/errors';

/** Whole picture (contain), whole place (cover), or both by stretching (fill). */
export type Fit = 'contain' | 'cover' | 'fill';

/** A place of the app's for a picture, checked. */
export type PhoneView = { reactTag: number; fit: Fit; background: string };

/** By ZegoViewMode: AspectFit, AspectFill, ScaleToFill. */
const fits = ['contain', 'cover', 'fill'] as const;

/** What an app gave as a ZegoView, or nothing; INPUT_PARAM for anything else. */
export function viewOf(given: unknown): PhoneView | undefined {
  const view = viewFieldsOf(given);
  if (!view) return undefined;
  const { reactTag } = view.fields;
  // A view that is not mounted has no tag: findNodeHandle says null.
  if (!Number.isInteger(reactTag)) throw new RtcError('INPUT_PARAM', 'view.reactTag');
  return { reactTag: reactTag as number, fit: fits[view.mode], background: view.background };
}
