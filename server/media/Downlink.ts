import { LossBlame } from './LossBlame.ts';

/** One picture on its way to a player, in one size only: whoever sends two is served by the engine's choice between them. */
export interface Picture {
  /** Its publisher has not muted it. */
  readonly sending: boolean;
  /** The player can carry this many bit/s of it; undefined when there is no shortage. */
  bears(bps: number | undefined): void;
  /** Whether its publisher is going to send no more than about this, because nobody who plays it bears more. */
  adapts(bps: number): boolean;
  hold(held: boolean): void;
}

/**
 * What is known of a connection towards a player: bit/s; which part of the packets is lost on it (0–1), where that is
 * known; and whether the figure is a limit that was set, which is no estimate.
 */
export type Measured = { available: number; desired: number; loss?: number | undefined; limited?: boolean };

/** Part of the estimate that is used: it is one, and what is sent in addition (resent packets, RTCP) has to fit. */
const USABLE = 0.9;
/** Kept free for each sound that is played: 48 kbit/s of Opus and its headers. */
const SOUND_BPS = 64_000;
/** Pictures may want this much more than there is before anything is done about it. */
const TOLERANCE = 1.1;
/** Above this, two measurements in a row are not waited for. */
const GRAVE = 1.5;
/** The shortage is over at this estimate, which is where estimates begin. */
export const AMPLE_BPS = 2_000_000;
const AMPLE_PART = 0.95;
/** Pictures are not asked to be smaller than the first, a small one that moves, and the second where even that is lost. */
const RUNGS = [150_000, 80_000] as const;
/** An estimate that is lower than the one before by more than this has been measured. */
const FELL = 0.95;
/** So long after the last bad sign more is tried, twice as long after each time that it was too much … */
export const CALM_MS = 5_000;
const CALM_MAX_MS = 10_000;
/** … namely so much more with each measurement, whatever the estimate: one that nothing is sent against learns nothing. */
const PUSH = 1.5;
/** … as long as the estimate grows by this as well: where it does not, it may have met the end of the line … */
const GREW = 1.03;
/** … or be asleep: after so long more is tried all the same. */
const ASLEEP_MS = 5_000;
/** The least that estimators say: they know nothing any more. */
const KNOWS_NOTHING_BPS = 40_000;
/** The shortage is over, too, when there has been room for more for this long after that. */
export const EASY_MS = 10_000;
/** How long a publisher has to come down before less is asked of it, or the picture is held; and when it is not going to. */
export const PATIENCE_MS = 4_000;
export const NO_PATIENCE_MS = 1_000;
/** Nothing is held for less loss than this: what is lost is sent again. */
const HOLDING_LOSS = 0.2;
/** So much loss drowns the sound, and what is sent again keeps the line full: the picture waits for its publisher to come down. */
const DROWNING_LOSS = 0.3;
export const DRAIN_MS = 1_500;
const DRAIN_AGAIN_MS = 10_000;
/** A held picture is tried again after this, twice as long after each attempt in vain. */
export const RETRY_MS = 5_000;
const RETRY_MAX_MS = 40_000;
/** A picture that flowed this long was no attempt in vain. */
const LASTED_MS = 30_000;
/** Between two pictures that come back: each must have shown in the measurements. */
const SETTLE_MS = 3_000;

/** What was lost before is still in the figures for so long after a client has come back. */
const ARRIVING_MS = 4_000;

/** Since when, needing how many bit/s, and for how long, ms, before it is tried again. */
type Held = { at: number; needs: number; ms: number };
type State = { held: Held | undefined; retryMs: number; releasedAt: number };
type Entry = [Picture, State];

/**
 * Shares what the connection to one player carries among the pictures it is sent. Sound is not shared: it comes first.
 * When pictures want too much, publishers are asked to send less; a picture that stays too big is held until there is
 * room, or until it is time to try. Has no clock of its own: measurements come about once a second and bring the time.
 */
