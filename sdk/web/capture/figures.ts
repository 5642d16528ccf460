import { RtcError } from '@liuyun/protocol/errors';

const BOUNDS = ['exact', 'ideal', 'max', 'min'];

/** A width, height or frame rate as documented: a number above 0, or bounds that are. INPUT_PARAM for anything else. */
export function checkFigure(figure: unknown, name: string): void {
  if (figure === undefined || isFigure(figure)) return;
  const bounds = typeof figure === 'object' && figure !== null ? Object.entries(figure) : [];
  const given = bounds.filter(([, value]) => value !== undefined);
  const fine = given.length > 0 && given.every(([bound, value]) => BOUNDS.includes(bound) && isFigure(value));
  if (!fine) throw new RtcError('INPUT_PARAM', `${name}: a number above 0, or {exact, ideal, max, min}`);
}

/** Of forms they come as text, which browsers take. */
function isFigure(value: unknown): boolean {
  const figure = typeof value === 'string' ? Number(value) : value;
  return typeof figure === 'number' && figure > 0 && Number.isFinite(figure);
}
