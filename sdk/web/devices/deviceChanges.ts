import type { ZegoDeviceInfo, ZegoDeviceInfos } from '../types/capture.ts';

export type DeviceChange = { change: 'ADD' | 'DELETE'; kind: keyof ZegoDeviceInfos; device: ZegoDeviceInfo };

/**
 * What was plugged in and unplugged between two lists. Devices without an ID are those that the browser hides before
 * the user has given permission: when they become visible nothing was plugged in.
 */
export function deviceChanges(before: ZegoDeviceInfos, after: ZegoDeviceInfos): DeviceChange[] {
  const changes: DeviceChange[] = [];
  for (const kind of ['cameras', 'microphones', 'speakers'] as const) {
    if (hidden(before[kind]) || hidden(after[kind])) continue;
    for (const device of missing(before[kind], after[kind])) changes.push({ change: 'DELETE', kind, device });
    for (const device of missing(after[kind], before[kind])) changes.push({ change: 'ADD', kind, device });
  }
  return changes;
}

function hidden(devices: ZegoDeviceInfo[]): boolean {
  return devices.some(({ deviceID }) => deviceID === '');
}

/** 'default' and 'communications' are names for other entries (Chromium), which come and go by themselves. */
function missing(from: ZegoDeviceInfo[], inList: ZegoDeviceInfo[]): ZegoDeviceInfo[] {
  return from.filter(
    ({ deviceID }) =>
      deviceID !== 'default' && deviceID !== 'communications' && !inList.some((device) => device.deviceID === deviceID),
  );
}
