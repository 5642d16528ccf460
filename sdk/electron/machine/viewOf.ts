import { type ViewMode, viewFieldsOf } from '@liuyun/core/native/viewFields';
import { RtcError } from '@liuyun/protocol/errors';

/** Where an app wants a picture, understood. */
export type CanvasView = { canvas: HTMLCanvasElement; mode: ViewMode; background: string };

/** The documented view; undefined where there is none. INPUT_PARAM for one without a canvas. */
export function viewOf(given: unknown): CanvasView | undefined {
  const view = viewFieldsOf(given);
  if (!view) return undefined;
  const { canvas } = view.fields;
  if (!isCanvas(canvas)) throw new RtcError('INPUT_PARAM', 'view.canvas must be a canvas element');
  return { canvas, mode: view.mode, background: view.background };
}

/** Also one of another window. */
function isCanvas(value: unknown): value is HTMLCanvasElement {
  return typeof value === 'object' && value !== null && typeof (value as HTMLCanvasElement).getContext === 'function';
}
