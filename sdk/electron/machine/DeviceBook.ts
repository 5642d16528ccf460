import type { Device, Devices } from '@liuyun/browser/devices/Device';
import { type DeviceChange, deviceChanges } from '@liuyun/browser/devices/deviceChanges';
import { listDevices } from '@liuyun/browser/devices/deviceLists';

const NONE: Devices = { cameras: [], microphones: [], speakers: [] };

/** The devices of this machine, looked up ahead, since the public calls answer at once. */
export class DeviceBook {
  readonly #changed: (change: DeviceChange) => void;
  #devices = NONE;
  #looking: Promise<void> = Promise.resolve();
  #known = false;
  readonly #onChange = () => void this.refresh();

  constructor(changed: (change: DeviceChange) => void) {
    this.#changed = changed;
    if (typeof navigator !== 'object' || !navigator.mediaDevices) return;
    navigator.mediaDevices.addEventListener?.('devicechange', this.#onChange);
  }

  list(kind: keyof Devices): Device[] {
    return this.#devices[kind].map((device) => ({ ...device }));
  }

  /** The system's choice; an empty device where there is none. */
  first(kind: keyof Devices): Device {
    const devices = this.list(kind);
    return devices.find(({ deviceID }) => deviceID === 'default') ?? devices[0] ?? { deviceID: '', deviceName: '' };
  }

  /** Looks again; resolves when the lists are up to date. */
  refresh(): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      const before = this.#devices;
      const now = await listDevices().catch(() => before);
      this.#devices = now;
      if (this.#known) for (const change of deviceChanges(before, now)) this.#changed(change);
      this.#known = true;
    });
    return this.#looking;
  }

  close(): void {
    if (typeof navigator !== 'object' || !navigator.mediaDevices) return;
    navigator.mediaDevices.removeEventListener?.('devicechange', this.#onChange);
  }
}
