/**
 * What the page tells of an element: `near` is in the viewport or a quarter of it away. Sizes are device pixels, 0 × 0 before
 * they are measured. `natural`: it is as big as its picture, or has none yet, so its size says nothing about the place.
 */
export type Seen = { near: boolean; width: number; height: number; natural: boolean };

/** How far outside the viewport an element still counts as seen: scrolled to, its picture should be there already. */
const MARGIN = '25%';

/** Watches where an element is and how big; tells changes. Without the browser's observers it stays near for ever. */
export class Sight {
  readonly #element: HTMLVideoElement;
  readonly #changed: () => void;
  readonly #observers: { disconnect(): void }[] = [];
  #near = true;
  /** Whether it has been near since it is watched, as the browser says. */
  #everNear = false;
  #size = { width: 0, height: 0 };
  #cssWidth = 0;

  constructor(element: HTMLVideoElement, changed: () => void) {
    this.#element = element;
    this.#changed = changed;
    element.addEventListener('enterpictureinpicture', changed);
    element.addEventListener('leavepictureinpicture', changed);
    if (typeof IntersectionObserver !== 'undefined') {
      const observer = new IntersectionObserver((entries) => this.#moved(entries.at(-1)?.isIntersecting === true), {
        rootMargin: MARGIN,
      });
      observer.observe(element);
      this.#observers.push(observer);
    }
    if (typeof ResizeObserver !== 'undefined') {
      const observer = new ResizeObserver((entries) => this.#resized(entries.at(-1)?.contentRect));
      observer.observe(element);
      this.#observers.push(observer);
    }
  }

  get element(): HTMLVideoElement {
    return this.#element;
  }

  get seen(): Seen {
    const { videoWidth } = this.#element;
    const natural = videoWidth === 0 || Math.abs(this.#cssWidth - videoWidth) <= 1;
    return { near: this.#near || this.#elsewhere() || this.#source(), ...this.#size, natural };
  }

  end(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#element.removeEventListener('enterpictureinpicture', this.#changed);
    this.#element.removeEventListener('leavepictureinpicture', this.#changed);
  }

  #moved(near: boolean): void {
    this.#near = near;
    this.#everNear ||= near;
    this.#changed();
  }

  #resized(box: { width: number; height: number } | undefined): void {
    // Nothing is displayed: it is measured again when it is.
    if (box && box.width > 0 && box.height > 0) {
      const ratio = globalThis.devicePixelRatio ?? 1;
      this.#size = { width: box.width * ratio, height: box.height * ratio };
      this.#cssWidth = box.width;
    }
    this.#changed();
  }

  /** In a window of its own, or taken out of the page by the app, about which the page's viewport says nothing. */
  #elsewhere(): boolean {
    const { pictureInPictureElement } = document;
    if (pictureInPictureElement != null && pictureInPictureElement === this.#element) return true;
    return !this.#element.isConnected || this.#element.ownerDocument !== document;
  }

  /** Never seen, and nowhere that one could scroll to: the app draws it on a canvas, perhaps. */
  #source(): boolean {
    if (this.#everNear) return false;
    const { width, height, right, bottom } = this.#element.getBoundingClientRect();
    return width <= 1 || height <= 1 || right + scrollX <= 0 || bottom + scrollY <= 0;
  }
}
