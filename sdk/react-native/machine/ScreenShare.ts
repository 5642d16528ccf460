import type { Opened } from '@liuyun/core/native/Machine';
import { RtcError } from '@liuyun/protocol/errors';
import { ZegoScreenCaptureExceptionType } from '../types/enums/index.ts';

type Told = { started(): void; failed(type: ZegoScreenCaptureExceptionType): void; changed(): void };

/** The screen, captured once, for every channel that wants it. */
export class ScreenShare {
  readonly #open: () => Promise<Opened>;
  readonly #told: Told;
  #opened: Opened | undefined;
  #number = 0;
  #wanted = false;

  constructor(open: () => Promise<Opened>, told: Told) {
    this.#open = open;
    this.#told = told;
  }

  /** What a channel captures of it: nothing before it is started. */
  source(): { key: string; open(): Promise<Opened> } | 'none' {
    const opened = this.#opened;
    if (!opened) return 'none';
    // The channel does not stop what others may use too.
    return { key: `screen ${this.#number}`, open: async () => ({ track: opened.track, stop: () => {} }) };
  }

  async start(): Promise<void> {
    if (this.#wanted) return this.#told.failed(ZegoScreenCaptureExceptionType.AlreadyStarted);
    this.#wanted = true;
    let opened: Opened;
    try {
      opened = await this.#open();
    } catch (error) {
      this.#wanted = false;
      const cancelled = RtcError.from(error).failure === 'SCREEN_CANCELLED';
      this.#told.failed(
        cancelled ? ZegoScreenCaptureExceptionType.MediaProjectionPermissionDenied : ZegoScreenCaptureExceptionType.SystemError,
      );
      throw error;
    }
    // Stopped while the user was being asked.
    if (!this.#wanted) return opened.stop();
    this.#opened = opened;
    this.#number += 1;
    opened.track.addEventListener('ended', () => {
      if (this.#opened === opened) this.stop();
    });
    this.#told.started();
    this.#told.changed();
  }

  stop(): void {
    this.#wanted = false;
    const opened = this.#opened;
    this.#opened = undefined;
    if (!opened) return;
    this.#told.changed();
    opened.stop();
  }
}
