import { type Cancel, type Clock, type RandomSource, randomFraction } from '@liuyun/kit';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { nextReconnectDelay } from '../signalling/ReconnectPolicy.ts';

/** none: not wanted · requesting: wanted, not there (yet, or again) · live: there. */
export type KeeperState = 'none' | 'requesting' | 'live';

/** What a keeper keeps: it can be dropped without failing, and the server be told then or, by a second call, later. */
export type Live = { drop(tellServer: boolean): void };

export type KeeperHooks<Wanted, Link, L extends Live> = {
  clock: Clock;
  random: RandomSource;
  /** For how long a failing stream is tried again, ms. */
  windowMs(): number;
  /** The failure told when the window is over. */
  gaveUp: ErrorName;
  /** Makes it live over this link. Rejects with RtcError. */
  open(link: Link, wanted: Wanted): Promise<L>;
  /** Whether what is opened over this link takes the place of what lived on the one before, without an end in between. */
  takesOver?(link: Link): boolean;
  /** Whether trying again makes no sense. `wasLive`: it had worked before. */
  isFinal(failure: ErrorName, situation: { wasLive: boolean; failingForMs: number }): boolean;
  /** The shortest wait after this failure, ms. */
  pause(failure: ErrorName): number;
  stateChanged(state: KeeperState, failure: ErrorName | undefined, detail: string): void;
  /** Neither wanted nor busy any more: it may be forgotten. */
  idle(): void;
};

/**
 * Holds what the app wants and makes it so, again and again, over whatever link there is. Callers only say *want*,
 * *unwant* and *linkChanged*; the one pass that runs at a time compares what is wanted with what is live until they agree.
 */
export class Keeper<Wanted extends object, Link extends object, L extends Live> {
  readonly #hooks: KeeperHooks<Wanted, Link, L>;
  #state: KeeperState = 'none';
  #wanted: Wanted | undefined;
  #link: Link | undefined;
  #live: { it: L; wanted: Wanted; link: Link } | undefined;
  /** What waits at the server to be taken over. */
  #left: L | undefined;
  #passing = false;
  #stopWaiting: Cancel | undefined;
  #stopWindow: Cancel | undefined;
  #failingSince: number | undefined;
  #attempt = 0;
  #wasLive = false;
  #toldFailure: ErrorName | undefined;

  constructor(hooks: KeeperHooks<Wanted, Link, L>, link: Link | undefined) {
    this.#hooks = hooks;
    this.#link = link;
  }

  get state(): KeeperState {
    return this.#state;
  }

  get wanted(): Wanted | undefined {
    return this.#wanted;
  }

  /** What is live for the present wish, if it is. */
  get live(): L | undefined {
    return this.#live && this.#live.wanted === this.#wanted && this.#live.link === this.#link ? this.#live.it : undefined;
  }

  /** Whether what lived on the link before waits to be taken over by the present one. */
  get takingOver(): boolean {
    return this.#left !== undefined;
  }

  want(wanted: Wanted): void {
    this.#recovered();
    this.#wasLive = false;
    this.#wanted = wanted;
    this.#become('requesting');
    this.#pass();
  }

  /** Stops wanting it: on request without a failure, or for good because of one. */
  unwant(failure?: ErrorName, detail = ''): void {
    if (!this.#wanted) return;
    this.#wanted = undefined;
    this.#left?.drop(true);
    this.#left = undefined;
    this.#recovered();
    this.#become('none', failure, detail);
    this.#pass();
  }

  /** The link is another one now, or there is none: what lived on the old one is gone. */
  linkChanged(link: Link | undefined): void {
    if (link === this.#link) return;
    this.#link = link;
    if (this.#wanted && this.#live) this.#fails('NETWORK_BROKEN', '');
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#attempt = 0;
    this.#pass();
  }

  /** It ended by itself (the other side did it): try again, or give up if that makes no sense. */
  interrupted(failure: ErrorName, detail = ''): void {
    if (!this.#wanted) return;
    const { it } = this.#live ?? {};
    this.#live = undefined;
    it?.drop(false);
    this.#failed(new RtcError(failure, detail));
  }

  /** Something changed for the better: do not wait any longer. */
  nudge(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#pass();
  }

  #pass(): void {
    if (this.#passing) return;
    this.#passing = true;
    void this.#reconcile();
  }

  /** Never rejects. What changes while it awaits is seen by its next round. */
  async #reconcile(): Promise<void> {
    while (this.#dropOutdated() || this.#mayOpen()) {
      const wanted = this.#wanted;
      const link = this.#link;
      if (!wanted || !link || this.#live) continue;
      try {
        const it = await this.#hooks.open(link, wanted);
        this.#live = { it, wanted, link };
        this.#left = undefined;
        if (wanted === this.#wanted && link === this.#link) {
          this.#recovered();
          this.#wasLive = true;
          this.#become('live');
        }
      } catch (error) {
        // A failure of yesterday's wish or link says nothing about today's.
        if (wanted === this.#wanted && link === this.#link) this.#failed(RtcError.from(error));
      }
    }
    this.#passing = false;
    if (!this.#wanted) this.#hooks.idle();
  }

  #mayOpen(): boolean {
    return this.#wanted !== undefined && this.#link !== undefined && !this.#live && !this.#stopWaiting;
  }

  #dropOutdated(): boolean {
    const live = this.#live;
    if (!live || (live.wanted === this.#wanted && live.link === this.#link)) return false;
    this.#live = undefined;
    const takenOver = live.wanted === this.#wanted && this.#link !== undefined && this.#hooks.takesOver?.(this.#link) === true;
    if (takenOver) this.#left = live.it;
    live.it.drop(!takenOver);
    return true;
  }

  #failed(error: RtcError): void {
    const { clock, random, isFinal, pause } = this.#hooks;
    const failingForMs = this.#failingSince === undefined ? 0 : clock.now() - this.#failingSince;
    if (isFinal(error.failure, { wasLive: this.#wasLive, failingForMs })) {
      this.unwant(error.failure, error.detail);
      return;
    }
    const wanted = this.#wanted;
    this.#fails(error.failure, error.detail);
    // A listener may have stopped it, or begun anew.
    if (this.#wanted !== wanted) return;
    const delay = nextReconnectDelay({
      attempt: ++this.#attempt,
      elapsedMs: 0,
      windowMs: Number.POSITIVE_INFINITY,
      fraction: randomFraction(random),
    });
    this.#stopWaiting?.();
    this.#stopWaiting = clock.after(Math.max(delay ?? 0, pause(error.failure)), () => this.nudge());
  }

  #fails(failure: ErrorName, detail: string): void {
    const { clock, windowMs, gaveUp } = this.#hooks;
    if (this.#failingSince === undefined) {
      this.#failingSince = clock.now();
      this.#stopWindow = clock.after(windowMs(), () => this.unwant(gaveUp, this.#toldFailure ?? ''));
    }
    this.#become('requesting', failure, detail);
  }

  #recovered(): void {
    this.#stopWindow?.();
    this.#stopWaiting?.();
    this.#stopWindow = this.#stopWaiting = this.#failingSince = undefined;
    this.#attempt = 0;
  }

  #become(state: KeeperState, failure?: ErrorName, detail = ''): void {
    // The tenth retry for the same reason is no news.
    if (state === this.#state && failure === this.#toldFailure && state !== 'none') return;
    this.#state = state;
    this.#toldFailure = failure;
    this.#hooks.stateChanged(state, failure, detail);
  }
}
