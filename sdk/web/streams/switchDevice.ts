import { type Captured, release } from '@liuyun/browser/capture/Captured';
import { captureDevices } from '@liuyun/browser/capture/captureDevices';
import { unknownDevice } from '@liuyun/browser/capture/captureErrors';
import { hintContent } from '@liuyun/browser/capture/hintContent';
import { listDevices } from '@liuyun/browser/devices/deviceLists';
import { RtcError } from '@liuyun/protocol/errors';
import type { Kind, LocalSource } from './LocalSource.ts';

/** Brings the wire up to date after the sent track of a source has changed. */
export type Resend = (source: LocalSource, kind: Kind) => Promise<void>;

/** `sameDevice`: only the processing changes, which a browser fixes when the device is opened first. */
export type DeviceChange = { kind: Kind; constraints: MediaTrackConstraints; sameDevice?: boolean };

/**
 * Captures the same kind of device with changed constraints (another camera, other processing) and puts it in place,
 * also while publishing. On failure the old track stays, or is opened again where it had to be closed first.
 */
export async function switchDevice(source: LocalSource, change: DeviceChange, resend: Resend): Promise<void> {
  const { kind } = change;
  const former = source.captured(kind) ?? source.sent(kind);
  if (!former) throw new RtcError(kind === 'video' ? 'NO_VIDEO_TRACK' : 'NO_AUDIO_TRACK');
  if (former.origin !== (kind === 'video' ? 'camera' : 'microphone')) {
    throw new RtcError('USE_DEVICE_FAILED', `the stream's ${kind} is not from a ${kind === 'video' ? 'camera' : 'microphone'}`);
  }
  const constraints = merged(former.constraints ?? {}, change.constraints);
  if (change.sameDevice) release(former);
  const next = await open({ kind, constraints, former }, (again) => put(source, kind, again, resend));
  await put(source, kind, next, resend);
}

/** As `switchDevice`. Of a camera that is switched off only what it will be is changed: it stays off. */
export async function switchOrRemember(source: LocalSource, change: DeviceChange, resend: Resend): Promise<void> {
  const camera = source.captured('video');
  const dark = source.cameraOff && camera?.origin === 'camera' && camera.track.readyState === 'ended';
  if (change.kind !== 'video' || !dark) return switchDevice(source, change, resend);
  const { deviceId } = change.constraints;
  const named = typeof deviceId === 'object' && 'exact' in deviceId ? deviceId.exact : undefined;
  const known = named === undefined || (await listDevices()).cameras.some(({ deviceID }) => deviceID === named);
  if (!known) throw new RtcError('DEVICE_NOT_FOUND');
  camera.constraints = merged(camera.constraints ?? {}, change.constraints);
}

type Opening = { kind: Kind; constraints: MediaTrackConstraints; former: Captured };

async function open({ kind, constraints, former }: Opening, putBack: (captured: Captured) => Promise<void>): Promise<Captured> {
  try {
    return await one(kind, constraints);
  } catch (error) {
    if (former.track.readyState === 'live' && !isBusy(error)) throw unknownDevice(error);
    // Many phones open one camera at a time: close the old one and try again.
    release(former);
    try {
      return await one(kind, constraints);
    } catch (second) {
      await putBack(await one(kind, former.constraints ?? {}));
      throw unknownDevice(second);
    }
  }
}

async function one(kind: Kind, constraints: MediaTrackConstraints): Promise<Captured> {
  const captured = await captureDevices({ [kind]: constraints });
  const track = captured[kind];
  if (!track) throw new RtcError('USE_DEVICE_FAILED');
  return track;
}

/** Onto both sides and onto the wire; the old track is let go of last. */
async function put(source: LocalSource, kind: Kind, next: Captured, resend: Resend): Promise<void> {
  if (kind === 'video') hintContent(next.track, source.sending.optimization);
  source.setCaptured(kind, next);
  const former = source.takeOver(kind);
  try {
    await resend(source, kind);
  } catch (error) {
    source.restore(kind, former);
    throw error;
  }
  release(former);
}

/** A device ID and a facing mode exclude each other; the newer wish wins. */
function merged(former: MediaTrackConstraints, change: MediaTrackConstraints): MediaTrackConstraints {
  const { deviceId, facingMode, ...rest } = former;
  const naming = 'deviceId' in change || 'facingMode' in change;
  return { ...rest, ...(naming ? {} : { deviceId, facingMode }), ...change };
}

function isBusy(error: unknown): boolean {
  return error instanceof RtcError && error.failure === 'DEVICE_NOT_READABLE';
}
