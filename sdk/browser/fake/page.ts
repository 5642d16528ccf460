import { vi } from 'vitest';

/** As much of an HTML element as the views touch. */
export class FakeElement extends EventTarget {
  readonly style: { [property: string]: string } = {};
  readonly attributes = new Map<string, string>();
  children: FakeElement[] = [];
  parentNode: FakeElement | undefined;
  textContent = '';
  className = '';
  id = '';
  focused = false;

  append(...children: FakeElement[]): void {
    for (const child of children) this.appendChild(child);
  }

  appendChild(child: FakeElement): void {
    child.remove();
    child.parentNode = this;
    this.children.push(child);
  }

  remove(): void {
    const parent = this.parentNode;
    if (parent) parent.children = parent.children.filter((child) => child !== this);
    this.parentNode = undefined;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  focus(): void {
    this.focused = true;
  }

  click(): void {
    this.dispatchEvent(new Event('click', { bubbles: true }));
  }
}

/** A media element. `page.soundAllowed` is the browser's autoplay policy, `page.mediaArrives` whether there is anything to play. */
export class FakeMediaElement extends FakeElement {
  srcObject: unknown = null;
  autoplay = false;
  muted = false;
  volume = 1;
  paused = true;
  sink = '';
  videoWidth = 0;
  videoHeight = 0;
  readonly #page: FakePage;

  constructor(page: FakePage) {
    super();
    this.#page = page;
  }

  async play(): Promise<void> {
    if (!this.muted && !this.#page.soundAllowed) throw new DOMException('play() failed', 'NotAllowedError');
    const began = this.paused;
    this.paused = false;
    if (began && this.#page.mediaArrives) this.arrive();
  }

  /** There is something to show, or to hear. */
  arrive(): void {
    for (const event of ['loadeddata', 'canplay']) this.dispatchEvent(new Event(event));
  }

  pause(): void {
    this.paused = true;
  }

  async setSinkId(id: string): Promise<void> {
    if (id === 'unknown') throw new DOMException('no such device', 'NotFoundError');
    this.sink = id;
  }

  get sinkId(): string {
    return this.sink;
  }
}

class FakeVideoElement extends FakeMediaElement {
  playsInline = false;
  isConnected = true;
  get ownerDocument(): unknown {
    return globalThis.document;
  }
  /** Where it is on the page, in the flow. */
  box = { left: 0, top: 0, width: 640, height: 360 };
  /** How far the page has scrolled what is in the flow under what is placed absolutely. */
  scrolled = { left: 0, top: 0 };
  /** Where it is in its `offsetParent`, which knows nothing of scrolling. */
  readonly offsetLeft = 3;
  readonly offsetTop = 4;
  readonly offsetWidth = 640;
  readonly offsetHeight = 360;

  getBoundingClientRect(): { [side: string]: number } {
    const { width, height } = this.box;
    const { left, top } = this.style.position === 'absolute' ? this.#placed() : this.box;
    return { left, top, width, height, right: left + width, bottom: top + height };
  }

  #placed(): { left: number; top: number } {
    const { box, scrolled, style } = this;
    return {
      left: box.left - this.offsetLeft + scrolled.left + Number.parseFloat(style.left || '0'),
      top: box.top - this.offsetTop + scrolled.top + Number.parseFloat(style.top || '0'),
    };
  }
}

/** One that cannot draw: tests that look at pictures bring their own. */
class FakeCanvasElement extends FakeElement {
  getContext(): null {
    return null;
  }
}

/** A document and a window: created elements, listeners, and whether sound may start. */
export class FakePage extends EventTarget {
  soundAllowed = true;
  mediaArrives = true;
  readonly body = new FakeElement();
  readonly byID = new Map<string, FakeElement>();
  readonly created: FakeElement[] = [];
  readonly hidden = false;
  readonly visibilityState = 'visible';

  createElement(name: string): FakeElement {
    const element = this.#make(name);
    this.created.push(element);
    return element;
  }

  #make(name: string): FakeElement {
    if (name === 'video') return new FakeVideoElement(this);
    if (name === 'audio') return new FakeMediaElement(this);
    return name === 'canvas' ? new FakeCanvasElement() : new FakeElement();
  }

  /** Videos that the page holds besides those of the SDK. */
  readonly own: FakeVideoElement[] = [];
  pictureInPictureElement: FakeElement | null = null;

  querySelectorAll(_selector: 'video'): FakeElement[] {
    return [...this.created.filter((element) => element instanceof FakeVideoElement), ...this.own];
  }

  getElementById(id: string): FakeElement | null {
    return this.byID.get(id) ?? null;
  }

  /** A container that an app has in its page. */
  container(id: string): FakeElement {
    const element = new FakeElement();
    this.byID.set(id, element);
    return element;
  }
}

/** Puts a page where a browser has one, until `vi.unstubAllGlobals()`. */
export function installPage(): FakePage {
  const page = new FakePage();
  vi.stubGlobal('document', page);
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('HTMLMediaElement', FakeMediaElement);
  vi.stubGlobal('HTMLVideoElement', FakeVideoElement);
  return page;
}
