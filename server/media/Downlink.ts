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

/** What is known of a connection towards a player: bit/s, and whether packets are being lost on it. */
export type Measured = { available: number; desired: number; lossy: boolean };

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
/** Or when there has been this much more room than is wanted for this long. */
const EASY = 2;
export const EASY_MS = 10_000;
/** How long a publisher has to come down before the picture is held; and when it is not going to. */
export const PATIENCE_MS = 4_000;
export const NO_PATIENCE_MS = 1_000;
/** A held picture is tried again after this, twice as long after each attempt in vain. */
export const RETRY_MS = 5_000;
const RETRY_MAX_MS = 40_000;
/** A picture that flowed this long was no attempt in vain. */
const LASTED_MS = 30_000;
/** Between two pictures that come back: each must have shown in the measurements. */
const SETTLE_MS = 3_000;
/** A small picture that moves: while nothing is lost publishers are not asked for less. */
const SMALL_BPS = 150_000;
/** What was lost proves a narrow line for this long. */
const LOSS_COUNTS_MS = 10_000;
/** Less than this shows nothing: it is tried as rarely as can be, for an estimate that nothing is sent against learns slowly. */
const LEAST_BPS = 30_000;

type State = { held: { at: number; needs: number } | undefined; retryMs: number; releasedAt: number };

/**
 * Shares what the connection to one player carries among the pictures it is sent. Sound is not shared: it comes first.
 * When pictures want too much, publishers are asked to send less; a picture that stays too big is held until there is
 * room, or until it is time to try. Has no clock of its own: measurements come about once a second and bring the time.
 */
export class Downlink {
  readonly #pictures = new Map<Picture, State>();
  readonly #sounds = new Set<object>();
  #tight = false;
  #shortSince: number | undefined;
  #easySince: number | undefined;
  #changedAt = Number.NEGATIVE_INFINITY;
  #lostAt = Number.NEGATIVE_INFINITY;

  /** Whether anything is shared at all. */
  get busy(): boolean {
    return this.#pictures.size > 0;
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

  measured({ available, desired, lossy }: Measured, now: number): void {
    const room = Math.max(0, available * USABLE - this.#sounds.size * SOUND_BPS);
    const entries = [...this.#pictures].filter(([{ sending }]) => sending);
    const flowing = entries.filter(([, { held }]) => !held);
    const held = entries.filter(([, { held }]) => held);
    // An estimate that has not come down from where estimates begin says nothing while everything arrives.
    const known = lossy || available < AMPLE_BPS * AMPLE_PART;
    const short = known && flowing.length > 0 && desired > room * TOLERANCE;
    if (!short) this.#shortSince = undefined;
    else if (this.#shortSince !== undefined || desired > room * GRAVE) this.#tight = true;
    if (short) this.#shortSince ??= now;
    if (!this.#tight) return;
    if (this.#over({ available, desired, lossy, room, whole: !short && held.length === 0 }, now)) {
      this.#tight = false;
      this.#easySince = undefined;
      for (const [picture] of entries) picture.bears(undefined);
      return;
    }
    // An estimate alone may come from jitter or a busy machine: it makes pictures smaller and takes none away.
    if (lossy) this.#lostAt = now;
    const least = now - this.#lostAt < LOSS_COUNTS_MS ? 0 : SMALL_BPS;
    const share = Math.max(least, Math.floor(room / Math.max(1, flowing.length)));
    for (const [picture] of flowing) picture.bears(share);
    for (const [picture] of held) picture.bears(Math.floor(room / (flowing.length + 1)));
    const last = flowing.at(-1);
    if (short && last) {
      const patience = last[0].adapts(share) ? PATIENCE_MS : NO_PATIENCE_MS;
      if (lossy && now - (this.#shortSince ?? now) >= patience) this.#hold(last, { needs: desired / flowing.length, now });
    } else if (held[0] && now - this.#changedAt >= SETTLE_MS) {
      this.#maybeRelease(held[0], { spare: room - desired, share: room / (flowing.length + 1), now });
    }
  }

  /** The shortage is over: the estimate is back where estimates begin, or publishers do not take up what is offered. */
  #over({ available, desired, room, whole }: Measured & { room: number; whole: boolean }, now: number): boolean {
    const easy = whole && desired > 0 && room >= desired * EASY;
    this.#easySince = easy ? (this.#easySince ?? now) : undefined;
    if (this.#easySince !== undefined && now - this.#easySince >= EASY_MS) return true;
    return whole && available >= AMPLE_BPS * AMPLE_PART && room >= desired * TOLERANCE;
  }

  /** The one that came last: whoever is being watched goes on being watched. */
  #hold([picture, state]: [Picture, State], { needs, now }: { needs: number; now: number }): void {
    state.retryMs = now - state.releasedAt < LASTED_MS ? Math.min(state.retryMs * 2, RETRY_MAX_MS) : RETRY_MS;
    state.held = { at: now, needs };
    this.#changedAt = now;
    this.#shortSince = undefined;
    picture.hold(true);
  }

  #maybeRelease([picture, state]: [Picture, State], { spare, share, now }: { spare: number; share: number; now: number }): void {
    if (!state.held) return;
    const fits = spare >= state.held.needs * TOLERANCE;
    const due = now - state.held.at >= (share < LEAST_BPS ? RETRY_MAX_MS : state.retryMs);
    if (!fits && !due) return;
    state.held = undefined;
    state.releasedAt = now;
    this.#changedAt = now;
    picture.hold(false);
  }
}
