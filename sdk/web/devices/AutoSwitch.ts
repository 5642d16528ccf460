import type { Captured } from '@liuyun/browser/capture/Captured';
import type { Kind, LocalSource } from '../streams/LocalSource.ts';
import { type Resend, switchDevice } from '../streams/switchDevice.ts';
import type { ZegoDeviceInfos } from '../types/capture.ts';

/** `enableAutoSwitchDevice`: another device takes the place of one that vanished. Off unless an app turns it on. */
export class AutoSwitch {
  readonly #resend: Resend;
  readonly #enabled: { [K in Kind]: boolean } = { audio: false, video: false };

  constructor(resend: Resend) {
    this.#resend = resend;
  }

  configure(config: { camera?: boolean; microphone?: boolean }): void {
    if (config.camera !== undefined) this.#enabled.video = config.camera === true;
    if (config.microphone !== undefined) this.#enabled.audio = config.microphone === true;
  }

  /** Tries what is plugged in, one after the other. Resolves the device that took over, if any did. */
  async replace(source: LocalSource, captured: Captured, devices: ZegoDeviceInfos | undefined): Promise<string | undefined> {
    const kind: Kind = captured.origin === 'camera' ? 'video' : 'audio';
    if (!this.#enabled[kind] || !devices) return undefined;
    const lost = captured.track.getSettings().deviceId;
    for (const { deviceID } of kind === 'video' ? devices.cameras : devices.microphones) {
      if (deviceID === '' || deviceID === lost) continue;
      try {
        await source.inTurn(async () => {
          // The app may have helped itself meanwhile.
          if (source.captured(kind) !== captured) return;
          await switchDevice(source, { kind, constraints: { deviceId: { exact: deviceID } } }, this.#resend);
        });
        return deviceID;
      } catch {
        if (source.destroyed) return undefined;
      }
    }
    return undefined;
  }
}
