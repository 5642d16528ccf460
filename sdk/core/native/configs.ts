import { RtcError } from '@liuyun/protocol/errors';
import { codecID, codecName } from './numbers.ts';

/** How a picture is captured and encoded: pixels, frames per second, kbit/s, seconds between key frames. */
export type VideoConfig = {
  captureWidth: number;
  captureHeight: number;
  encodeWidth: number;
  encodeHeight: number;
  fps: number;
  bitrate: number;
  codecID: number;
  keyFrameInterval: number;
};

/** kbit/s, 1 mono or 2 stereo. */
export type AudioConfig = { bitrate: number; channel: number; codecID: number };

const LARGEST_SIDE = 7680;
const MOST_FPS = 120;
const MOST_KBPS = 100_000;
const KEY_FRAME_S = 2;

const videoPresets: readonly (readonly [width: number, height: number, kbps: number])[] = [
  [320, 180, 300],
  [480, 270, 400],
  [640, 360, 600],
  [960, 540, 1200],
  [1280, 720, 1500],
  [1920, 1080, 3000],
];

const audioPresets: readonly (readonly [kbps: number, channel: number])[] = [
  [16, 1],
  [48, 1],
  [56, 2],
  [128, 1],
  [192, 2],
];

export const DEFAULT_VIDEO_PRESET = 2;
export const DEFAULT_AUDIO_PRESET = 1;

/** The figures behind a preset number; INPUT_PARAM for an unknown one. */
export function videoPreset(preset: number): VideoConfig {
  const found = videoPresets[preset];
  if (!found) throw new RtcError('INPUT_PARAM', 'config: preset');
  const [width, height, bitrate] = found;
  const sides = { captureWidth: width, captureHeight: height, encodeWidth: width, encodeHeight: height };
  return { ...sides, fps: 15, bitrate, codecID: codecID.default, keyFrameInterval: KEY_FRAME_S };
}

/** The figures behind a preset number; INPUT_PARAM for an unknown one. */
export function audioPreset(preset: number): AudioConfig {
  const found = audioPresets[preset];
  if (!found) throw new RtcError('INPUT_PARAM', 'config: preset');
  return { bitrate: found[0], channel: found[1], codecID: codecID.default };
}

/** What a scenario presets for apps that set no figures: high quality calls and broadcasts get a bigger picture. */
export function scenarioVideo(scenario: number): VideoConfig {
  if (scenario === 5 || scenario === 8) return { ...videoPreset(3), fps: scenario === 5 ? 25 : 20 };
  return videoPreset(DEFAULT_VIDEO_PRESET);
}

const SCENARIOS = 11;

/** A documented scenario number; INPUT_PARAM for anything else. */
export function scenarioOf(value: unknown): number {
  if (value === undefined || value === null) return 0;
  return numberUpTo(SCENARIOS - 1, value, 'scenario');
}

/** A preset number, or figures over those that hold. What is missing, or null, stays. */
export function videoConfigOf(given: unknown, now: VideoConfig): VideoConfig {
  if (typeof given === 'number') return videoPreset(given);
  const fields = objectOf(given, 'config');
  const take = (key: keyof VideoConfig, least: number, most: number) => figure(fields[key], now[key], { key, least, most });
  const codec = fields.codecID ?? now.codecID;
  if (codec !== codecID.unknown) codecName(codec);
  return {
    captureWidth: take('captureWidth', 16, LARGEST_SIDE),
    captureHeight: take('captureHeight', 16, LARGEST_SIDE),
    encodeWidth: take('encodeWidth', 16, LARGEST_SIDE),
    encodeHeight: take('encodeHeight', 16, LARGEST_SIDE),
    fps: take('fps', 1, MOST_FPS),
    bitrate: take('bitrate', 1, MOST_KBPS),
    codecID: codec as number,
    keyFrameInterval: take('keyFrameInterval', 0, 3600),
  };
}

/** A preset number, or figures over those that hold. */
export function audioConfigOf(given: unknown, now: AudioConfig): AudioConfig {
  if (typeof given === 'number') return audioPreset(given);
  const fields = objectOf(given, 'config');
  const take = (key: keyof AudioConfig, least: number, most: number) => figure(fields[key], now[key], { key, least, most });
  return { bitrate: take('bitrate', 1, 512), channel: take('channel', 0, 2), codecID: take('codecID', 0, codecID.unknown) };
}

/** An object of an app's; INPUT_PARAM for anything else. */
export function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new RtcError('INPUT_PARAM', name);
  return value as Record<string, unknown>;
}

/** The same where it may be missing, or null. */
export function optionsOf(value: unknown, name: string): Record<string, unknown> {
  return value === undefined || value === null ? {} : objectOf(value, name);
}

/** A documented number, 0 to `most`; INPUT_PARAM for anything else. */
export function numberUpTo(most: number, value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > most) throw new RtcError('INPUT_PARAM', name);
  return value as number;
}

/** A volume, 0–200. */
export function volumeOf(value: unknown): number {
  return figure(value, undefined, { key: 'volume', least: 0, most: 200 });
}

function figure(
  value: unknown,
  otherwise: number | undefined,
  { key, least, most }: { key: string; least: number; most: number },
): number {
  if ((value === undefined || value === null) && otherwise !== undefined) return otherwise;
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw new RtcError('INPUT_PARAM', key);
  return value;
}
