import type { Captured } from '@liuyun/browser/capture/Captured';
import { listDevices } from '@liuyun/browser/devices/deviceLists';
import { flag } from '../engine/flag.ts';
import type { Kind, LocalSource } from '../streams/LocalSource.ts';
import { type Resend, switchDevice } from '../streams/switchDevice.ts';
import type { ZegoDeviceInfos } from '../types/capture.ts';

/** A device that went while a source was using it. */
type Loss = { source: LocalSource; kind: Kind; captured: Captured };

/**
 * `enableAutoSwitchDevice`: another device takes the place of one that vanished, at once or as soon as one is plugged
 * in. Off unless an app turns it on.
 */
export class AutoSwitch {
  readonly #resend: Resend;
  readonly #tookOver: (kind: Kind) => void;
  readonly #enabled: { [K in Kind]: boolean } = { audio: false, video: false };
  /** What nothing has taken the place of yet. */
  readonly #losses = new Set<Loss>();
  #trying: Promise<unknown> = Promise.resolve();
  readonly #onChange = () => this.#tryAll();

  constructor(resend: Resend, tookOver: (kind: Kind) => void) {
    this.#resend = resend;
    this.#tookOver = tookOver;
  }

  /** What is not named stays as it is. Throws INPUT_PARAM for anything but true or false, and then all of it does. */
  configure({ camera, microphone }: { camera?: boolean; microphone?: boolean }): void {
    const video = camera === undefined ? this.#enabled.video : flag(camera, 'camera');
    const audio = microphone === undefined ? this.#enabled.audio : flag(microphone, 'microphone');
    Object.assign(this.#enabled, { video, audio });
    if (this.#losses.size > 0) this.#tryAll();
  }

  /** A device in use went; `devices` are those that are plugged in now. */
  lost(source: LocalSource, captured: Captured, devices: ZegoDeviceInfos | undefined): void {
    const loss: Loss = { source, captured, kind: captured.origin === 'camera' ? 'video' : 'audio' };
    if (this.#losses.size === 0) navigator.mediaDevices?.addEventListener?.('devicechange', this.#onChange);
    this.#losses.add(loss);
    // A device that is still there although its track ended has just failed.
    this.#inTurn(() => this.#try(loss, devices, captured.track.getSettings().deviceId));
  }

  stop(): void {
    for (const loss of this.#losses) this.#settle(loss);
  }

  /** The devices are others now, or the app's wish is. A device that comes back may be the one that went. */
  #tryAll(): void {
    this.#inTurn(async () => {
      const devices = await listDevices().catch(() => undefined);
      for (const loss of this.#losses) await this.#try(loss, devices);
    });
  }

  /** Tries what is plugged in, one after the other. */
  async #try(loss: Loss, devices: ZegoDeviceInfos | undefined, except = ''): Promise<void> {
    const { source, kind } = loss;
    if (this.#over(loss)) return this.#settle(loss);
    if (!this.#enabled[kind] || (kind === 'video' && source.cameraOff)) return;
    for (const { deviceID } of (kind === 'video' ? devices?.cameras : devices?.microphones) ?? []) {
      if (deviceID === '' || deviceID === except) continue;
      const switched = await source.inTurn(() => this.#switch(loss, deviceID)).catch(() => false);
      if (switched) this.#tookOver(kind);
      if (this.#over(loss)) return this.#settle(loss);
    }
  }

  async #switch(loss: Loss, deviceID: string): Promise<boolean> {
    if (this.#over(loss)) return false;
    await switchDevice(loss.source, { kind: loss.kind, constraints: { deviceId: { exact: deviceID } } }, this.#resend);
    return true;
  }

  /** Something stands in the place of what was lost, the app may have helped itself; or nobody needs it any longer. */
  #over(loss: Loss): boolean {
    const { source, kind, captured } = loss;
    return !this.#losses.has(loss) || source.destroyed || source.captured(kind) !== captured;
  }

  #settle(loss: Loss): void {
    this.#losses.delete(loss);
    if (this.#losses.size === 0) navigator.mediaDevices?.removeEventListener?.('devicechange', this.#onChange);
  }

  /** Two changes in quick succession must not open the same device twice. */
  #inTurn(attempt: () => Promise<void>): void {
    this.#trying = this.#trying.then(attempt, attempt);
  }
}