export class Downlink {
  readonly #pictures = new Map<Picture, State>();
  readonly #sounds = new Set<object>();
  readonly #blame = new LossBlame();
  #tight = false;
  #rung = 0;
  #available = AMPLE_BPS;
  #stalledSince: number | undefined;
  #calmMs = CALM_MS;
  #shortSince: number | undefined;
  #strainedSince: number | undefined;
  #changedAt = Number.NEGATIVE_INFINITY;
  #drainedAt = Number.NEGATIVE_INFINITY;
  #arrivedAt = Number.NEGATIVE_INFINITY;
  /** The last sign that too much is sent: packets lost for it, or an estimate that fell. */
  #signAt = Number.NEGATIVE_INFINITY;

  /** Whether anything is shared at all. */
  get busy(): boolean {
    return this.#pictures.size > 0;
  }

  /** Whether it matters for these figures how much is lost, which takes asking. */
  wary({ available, desired }: Measured): boolean {
    return this.#tight || desired > this.#room(available);
  }

  /** The client is on another network, or back: what was lost on the way there says nothing about this one. */
  moved(now: number): void {
    this.#arrivedAt = now;
  }

  sound(sound: object, playing: boolean): void {
    if (playing) this.#sounds.add(sound);
    else this.#sounds.delete(sound);
  }

  /** A picture that is wanted, held or not, and one that is not wanted any more (it is not held either). */
  picture(picture: Picture, wanted: boolean): void {
    const known = this.#pictures.get(picture);
    if (wanted && !known) {
      this.#pictures.set(picture, { held: undefined, retryMs: RETRY_MS, releasedAt: Number.NEGATIVE_INFINITY });
    } else if (!wanted && known) {
      this.#pictures.delete(picture);
      if (known.held) picture.hold(false);
    }
  }

