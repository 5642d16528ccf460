import { RtcError } from '@liuyun/protocol/errors';
import { ElementSound } from './ElementSound.ts';

/** Browsers let sound start in the course of one of these. */
const GESTURES = ['pointerdown', 'touchend', 'keydown'] as const;

/**
 * One AudioContext, made when it is first needed and asleep while nobody holds a lease. The page has one for all engines,
 * since a media element can belong to one context only, and forever.
 */
export class PageAudio {
  readonly #options: AudioContextOptions;
  readonly #elements = new WeakMap<HTMLMediaElement, ElementSound>();
  #context: AudioContext | undefined;
  #starting: { done: Promise<void>; cancel: () => void } | undefined;
  /** Told to sleep while it ran: until this ends it calls itself running. */
  #fallingAsleep: Promise<void> | undefined;
  #leases = 0;
  #ownsElements = false;

  constructor(options: AudioContextOptions = {}) {
    this.#options = options;
  }

  get context(): AudioContext {
    if (typeof AudioContext === 'undefined') throw new RtcError('BROWSER_NOT_SUPPORTED', 'no Web Audio here');
    return (this.#context ??= new AudioContext(this.#options));
  }

  get running(): boolean {
    return this.#context?.state === 'running' && !this.#fallingAsleep;
  }

  /** Keeps the context awake until the answer is called. */
  lease(): () => void {
    this.#leases++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#leases--;
      this.#sleepIfIdle();
    };
  }

  /**
   * Resolves when sound is processed: at once, or after the user's next gesture where the browser insists on one. Who waits
   * holds a lease: it never resolves if the context is told to sleep before.
   */
  whenRunning(): Promise<void> {
    const context = this.context;
    if (this.running) return Promise.resolve();
    this.#starting ??= this.#start(context);
    return this.#starting.done;
  }

  /** Whether it runs after having been asked to; from a gesture it does. */
  async resume(): Promise<boolean> {
    if (this.#fallingAsleep) await this.#fallingAsleep;
    await this.context.resume().catch(() => {});
    return this.running;
  }

  /** How a media element is heard. What is taken from it is heard through this context from then on. */
  element(element: HTMLMediaElement): ElementSound {
    const known = this.#elements.get(element);
    if (known) return known;
    const sound = new ElementSound(element, {
      context: this.context,
      owned: () => {
        this.#ownsElements = true;
        this.whenRunning().catch(() => {});
      },
    });
    this.#elements.set(element, sound);
    return sound;
  }

  /** For a context of one's own; that of the page is never closed. */
  close(): void {
    this.#starting?.cancel();
    this.#context?.close().catch(() => {});
    this.#context = undefined;
  }

  #start(context: AudioContext): { done: Promise<void>; cancel: () => void } {
    let cancel = () => {};
    const done = new Promise<void>((resolve) => {
      // It may be taken down before sound begins.
      const page = document;
      let over = false;
      const look = () => {
        if (over || !this.running) return;
        cancel();
        resolve();
      };
      const ask = () => {
        if (over || this.#fallingAsleep) return;
        context.resume().then(look, () => {});
      };
      cancel = () => {
        over = true;
        context.removeEventListener('statechange', look);
        for (const gesture of GESTURES) page.removeEventListener(gesture, ask, true);
        this.#starting = undefined;
      };
      context.addEventListener('statechange', look);
      for (const gesture of GESTURES) page.addEventListener(gesture, ask, true);
      if (this.#fallingAsleep) void this.#fallingAsleep.then(ask);
      else ask();
    });
    return { done, cancel };
  }

  #sleepIfIdle(): void {
    const context = this.#context;
    if (this.#leases > 0 || this.#ownsElements || !context) return;
    this.#starting?.cancel();
    const awake = this.running;
    const asleep: Promise<void> = context.suspend().then(
      () => this.#wakeable(asleep),
      () => this.#wakeable(asleep),
    );
    if (awake) this.#fallingAsleep = asleep;
  }

  #wakeable(asleep: Promise<void>): void {
    if (this.#fallingAsleep === asleep) this.#fallingAsleep = undefined;
  }
}

/** The context of this page. */
export const pageAudio = new PageAudio();
