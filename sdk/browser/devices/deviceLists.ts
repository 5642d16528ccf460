import { RtcError } from '@liuyun/protocol/errors';
import { getUserMedia, mediaDevices } from '../capture/captureDevices.ts';
import type { Device, Devices } from './Device.ts';

/** All devices. Names and IDs are empty before the user has given permission. */
export async function listDevices(): Promise<Devices> {
  const devices = await enumerate();
  return {
    microphones: ofKind(devices, 'audioinput'),
    speakers: ofKind(devices, 'audiooutput'),
    cameras: ofKind(devices, 'videoinput'),
  };
}

/** Devices of one kind; opens one briefly when there is no permission yet, since only then they have names. */
export async function listWithPermission(kind: 'videoinput' | 'audioinput' | 'audiooutput'): Promise<Device[]> {
  const known = (await enumerate()).filter((device) => device.kind === kind);
  if (known.length === 0 || known.some(({ label, deviceId }) => label !== '' && deviceId !== '')) return known.map(info);
  const stream = await getUserMedia(kind === 'videoinput' ? { video: true } : { audio: true });
  try {
    return ofKind(await enumerate(), kind);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function enumerate(): Promise<MediaDeviceInfo[]> {
  const devices = mediaDevices();
  try {
    return await devices.enumerateDevices();
  } catch (error) {
    throw new RtcError('ENUMERATE_DEVICES_FAILED', error instanceof Error ? error.name : '', { cause: error });
  }
}

function ofKind(devices: MediaDeviceInfo[], kind: MediaDeviceKind): Device[] {
  return devices.filter((device) => device.kind === kind).map(info);
}

function info({ label, deviceId }: MediaDeviceInfo): Device {
  return { deviceName: label, deviceID: deviceId };
}
