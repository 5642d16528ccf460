import type { Captured } from '@liuyun/browser/capture/Captured';
import { captureDevices } from '@liuyun/browser/capture/captureDevices';
import { hintContent } from '@liuyun/browser/capture/hintContent';
import { RtcError } from '@liuyun/protocol/errors';
import { captureCustom } from '../capture/captureCustom.ts';
import { captureScreen } from '../capture/captureScreen.ts';
import { cameraConstraints, microphoneConstraints, screenConstraints } from '../capture/constraints.ts';
import { keyFrameInterval } from '../capture/keyFrameInterval.ts';
import type { ScenarioPreset } from '../capture/presets.ts';
import type {
  ZegoCaptureCamera,
  ZegoCaptureMicrophone,
  ZegoCaptureScreenAudio,
  ZegoCaptureScreenVideo,
  ZegoCustomAudio,
  ZegoCustomVideo,
} from '../types/capture.ts';
import { composedBitrate } from '../video/composedBitrate.ts';
import type { LocalSource } from './LocalSource.ts';

/** What a 3.x stream captures next. `fixedBitrate` is the app's own figure, which a new picture does not change. */
export type CaptureContext = { scenario: ScenarioPreset; fixedBitrate: boolean };

/** Camera, microphone or both, onto the captured side. */
export async function captureDevicesInto(
  source: LocalSource,
  wanted: { camera?: ZegoCaptureCamera; microphone?: ZegoCaptureMicrophone },
  context: CaptureContext,
): Promise<void> {
  const { camera, microphone } = wanted;
  if (camera) keyFrameInterval(camera);
  const picture = camera ? cameraConstraints(camera, context.scenario.picture) : undefined;
  const captured = await captureDevices({
    ...(picture ? { video: picture.constraints } : {}),
    ...(microphone ? { audio: microphoneConstraints(microphone) } : {}),
  });
  if (camera && picture) prefer(source, picture.bitrate, camera, context);
  if (microphone) source.stereo = microphone.channelCount === 2;
  put(source, captured);
}

export async function captureScreenInto(
  source: LocalSource,
  wanted: { video: ZegoCaptureScreenVideo; audio?: ZegoCaptureScreenAudio },
  context: CaptureContext,
): Promise<void> {
  keyFrameInterval(wanted.video);
  const captured = await captureScreen(wanted.video, wanted.audio);
  prefer(source, screenConstraints(wanted.video).bitrate, wanted.video, context);
  put(source, captured);
}

export async function captureCustomInto(
  source: LocalSource,
  wanted: { video?: ZegoCustomVideo; audio?: ZegoCustomAudio },
  context: CaptureContext,
): Promise<void> {
  const video = wanted.video ? (await captureCustom(wanted.video.source)).video : undefined;
  const audio = wanted.audio ? (await captureCustom(wanted.audio.source)).audio : undefined;
  if (wanted.video && !video) throw new RtcError('STREAM_WITHOUT_VIDEO', 'custom.video.source has no picture');
  if (wanted.audio && !audio) throw new RtcError('STREAM_WITHOUT_AUDIO', 'custom.audio.source has no sound');
  if (wanted.video) prefer(source, composedBitrate(wanted.video.source) ?? source.sending.bitrate, wanted.video, context);
  if (wanted.audio) source.stereo = wanted.audio.channelCount === 2;
  put(source, { ...(video ? { video } : {}), ...(audio ? { audio } : {}) });
}

type Preferences = { optimizationMode?: 'default' | 'motion' | 'detail'; keyFrameInterval?: number };

function prefer(source: LocalSource, bitrate: number, preferences: Preferences, { fixedBitrate }: CaptureContext): void {
  source.sending = {
    ...source.sending,
    optimization: preferences.optimizationMode ?? 'default',
    keyFrameInterval: keyFrameInterval(preferences),
    ...(fixedBitrate ? {} : { bitrate }),
  };
}

function put(source: LocalSource, captured: { video?: Captured; audio?: Captured }): void {
  hintContent(captured.video?.track, source.sending.optimization);
  try {
    if (captured.video) source.setCaptured('video', captured.video);
  } finally {
    // A stream destroyed while the browser was asking for permission releases whatever arrives late.
    if (captured.audio) source.setCaptured('audio', captured.audio);
  }
}
