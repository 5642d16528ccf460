import { type Cancel, type Clock, systemClock } from '@liuyun/kit';
import type { ZegoLogConfig } from '../types/room.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

const EVERY_MS = 5_000;
const WAITING_BYTES = 5_242_880;
/** Browsers refuse more than 64 KiB at once of what may outlive the page. */
const POST_BYTES = 60_000;
const LINE_CHARACTERS = 4_096;

export type RemoteLogOptions = { clock: Clock; post(url: string, text: string): Promise<void> };

/** Lines for an address of the app's own. Without one nothing is kept and nothing is sent. */
export class RemoteLog {
  readonly #options: RemoteLogOptions;
  #url: string | undefined;
  #level: NonNullable<ZegoLogConfig['remoteLogLevel']> = 'info';
  #most = WAITING_BYTES;
  /** An object each, so that equal lines are told apart. */
  #waiting: { text: string }[] = [];
  #bytes = 0;
  #timer: Cancel | undefined;
  #posting = false;

  constructor(options: RemoteLogOptions = { clock: systemClock, post }) {
    this.#options = options;
  }

  /** Takes what is given. Only http and https are understood: with another address nothing is sent. */
  configure({ logURL, remoteLogLevel, logSize }: ZegoLogConfig): void {
    if (remoteLogLevel !== undefined) this.#level = remoteLogLevel;
    if (logSize !== undefined) this.#most = logSize;
    if (logURL === undefined) return;
    this.#url = /^https?:$/.test(URL.canParse(logURL) ? new URL(logURL).protocol : '') ? logURL : undefined;
    if (this.#url === undefined) this.#forget();
  }

  write(level: Level, message: string, context: Record<string, unknown> | undefined): void {
    const threshold = LEVELS.indexOf(this.#level as Level);
    if (this.#url === undefined || threshold < 0 || LEVELS.indexOf(level) < threshold) return;
    const text = lineOf({ at: this.#options.clock.now(), level, message, ...(context && { context }) });
    this.#waiting.push({ text });
    this.#bytes += text.length;
    while (this.#bytes > this.#most) this.#bytes -= this.#waiting.shift()?.text.length ?? this.#bytes;
    this.#timer ??= this.#options.clock.after(EVERY_MS, () => this.flush());
  }

  /** Sends what waits, oldest first. What could not be sent waits for the next line. */
  flush(): void {
    this.#timer?.();
    this.#timer = undefined;
    if (this.#url === undefined || this.#waiting.length === 0 || this.#posting) return;
    const lines: { text: string }[] = [];
    let bytes = 0;
    for (const line of this.#waiting) {
      // A character is at most three bytes of UTF-8.
      bytes += line.text.length * 3 + 1;
      if (lines.length > 0 && bytes > POST_BYTES) break;
      lines.push(line);
    }
    this.#posting = true;
    this.#options
      .post(this.#url, lines.map(({ text }) => text).join('\n'))
      .then(
        () => {
          const sent = new Set(lines);
          this.#waiting = this.#waiting.filter((line) => !sent.has(line));
          this.#bytes = this.#waiting.reduce((sum, { text }) => sum + text.length, 0);
          return this.#waiting.length > 0;
        },
        () => false,
      )
      .then((more) => {
        this.#posting = false;
        if (more) this.flush();
      });
  }

  close(): void {
    this.flush();
    this.#url = undefined;
    this.#forget();
  }

  #forget(): void {
    this.#timer?.();
    this.#timer = undefined;
    this.#waiting = [];
    this.#bytes = 0;
  }
}

type Entry = { at: number; level: Level; message: string; context?: Record<string, unknown> };

function lineOf(entry: Entry): string {
  const message = entry.message.slice(0, LINE_CHARACTERS);
  try {
    const whole = JSON.stringify({ ...entry, message });
    if (whole.length <= LINE_CHARACTERS * 2) return whole;
  } catch {
    // A context that cannot be written down.
  }
  return JSON.stringify({ ...entry, message, context: undefined });
}

/** As text, so that a server of another origin is not asked for its permission first; it outlives the page. */
async function post(url: string, text: string): Promise<void> {
  await fetch(url, { method: 'POST', body: text, mode: 'no-cors', keepalive: true, credentials: 'omit' });
}
