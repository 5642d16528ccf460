import { type Captured, release } from '@liuyun/browser/capture/Captured';
import { hintContent } from '@liuyun/browser/capture/hintContent';
import { openScreen } from '@liuyun/browser/capture/openScreen';
import { NOT_PROVIDED } from '@liuyun/core/native/failures';
import type { Kind } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoScreenCaptureSourceType } from '../definitions/enums/video.ts';
import type { ZegoAudioFrameParam } from '../definitions/structures/audio.ts';
import type { ZegoLayerBorderConfig } from '../definitions/structures/streams.ts';
import type { ZegoRect, ZegoScreenCaptureAudioConfig } from '../definitions/structures/video.ts';
import { Emitter } from '../engine/Emitter.ts';

export type ScreenHome = {
  /** Says that a member is not provided. */
  refuse(member: string): void;
  /** Electron's name of a source; undefined lets the user choose. */
  find(sourceID: number, sourceType: number): string | undefined;
  /** It captures now, or no longer. */
  changed(): void;
};

const FPS = 15;
/** ZegoScreenCaptureSourceExceptionType */
const exception = { unknown: 0, invalid: 1, failed: 2 } as const;

/** A screen or a window that is shared. Made by `createScreenCaptureSource`; published with `setVideoSource`. */
export class ZegoScreenCaptureSource extends Emitter {
  readonly #index: number;
  readonly #home: ScreenHome;
  /** None where the app named nothing that could be one: then nothing is shared. */
  #source: { id: number; type: number } | undefined;
  #captured: { video: Captured; audio?: Captured } | undefined;
  #wanted = 0;
  #sound = false;

  constructor(index: number, home: ScreenHome) {
    super();
    this.#index = index;
    this.#home = home;
  }

  /** @internal */
  captured(kind: Kind): Captured | undefined {
    return this.#captured?.[kind];
  }

  /** Another screen (type 2) or window (type 1), also while it is being captured. */
  updateCaptureSource(sourceId: number, sourceType: ZegoScreenCaptureSourceType): void {
    if (!isSource(sourceId, sourceType)) {
      this.#refused(exception.invalid);
      return;
    }
    this.#source = { id: sourceId, type: sourceType };
    if (this.#captured) this.startCapture();
  }

  /** Begins, or begins anew with another source. What fails is told as `onExceptionOccurred`. */
  startCapture(): void {
    const source = this.#source;
    if (!source) {
      this.#refused(exception.invalid);
      return;
    }
    const turn = ++this.#wanted;
    this.#open(source).then(
      (captured) => {
        if (turn !== this.#wanted) {
          releaseAll(captured);
          return;
        }
        const former = this.#captured;
        this.#captured = captured;
        captured.video.track.addEventListener('ended', () => {
          if (this.#captured === captured) this.stopCapture();
        });
        this.#home.changed();
        releaseAll(former);
      },
      () => {
        if (turn === this.#wanted) this.#refused(exception.failed);
      },
    );
  }

  /** Ends. Channels that send it are muted for the others. */
  stopCapture(): void {
    this.#wanted++;
    const former = this.#captured;
    this.#captured = undefined;
    if (!former) return;
    this.#home.changed();
    releaseAll(former);
  }

  /** The number that `setVideoSource` takes as `instanceID`. */
  getIndex(): number {
    return this.#index;
  }

  /** The size of what is captured; zeros before it is. */
  getCaptureSourceRect(): ZegoRect {
    const { width = 0, height = 0 } = this.#captured?.video.track.getSettings() ?? {};
    return { x: 0, y: 0, width, height } as ZegoRect;
  }

  /** Whether the sound of the system is captured too, from the next `startCapture` on; the parameters have no effect. */
  enableAudioCapture(enable: boolean, _audioParam?: ZegoAudioFrameParam | null): void {
    this.#sound = enable === true;
  }

  /** The same as `enableAudioCapture`; what the configuration says has no effect. */
  enableAudioCaptureWithConfig(enable: boolean, _config?: ZegoScreenCaptureAudioConfig | null): void {
    this.enableAudioCapture(enable);
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  updateCaptureRegion(_rect: ZegoRect): void {
    this.#notProvided('updateCaptureRegion');
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  updatePublishRegion(_rect: ZegoRect): void {
    this.#notProvided('updatePublishRegion');
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  setExcludeWindowList(_list: number[]): void {
    this.#notProvided('setExcludeWindowList');
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  enableWindowActivate(_active: boolean): void {
    this.#notProvided('enableWindowActivate');
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  enableCursorVisible(_visible: boolean): void {
    this.#notProvided('enableCursorVisible');
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  enableHightLight(_enable: boolean, _config?: ZegoLayerBorderConfig | null): void {
    this.#notProvided('enableHightLight');
  }

  /** Not provided: 1000010, and `onExceptionOccurred` 1. */
  getCustomVideoCapturePlugin(): number {
    this.#notProvided('getCustomVideoCapturePlugin');
    return NOT_PROVIDED;
  }

  async #open({ id, type }: { id: number; type: number }): Promise<{ video: Captured; audio?: Captured }> {
    const sourceID = this.#home.find(id, type);
    const captured = await openScreen({ video: { frameRate: FPS }, audio: this.#sound ? {} : false, sourceID });
    hintContent(captured.video.track, 'detail');
    if (captured.video.track.readyState === 'ended') throw new RtcError('SCREEN_FAILED');
    return captured;
  }

  #notProvided(member: string): void {
    this.#home.refuse(`ZegoScreenCaptureSource.${member}`);
    this.#refused(exception.invalid);
  }

  #refused(exceptionType: number): void {
    this.emit('onExceptionOccurred', { exceptionType });
  }
}

/** Whether these can name a screen (type 2) or a window (type 1). */
export function isSource(sourceID: unknown, sourceType: unknown): boolean {
  return Number.isInteger(sourceID) && (sourceType === 1 || sourceType === 2);
}

function releaseAll(captured: { video: Captured; audio?: Captured } | undefined): void {
  release(captured?.video);
  release(captured?.audio);
}