  measured({ available, desired, loss, limited = false }: Measured, now: number): void {
    const room = this.#room(available);
    const entries = [...this.#pictures].filter(([{ sending }]) => sending);
    const flowing = entries.filter(([, { held }]) => !held);
    const held = entries.filter(([, { held }]) => held);
    const told = desired > 0 && now - this.#arrivedAt >= ARRIVING_MS ? loss : undefined;
    const lossy = limited || this.#blame.ours(told, desired, now);
    this.#sign(lossy || (available < this.#available * FELL && !this.#blame.given), now);
    // While nothing is sent nothing is learned, not even that all is well.
    if (flowing.length === 0) this.#signAt = Math.max(this.#signAt, now - this.#calmMs / 2);
    const stalled = available > KNOWS_NOTHING_BPS && available < this.#available * GREW && !this.#blame.given;
    this.#stalledSince = stalled ? (this.#stalledSince ?? now) : undefined;
    this.#available = available;
    // An estimate that has not come down from where estimates begin says nothing while everything arrives.
    const known = lossy || available < AMPLE_BPS * AMPLE_PART;
    const short = known && flowing.length > 0 && desired > room * TOLERANCE;
    const calmFor = now - this.#signAt;
    if (!short) this.#shortSince = undefined;
    else if (calmFor < this.#calmMs && (this.#shortSince !== undefined || desired > room * GRAVE)) this.#tight = true;
    if (short) this.#shortSince ??= now;
    if (!this.#tight) return;
    if (held.length === 0 && !short && this.#over({ room, desired, available, calmFor })) {
      this.#ease(entries);
      return;
    }
    if (calmFor >= this.#calmMs) this.#rung = 0;
    const asleep = this.#stalledSince === undefined || now - this.#stalledSince >= ASLEEP_MS;
    const more = calmFor < this.#calmMs ? 0 : desired * (asleep ? PUSH : 1);
    const share = this.#least(limited, Math.max(room, limited ? 0 : more) / Math.max(1, flowing.length));
    for (const [picture] of flowing) picture.bears(share);
    for (const [picture] of held) picture.bears(this.#least(limited, room / (flowing.length + 1)));
    const last = flowing.at(-1);
    if (short && lossy && last)
      this.#strain(last, { share, limited, loss: limited ? 1 : (loss ?? 0), desired: desired / flowing.length }, now);
    else {
      this.#strainedSince = undefined;
      if (held[0]) this.#maybeRelease(held[0], room - desired, now);
    }
  }

  #room(available: number): number {
    return Math.max(0, available * USABLE - this.#sounds.size * SOUND_BPS);
  }

  #sign(bad: boolean, now: number): void {
    if (!bad) return;
    // It came of trying more.
    if (this.#tight && now - this.#signAt >= this.#calmMs) this.#calmMs = Math.min(this.#calmMs * 2, CALM_MAX_MS);
    this.#signAt = now;
  }

  #least(limited: boolean, bps: number): number {
    return Math.max(limited ? 0 : (RUNGS[this.#rung] ?? 0), Math.floor(bps));
  }

  /** The shortage is over: the estimate is back where estimates begin, or has had room for more for long enough. */
  #over({ room, desired, available, calmFor }: { room: number; desired: number; available: number; calmFor: number }): boolean {
    if (desired > 0 && calmFor >= this.#calmMs + EASY_MS) return true;
    return available >= AMPLE_BPS * AMPLE_PART && room >= desired * TOLERANCE;
  }

  #ease(entries: Entry[]): void {
    this.#tight = false;
    this.#rung = 0;
    this.#calmMs = CALM_MS;
    this.#strainedSince = undefined;
    for (const [picture] of entries) picture.bears(undefined);
  }

  /** Packets are lost because too much is sent: ask for less, and hold what is too much all the same. */
  #strain(last: Entry, given: { share: number; limited: boolean; loss: number; desired: number }, now: number): void {
    const comesDown = last[0].adapts(given.share);
    if (comesDown && !given.limited && given.loss >= DROWNING_LOSS && now - this.#drainedAt >= DRAIN_AGAIN_MS) {
      this.#drainedAt = now;
      this.#hold(last, { at: now, needs: given.desired, ms: DRAIN_MS });
      return;
    }
    this.#strainedSince ??= now;
    // Somebody looks at nothing but their own network.
    const deaf = given.loss >= DROWNING_LOSS && now - this.#drainedAt < DRAIN_AGAIN_MS;
    const tried = deaf || now - last[1].releasedAt < LASTED_MS;
    if (now - this.#strainedSince < (comesDown && !tried ? PATIENCE_MS : NO_PATIENCE_MS)) return;
    this.#strainedSince = undefined;
    if (comesDown && !deaf && !given.limited && this.#rung < RUNGS.length - 1) this.#rung++;
    else if (given.loss >= HOLDING_LOSS) {
      last[1].retryMs = now - last[1].releasedAt < LASTED_MS ? Math.min(last[1].retryMs * 2, RETRY_MAX_MS) : RETRY_MS;
      this.#hold(last, { at: now, needs: given.desired, ms: last[1].retryMs });
    }
  }

  /** The one that came last: whoever is being watched goes on being watched. */
  #hold([picture, state]: Entry, held: Held): void {
    state.held = held;
    this.#strainedSince = undefined;
    this.#changedAt = held.at;
    this.#shortSince = undefined;
    picture.hold(true);
  }

  #maybeRelease([picture, state]: Entry, spare: number, now: number): void {
    const { held } = state;
    if (!held || now - this.#changedAt < Math.min(SETTLE_MS, held.ms)) return;
    const fits = spare >= held.needs * TOLERANCE;
    if (!fits && now - held.at < held.ms) return;
    state.held = undefined;
    // Having waited for less is no attempt.
    if (held.ms !== DRAIN_MS) state.releasedAt = now;
    this.#changedAt = now;
    picture.hold(false);
  }
}
