import { RtcError } from '@liuyun/protocol/errors';
import type { ViewMode } from './placeView.ts';

/** Where an app wants a picture, understood. */
export type CanvasView = { canvas: HTMLCanvasElement; mode: ViewMode; background: string };

/** The documented view; undefined where there is none. INPUT_PARAM for one without a canvas. */
export function viewOf(given: unknown): CanvasView | undefined {
  if (given === undefined || given === null) return undefined;
  const { canvas, viewMode = 0, backgroundColor = 0 } = given as Record<string, unknown>;
  if (!isCanvas(canvas)) throw new RtcError('INPUT_PARAM', 'view.canvas must be a canvas element');
  const mode = viewMode ?? 0;
  if (mode !== 0 && mode !== 1 && mode !== 2) throw new RtcError('INPUT_PARAM', 'view.viewMode');
  const color = backgroundColor ?? 0;
  if (typeof color !== 'number' || !(color >= 0 && color <= 0xffff_ffff))
    throw new RtcError('INPUT_PARAM', 'view.backgroundColor');
  return { canvas, mode, background: `#${(Math.trunc(color) & 0xff_ffff).toString(16).padStart(6, '0')}` };
}

/** Also one of another window. */
function isCanvas(value: unknown): value is HTMLCanvasElement {
  return typeof value === 'object' && value !== null && typeof (value as HTMLCanvasElement).getContext === 'function';
}
