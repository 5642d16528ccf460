import { chooseSpeaker } from '@liuyun/browser/devices/chosenSpeakers';
import { LastPictures, leaveStanding } from './LastPictures.ts';

export type SurfaceEvents = {
  /** The browser does not let it play (sound) before the user has clicked. */
  blocked(element: HTMLMediaElement, event?: Event): void;
  canPlay(event: Event): void;
};

export type Look = { mirror?: boolean; objectFit?: 'cover' | 'contain' | 'fill' };

/**
 * One media element of the SDK's own that plays one MediaStream. All styles go through CSSOM, which a
 * Content-Security-Policy without 'unsafe-inline' permits.
 */
export class MediaSurface {
  readonly element: HTMLVideoElement | HTMLAudioElement;
  readonly #events: SurfaceEvents;
  #muted: boolean;
  #blocked = false;
  #removed = false;
  /** There has been a picture, or sound. */
  #arrived = false;
  #lastPictures: LastPictures | undefined;

  constructor(kind: 'video' | 'audio', options: { muted: boolean }, events: SurfaceEvents) {
    this.#events = events;
    this.#muted = options.muted;
    this.element = document.createElement(kind);
    this.element.autoplay = true;
    this.element.muted = options.muted;
    this.element.setAttribute('playsinline', '');
    this.element.setAttribute('webkit-playsinline', '');
    if (this.element instanceof HTMLVideoElement) this.element.playsInline = true;
    this.element.addEventListener('loadeddata', () => this.#arrive());
    this.element.addEventListener('canplay', (event) => events.canPlay(event));
    document.addEventListener('resume', this.#wake);
  }

  /** Puts the picture into a container, which it fills. The last picture of another one stands there until this one is seen. */
  mount(container: HTMLElement, look: Look): void {
    const { style } = this.element;
    style.width = '100%';
    style.height = '100%';
    style.display = 'block';
    this.look(look);
    this.#lastPictures = new LastPictures(container, this.element);
  }

  look({ mirror = false, objectFit = 'contain' }: Look): void {
    const { style } = this.element;
    style.objectFit = ['cover', 'contain', 'fill'].includes(objectFit) ? objectFit : 'contain';
    style.transform = mirror ? 'scaleX(-1)' : '';
  }

  play(stream: MediaStream): void {
    if (this.element.srcObject !== stream) this.element.srcObject = stream;
    void this.#tryPlaying();
  }

  /** Plays on, with sound: call it from a user gesture. */
  async resume(): Promise<void> {
    if (this.#removed) return;
    this.#blocked = false;
    this.element.muted = this.#muted;
    await this.#tryPlaying();
  }

  get blocked(): boolean {
    return this.#blocked;
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    // While blocked it stays silent: taking the mute away without a click would stop the picture.
    if (!this.#blocked) this.element.muted = muted;
  }

  setHidden(hidden: boolean): void {
    this.element.style.visibility = hidden ? 'hidden' : '';
  }

  setVolume(volume: number): void {
    this.element.volume = volume / 100;
  }

  async setSink(deviceID: string): Promise<void> {
    await chooseSpeaker(this.element, deviceID);
  }

  /** Takes the element away; `keepLastFrame` leaves its last picture, or the one before it, standing in the container. */
  remove(keepLastFrame = false): void {
    this.#removed = true;
    this.#blocked = false;
    document.removeEventListener('resume', this.#wake);
    this.element.pause();
    if (keepLastFrame && this.#arrived && this.element.parentNode) {
      leaveStanding(this.element);
      return;
    }
    if (keepLastFrame) this.#lastPictures?.putBack();
    else this.#lastPictures?.remove();
    this.#lastPictures = undefined;
    this.element.srcObject = null;
    this.element.remove();
  }

  /** A page that the browser freezes has its media paused, and not played on when it wakes up (Page Lifecycle). */
  readonly #wake = (): void => {
    if (this.element.paused && this.element.srcObject) void this.#tryPlaying();
  };

  #arrive(): void {
    if (this.#removed) return;
    this.#arrived = true;
    this.#lastPictures?.remove();
    this.#lastPictures = undefined;
  }

  async #tryPlaying(): Promise<void> {
    try {
      await this.element.play();
    } catch (error) {
      // AbortError and the like: replaced or removed meanwhile.
      if (this.#removed || !(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.#blocked = true;
      this.#playSilently();
      this.#events.blocked(this.element);
    }
  }

  /** The picture at least may move while the user has not clicked yet. */
  #playSilently(): void {
    if (!(this.element instanceof HTMLVideoElement) || this.element.muted) return;
    this.element.muted = true;
    this.element.play().catch(() => {});
  }
}
