import { deviceChanges } from '@liuyun/browser/devices/deviceChanges';
import { listDevices } from '@liuyun/browser/devices/deviceLists';
import type { Listeners } from '@liuyun/core/Listeners';
import type { ZegoDeviceInfos } from '../types/capture.ts';
import type { ZegoEvent } from '../types/events.ts';

/** Tells the app about devices being plugged in and out, once it has asked to be told. */
export class DeviceWatch {
  readonly #events: Listeners<ZegoEvent>;
  #known: Promise<ZegoDeviceInfos | undefined> | undefined;
  readonly #onChange = () => this.refresh();

  constructor(events: Listeners<ZegoEvent>) {
    this.#events = events;
  }

  start(): void {
    if (this.#known || typeof navigator !== 'object' || !navigator.mediaDevices) return;
    this.#known = listDevices().catch(() => undefined);
    navigator.mediaDevices.addEventListener?.('devicechange', this.#onChange);
  }

  stop(): void {
    if (!this.#known) return;
    this.#known = undefined;
    navigator.mediaDevices.removeEventListener?.('devicechange', this.#onChange);
  }

  /** The app lists devices, perhaps because it has just been given permission. */
  async listed<T>(listing: Promise<T>): Promise<T> {
    const list = await listing;
    this.refresh();
    return list;
  }

  /** Compares with what was known. Also called after a permission was given, when hidden devices get their names. */
  refresh(): void {
    const before = this.#known;
    if (!before) return;
    this.#known = (async () => {
      const former = await before;
      const now = await listDevices().catch(() => undefined);
      if (former && now) this.#tell(former, now);
      return now ?? former;
    })();
  }

  #tell(before: ZegoDeviceInfos, after: ZegoDeviceInfos): void {
    for (const { change, kind, device } of deviceChanges(before, after)) {
      if (kind === 'cameras') this.#events.tell('videoDeviceStateChanged', change, device);
      else this.#events.tell('audioDeviceStateChanged', change, kind === 'microphones' ? 'Input' : 'Output', device);
    }
  }
}
