/** Elements that stand still where what they played was stopped. */
const standing = new WeakSet<Element>();

/** Leaves an element with its last picture in its container, until another picture is seen there. */
export function leaveStanding(element: HTMLMediaElement): void {
  standing.add(element);
}

/**
 * What stands still in a container where a new picture is about to come. It is laid over the place of that, so that nothing black
 * is seen in between; clicks reach the new one.
 */
export class LastPictures {
  readonly #elements: HTMLMediaElement[];

  /** Puts the new picture's element into the container. */
  constructor(container: HTMLElement, next: HTMLElement) {
    const kept = [...container.children].filter((child) => standing.has(child)) as HTMLMediaElement[];
    const places = kept.map((element) => element.getBoundingClientRect());
    const boxes = kept.map(({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) => ({
      left: `${offsetLeft}px`,
      top: `${offsetTop}px`,
      width: `${offsetWidth}px`,
      height: `${offsetHeight}px`,
    }));
    for (const [index, { style }] of kept.entries()) {
      Object.assign(style, boxes[index], { position: 'absolute', pointerEvents: 'none' });
    }
    container.appendChild(next);
    // Only now: while the container is empty, a list that it is in may be too short to stay scrolled.
    for (const [index, element] of kept.entries()) moveTo(element, places[index] as DOMRect);
    this.#elements = kept;
  }

  /** Another picture is seen in their place, or none is to be. */
  remove(): void {
    for (const element of this.#elements) {
      standing.delete(element);
      element.srcObject = null;
      element.remove();
    }
  }

  /** No other picture came. */
  putBack(): void {
    for (const { style } of this.#elements) {
      Object.assign(style, { left: '', top: '', width: '100%', height: '100%', position: '', pointerEvents: '' });
    }
  }
}

/** Where what it is placed in is not what its offsets are from: a list that was scrolled, or a table's cell, lies in between. */
function moveTo(element: HTMLElement, place: DOMRect): void {
  const { left, top } = element.getBoundingClientRect();
  element.style.left = `${Number.parseFloat(element.style.left) + place.left - left}px`;
  element.style.top = `${Number.parseFloat(element.style.top) + place.top - top}px`;
}
