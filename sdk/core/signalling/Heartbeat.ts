import type { Cancel, Clock } from '@liuyun/kit';
import { HEARTBEAT_MS } from '@liuyun/protocol/limits';

/** How long a heartbeat may stay unanswered before the connection counts as dead. */
export const HEARTBEAT_ANSWER_MS = 0.8 * HEARTBEAT_MS;
/** The same after a hint that the network may have changed: somebody is waiting. */
export const PROBE_ANSWER_MS = 4_000;
/** The same for regular reports. Answers come in order: one that takes its time on the server may be ahead of theirs. */
export const REPORT_ANSWER_MS = 5_000;
/**
 * The same when packets are known to flow again after a while in which they did not: TCP waits ever longer between
 * its own attempts (RFC 6298 §5.5), up to many seconds, while a new connection would be there at once.
 */
export const RETURN_ANSWER_MS = 800;

/**
 * The same when media has just been found not to get through and the socket, asked half a second ago, has said
 * nothing either: a new one on whatever network there is now costs less than waiting.
 */
export const STALLED_ANSWER_MS = 300;

/** A timer that is this late was held back: the machine slept, or the browser did not let us run. */
export const SLEPT_MS = 2_000;

/** A timer that is this late had its turn before the frames that came meanwhile: they get this long to have theirs. */
const BUSY_MS = 150;

/**
 * Finds out that a connection is dead although nobody said so. Only a heartbeat that was sent and not followed by
 * any frame counts: browsers hold back the timers of hidden pages, and our own sleep must not look like silence.
 * Whoever wakes up late asks once more before deciding, and whoever was only busy looks at what has come.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #send: () => void;
  readonly #dead: () => void;
  #stopBeat: Cancel | undefined;
  #stopDeadline: Cancel | undefined;
  #dueAt = 0;

  constructor(clock: Clock, { send, dead }: { send(): void; dead(): void }) {
    this.#clock = clock;
    this.#send = send;
    this.#dead = dead;
  }

  get waiting(): boolean {
    return this.#stopDeadline !== undefined;
  }

  start(): void {
    this.stop();
    this.#stopBeat = this.#clock.every(HEARTBEAT_MS, () => this.#beat(HEARTBEAT_ANSWER_MS));
  }

  stop(): void {
    this.#stopBeat?.();
    this.#stopBeat = undefined;
    this.heard();
  }

  /** A frame came, whatever was in it: the connection lives. */
  heard(): void {
    this.#stopDeadline?.();
    this.#stopDeadline = undefined;
  }

  /** Asks now, and wants an answer soon. */
  probe(answerMs = PROBE_ANSWER_MS): void {
    if (this.#stopBeat) this.#beat(answerMs);
  }

  /** Something else was asked that is answered at once: it serves as a probe. */
  asked(): void {
    if (this.#stopBeat) this.#expect(REPORT_ANSWER_MS);
  }

  #beat(answerMs: number): void {
    this.#send();
    this.#expect(answerMs);
  }

  #expect(answerMs: number): void {
    // The deadline of an earlier, still unanswered heartbeat stands, unless this one is in a greater hurry.
    const due = this.#clock.now() + answerMs;
    if (this.#stopDeadline && this.#dueAt <= due) return;
    this.#decideAfter(answerMs);
  }

  #decideAfter(ms: number): void {
    this.heard();
    const due = this.#clock.now() + ms;
    this.#dueAt = due;
    this.#stopDeadline = this.#clock.after(ms, () => {
      this.#stopDeadline = undefined;
      const lateMs = this.#clock.now() - due;
      if (lateMs > SLEPT_MS) {
        this.#beat(PROBE_ANSWER_MS);
      } else if (lateMs > BUSY_MS) {
        this.#decideAfter(BUSY_MS);
      } else {
        this.stop();
        this.#dead();
      }
    });
  }
}
