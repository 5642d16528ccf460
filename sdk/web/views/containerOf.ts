import { RtcError } from '@liuyun/protocol/errors';

/** A container given as an element or by its ID; a leading '#' is forgiven. */
export function containerOf(container: unknown): HTMLElement {
  if (container instanceof HTMLElement) return container;
  if (typeof container === 'string') {
    const element = document.getElementById(container) ?? document.getElementById(container.replace(/^#/, ''));
    if (element) return element;
  }
  throw new RtcError('INPUT_PARAM', 'container: no such element');
}
