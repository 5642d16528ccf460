import { release } from '@liuyun/browser/capture/Captured';
import { captureFailure } from '@liuyun/browser/capture/captureErrors';
import { RtcError } from '@liuyun/protocol/errors';
import { checkFigure } from '../capture/figures.ts';
import { cameraPresets, type Picture, screenPresets } from '../capture/presets.ts';
import type { ZegoPublishStreamConfig } from '../types/capture.ts';
import type { Kind, LocalSource } from './LocalSource.ts';
import { type Resend, switchDevice } from './switchDevice.ts';

/** Sends what a 3.x stream captures now, in place of what it sent so far. */
export async function updateSent(source: LocalSource, kinds: Kind[], resend: Resend): Promise<void> {
  const captured = kinds.filter((kind) => source.captured(kind));
  if (captured.length === 0) {
    throw new RtcError(kinds.length > 1 ? 'NO_CAPTURE' : kinds[0] === 'video' ? 'STREAM_WITHOUT_VIDEO' : 'STREAM_WITHOUT_AUDIO');
  }
  for (const kind of captured) {
    if (source.captured(kind) === source.sent(kind)) continue;
    const former = source.takeOver(kind);
    try {
      await resend(source, kind);
    } catch (error) {
      source.restore(kind, former);
      throw error;
    }
    release(former);
  }
}

/** An app's own track in place of ours. On failure everything is as before. */
export async function replaceTrack(source: LocalSource, track: unknown, resend: Resend): Promise<void> {
  const kind = kindOf(track);
  const former = source.sent(kind);
  if (!former) throw new RtcError('TRACK_NOT_FOUND', `the stream has no ${kind}`);
  source.substitute(kind, track as MediaStreamTrack);
  try {
    await resend(source, kind);
  } catch (error) {
    source.substitute(kind, former.track);
    throw new RtcError('REPLACE_TRACK_FAILED', '', { cause: error });
  }
}

/** A track of a kind that the stream has not had so far. */
export async function addTrack(source: LocalSource, track: unknown, resend: Resend): Promise<void> {
  const kind = kindOf(track);
  if (source.sent(kind)) throw new RtcError('TRACK_CANNOT_ADD', `the stream has ${kind} already`);
  source.substitute(kind, track as MediaStreamTrack);
  try {
    await resend(source, kind);
  } catch (error) {
    source.layAside(kind);
    throw error;
  }
}

/** Takes a track out of the stream. It goes on living: it was the app's call, so it is the app's to stop. */
export async function removeTrack(source: LocalSource, track: unknown, resend: Resend): Promise<void> {
  const kind = kindOf(track);
  const sent = source.sent(kind);
  if (!sent || (sent.track !== track && source.outgoing(kind) !== track)) throw new RtcError('TRACK_NOT_FOUND');
  source.layAside(kind);
  try {
    await resend(source, kind);
  } catch (error) {
    source.substitute(kind, sent.track);
    throw error;
  }
}

/** Size and frame rate of the picture; answers the bitrate (kbit/s) that goes with it, if one was given. */
export async function changePicture(source: LocalSource, config: ZegoPublishStreamConfig): Promise<number | undefined> {
  const video = source.sent('video');
  if (!video) throw new RtcError('NO_VIDEO_TRACK');
  const presets: { readonly [quality: number]: Partial<Picture> } = video.origin === 'screen' ? screenPresets : cameraPresets;
  const preset = config.videoQuality === undefined ? undefined : presets[config.videoQuality];
  const { width = preset?.width, height = preset?.height, frameRate = preset?.frameRate } = config;
  // Everything is looked at before anything is changed.
  for (const [name, figure] of Object.entries({ width, height, frameRate })) checkFigure(figure, name);
  const bitrate = config.maxBitrate ?? preset?.bitrate;
  if (bitrate !== undefined && !(typeof bitrate === 'number' && bitrate > 0)) throw new RtcError('INPUT_PARAM', 'maxBitrate');
  const change: MediaTrackConstraints = {
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(frameRate === undefined ? {} : { frameRate }),
  };
  if (Object.keys(change).length > 0) {
    // An app's own track may have some of the app's.
    const former = video.constraints ?? video.track.getConstraints?.();
    const constraints = { ...former, ...change };
    try {
      // A camera that is switched off is opened so when it is switched on.
      if (!source.cameraOff) await video.track.applyConstraints(constraints);
    } catch (error) {
      throw captureFailure(error, 'device');
    }
    video.constraints = constraints;
  }
  if (bitrate === undefined) return undefined;
  source.sending = { ...source.sending, bitrate };
  return bitrate;
}

/** Really switches the camera off (its light goes out) or on again. */
export async function enableCamera(
  source: LocalSource,
  enable: boolean,
  wire: { resend: Resend; applyMute(source: LocalSource, kind: Kind): void },
): Promise<void> {
  const camera = source.captured('video');
  if (camera?.origin !== 'camera') throw new RtcError('NO_VIDEO_TRACK', 'the stream is not from a camera');
  // One that ended by itself is neither off nor of any use: it is opened again.
  if (enable ? !source.cameraOff && camera.track.readyState === 'live' : source.cameraOff) return;
  if (enable) {
    await switchDevice(source, { kind: 'video', constraints: {} }, wire.resend);
  } else {
    source.switchOffCamera();
  }
  if (source.standIn) await wire.resend(source, 'video');
  wire.applyMute(source, 'video');
}

function kindOf(track: unknown): Kind {
  if (!isTrack(track)) throw new RtcError('INPUT_PARAM', 'not a MediaStreamTrack');
  return track.kind === 'video' ? 'video' : 'audio';
}

/** Also one of another frame's, as what is played over connections that took over is (docs/decisions/0031). */
function isTrack(track: unknown): track is MediaStreamTrack {
  if (typeof MediaStreamTrack === 'undefined') return false;
  return track instanceof MediaStreamTrack || /MediaStreamTrack\]$/.test(Object.prototype.toString.call(track));
}
