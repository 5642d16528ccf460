import type { Device, Devices } from './Device.ts';

export type DeviceChange = { change: 'ADD' | 'DELETE'; kind: keyof Devices; device: Device };

/**
 * What was plugged in and unplugged between two lists. Devices without an ID are those that the browser hides before
 * the user has given permission: when they become visible nothing was plugged in.
 */
export function deviceChanges(before: Devices, after: Devices): DeviceChange[] {
  const changes: DeviceChange[] = [];
  // Firefox lists no speakers at all before that.
  const permitted = (['cameras', 'microphones'] as const).some((kind) => hidden(before[kind]) !== hidden(after[kind]));
  for (const kind of ['cameras', 'microphones', 'speakers'] as const) {
    if (hidden(before[kind]) || hidden(after[kind]) || (kind === 'speakers' && permitted)) continue;
    for (const device of missing(before[kind], after[kind])) changes.push({ change: 'DELETE', kind, device });
    for (const device of missing(after[kind], before[kind])) changes.push({ change: 'ADD', kind, device });
  }
  return changes;
}

/** Whether the browser keeps these devices to itself for want of permission: one without an ID stands for them all. */
export function hidden(devices: Device[]): boolean {
  return devices.some(({ deviceID }) => deviceID === '');
}

/** 'default' and 'communications' are names for other entries (Chromium), which come and go by themselves. */
function missing(from: Device[], inList: Device[]): Device[] {
  return from.filter(
    ({ deviceID }) =>
      deviceID !== 'default' && deviceID !== 'communications' && !inList.some((device) => device.deviceID === deviceID),
  );
}
