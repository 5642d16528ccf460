import type { ErrorName } from '@liuyun/protocol/errors';
import type { Captured } from '../capture/Captured.ts';
import type { Devices } from './Device.ts';
import { hidden } from './deviceChanges.ts';

/** Why the track of a camera or microphone ended by itself: pulled out, or (still listed, or hidden from us) something else. */
export function deviceFailure(captured: Captured, devices: Devices | undefined): ErrorName {
  const camera = captured.origin === 'camera';
  const { deviceId } = captured.track.getSettings();
  const listed = devices?.[camera ? 'cameras' : 'microphones'];
  const gone = listed && !hidden(listed) && !listed.some(({ deviceID }) => deviceID === deviceId);
  if (gone) return 'DEVICE_UNPLUGGED';
  return camera ? 'CAMERA_TRACK_ENDED' : 'MICROPHONE_TRACK_ENDED';
}
