import { chooseSpeaker } from '@liuyun/browser/devices/chosenSpeakers';
import { askToResume } from '../views/autoplayPrompt.ts';
import { type Look, MediaSurface } from '../views/MediaSurface.ts';

export type PreviewEvents = {
  canPlay(event: Event): void;
  blocked(element: HTMLMediaElement, event?: Event): void;
};

export type PreviewOptions = Look & { enableAutoplayDialog?: boolean; clearLastFrame?: boolean };

/** One side of a local stream (what is sent, or what is captured), seen in containers or heard. */
export class Preview {
  readonly #kind: 'video' | 'audio';
  readonly #events: PreviewEvents;
  readonly #many: boolean;
  #surfaces: { surface: MediaSurface; keepLastFrame: boolean }[] = [];
  #cancelPrompt: (() => void) | undefined;
  #volume = 100;
  #sink: string | undefined;

  constructor(kind: 'video' | 'audio', options: { many?: boolean }, events: PreviewEvents) {
    this.#kind = kind;
    this.#many = options.many === true;
    this.#events = events;
  }

  /** Plays; in a further container when there may be many, otherwise in this one instead of the former. */
  play(stream: MediaStream, container: HTMLElement | undefined, options: PreviewOptions = {}): void {
    this.#giveWay(container);
    const surface = new MediaSurface(
      this.#kind,
      { muted: this.#kind === 'video' },
      {
        canPlay: (event) => this.#events.canPlay(event),
        blocked: (element, event) => {
          this.#events.blocked(element, event);
          if (options.enableAutoplayDialog !== false) this.#cancelPrompt ??= askToResume(() => void this.resume());
        },
      },
    );
    if (container) surface.mount(container, options);
    surface.setVolume(this.#volume);
    if (this.#sink !== undefined) surface.setSink(this.#sink).catch(() => {});
    surface.play(stream);
    this.#surfaces.push({ surface, keepLastFrame: options.clearLastFrame === false });
  }

  stop(): void {
    this.#withdrawPrompt();
    for (const { surface, keepLastFrame } of this.#surfaces) surface.remove(keepLastFrame);
    this.#surfaces = [];
  }

  async resume(): Promise<void> {
    this.#withdrawPrompt();
    for (const { surface } of this.#surfaces) await surface.resume();
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    for (const { surface } of this.#surfaces) surface.setVolume(volume);
  }

  async setSink(deviceID: string): Promise<void> {
    if (this.#surfaces.length === 0) await chooseSpeaker(document.createElement('audio'), deviceID);
    for (const { surface } of this.#surfaces) await surface.setSink(deviceID);
    this.#sink = deviceID;
  }

  get video(): HTMLVideoElement | undefined {
    const element = this.#surfaces[0]?.surface.element;
    return element instanceof HTMLVideoElement ? element : undefined;
  }

  /** What plays in the same container, or anywhere if there may be only one, is over; none of it is left in another container. */
  #giveWay(container: HTMLElement | undefined): void {
    const over = this.#surfaces.filter(({ surface }) => !this.#many || surface.element.parentNode === container);
    for (const { surface, keepLastFrame } of over) {
      surface.remove(keepLastFrame && surface.element.parentNode === container);
    }
    this.#surfaces = this.#surfaces.filter((surface) => !over.includes(surface));
    if (this.#surfaces.length === 0) this.#withdrawPrompt();
  }

  #withdrawPrompt(): void {
    this.#cancelPrompt?.();
    this.#cancelPrompt = undefined;
  }
}
