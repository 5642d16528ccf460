import type {
  ConstraintExtend,
  ZegoCamera,
  ZegoCaptureCamera,
  ZegoCaptureMicrophone,
  ZegoCaptureScreenVideo,
} from '../types/capture.ts';
import { bitrateFor, cameraPresets, type Picture, screenPresets } from './presets.ts';

type Figure = number | ConstraintExtend | undefined;

/** Camera options → W3C constraints and the bitrate (kbit/s) that goes with them. */
export function cameraConstraints(
  options: ZegoCaptureCamera,
  fallback: Picture,
): { constraints: MediaTrackConstraints; bitrate: number } {
  const preset = options.quality === undefined ? undefined : cameraPresets[options.quality];
  const picture: { width: Figure; height: Figure; frameRate: Figure } = preset ?? {
    width: options.width ?? fallback.width,
    height: options.height ?? fallback.height,
    frameRate: options.frameRate ?? fallback.frameRate,
  };
  const own = options.width !== undefined || options.height !== undefined || options.frameRate !== undefined;
  const constraints: MediaTrackConstraints = {
    width: picture.width,
    height: picture.height,
    frameRate: picture.frameRate,
    ...(options.input ? { deviceId: { exact: options.input } } : { facingMode: options.facingMode ?? 'user' }),
  };
  const bitrate = preset
    ? preset.bitrate
    : own
      ? bitrateFor({
          width: wanted(picture.width, fallback.width),
          height: wanted(picture.height, fallback.height),
          frameRate: wanted(picture.frameRate, fallback.frameRate),
        })
      : fallback.bitrate;
  return { constraints, bitrate };
}

/** Microphone options → W3C constraints. Processing is on unless turned off. */
export function microphoneConstraints(options: ZegoCaptureMicrophone): MediaTrackConstraints {
  return {
    noiseSuppression: options.ANS ?? true,
    autoGainControl: options.AGC ?? true,
    echoCancellation: options.AEC ?? true,
    channelCount: options.channelCount ?? 1,
    ...(options.input ? { deviceId: { exact: options.input } } : {}),
  };
}

/** Screen options → W3C constraints and bitrate. */
export function screenConstraints(options: ZegoCaptureScreenVideo): { constraints: MediaTrackConstraints; bitrate: number } {
  const quality = options.quality ?? 2;
  const preset = screenPresets[quality] ?? { frameRate: 15, bitrate: 1500 };
  const own = quality === 4;
  return {
    constraints: {
      frameRate: (own ? options.frameRate : undefined) ?? preset.frameRate,
      ...(own && options.width !== undefined ? { width: options.width } : {}),
      ...(own && options.height !== undefined ? { height: options.height } : {}),
    },
    bitrate: preset.bitrate,
  };
}

/** The 2.x camera options in the words of 3.x. Without a quality the caller's figures count, and the scenario fills the gaps. */
export function cameraOf(options: ZegoCamera): ZegoCaptureCamera {
  return {
    input: options.videoInput,
    quality: options.videoQuality ?? 4,
    facingMode: options.facingMode,
    width: options.width,
    height: options.height,
    frameRate: options.frameRate,
    optimizationMode: options.videoOptimizationMode,
  };
}

export function microphoneOf(options: ZegoCamera): ZegoCaptureMicrophone {
  const { audioInput, channelCount, ANS, AGC, AEC } = options;
  return { input: audioInput, channelCount, ANS, AGC, AEC };
}

/** The number that a constraint aims at. */
function wanted(figure: Figure, otherwise: number): number {
  if (typeof figure === 'number') return figure;
  return figure?.exact ?? figure?.ideal ?? figure?.max ?? figure?.min ?? otherwise;
}
