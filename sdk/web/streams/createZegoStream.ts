import { RtcError } from '@liuyun/protocol/errors';
import { kbps } from '../capture/kbps.ts';
import type { ScenarioPreset } from '../capture/presets.ts';
import type { ZegoStreamOptions } from '../types/capture.ts';
import { type CaptureContext, captureCustomInto, captureDevicesInto, captureScreenInto } from './captureInto.ts';
import type { LocalSource } from './LocalSource.ts';
import { oneSource } from './oneSource.ts';

/** Options of a 3.x stream that hold for its life, over what the scenario presets. */
export function configure(
  source: LocalSource,
  options: ZegoStreamOptions,
  scenario: ScenarioPreset,
): { scenario: ScenarioPreset; fixedBitrate: boolean } {
  const video: { bitrate?: number; startBitrate?: 'default' | 'target'; minBitrate?: number } =
    typeof options.videoBitrate === 'object' && options.videoBitrate !== null
      ? options.videoBitrate
      : { bitrate: options.videoBitrate };
  const bitrate = kbps(video.bitrate, 'videoBitrate');
  source.sending = {
    ...source.sending,
    ...(bitrate === undefined ? {} : { bitrate }),
    start: video.startBitrate ?? 'default',
    minBitrate: kbps(video.minBitrate, 'minBitrate'),
  };
  source.audioBitrate = kbps(options.audioBitrate, 'audioBitrate') ?? scenario.audioBitrate;
  return { scenario, fixedBitrate: bitrate !== undefined };
}

/** Captures what `createZegoStream` was asked for; camera and microphone when nothing was. */
export async function captureFirst(source: LocalSource, options: ZegoStreamOptions, context: CaptureContext): Promise<void> {
  if (options.autoCapture === false) return;
  const { camera, screen, custom } = options;
  oneSource(options);
  if (custom) return captureCustomInto(source, custom, context);
  if (screen) {
    const video = screen.video ?? true;
    if (!video) throw new RtcError('INPUT_PARAM', 'screen: a screen without video cannot be captured');
    return captureScreenInto(
      source,
      { video: video === true ? {} : video, audio: screen.audio === true ? {} : screen.audio || undefined },
      context,
    );
  }
  const video = camera?.video ?? context.scenario.camera;
  const audio = camera?.audio ?? true;
  if (!video && !audio) throw new RtcError('INPUT_PARAM', 'camera: both video and audio are off');
  return captureDevicesInto(
    source,
    { camera: video === true ? {} : video || undefined, microphone: audio === true ? {} : audio || undefined },
    context,
  );
}
