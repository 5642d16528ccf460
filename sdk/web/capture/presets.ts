/** A picture: pixels, frames per second, kbit/s. */
export type Picture = { width: number; height: number; frameRate: number; bitrate: number };

/** Camera qualities 1–3 of the public API. Quality 4 means: the caller's own figures. */
export const cameraPresets: { readonly [quality: number]: Picture } = {
  1: { width: 320, height: 240, frameRate: 15, bitrate: 300 },
  2: { width: 640, height: 480, frameRate: 15, bitrate: 800 },
  3: { width: 1280, height: 720, frameRate: 20, bitrate: 1500 },
};

/** Screen qualities 1–3. A screen is sent in the size it has. */
export const screenPresets: { readonly [quality: number]: Pick<Picture, 'frameRate' | 'bitrate'> } = {
  1: { frameRate: 20, bitrate: 800 },
  2: { frameRate: 15, bitrate: 1500 },
  3: { frameRate: 5, bitrate: 2000 },
};

export const CUSTOM_BITRATE = 800;
export const CUSTOM_MOST = 10_240;
export const AUDIO_BITRATE = 48;
const MUSIC_BITRATE = 128;

const STANDARD: Picture = { width: 640, height: 480, frameRate: 15, bitrate: 800 };

/** What a scenario presets for streams that name no figures of their own; `audioBitrate` in kbit/s, on one channel. */
export type ScenarioPreset = { camera: boolean; picture: Picture; audioBitrate: number };

/**
 * Scenario number → preset. Chat rooms and karaoke are voice: their camera stays off unless asked for. Where music is likely
 * to be sent, in karaoke and in chat rooms of high quality, sound has more room.
 */
export function scenarioPreset(scenario: number | undefined): ScenarioPreset {
  const call = { camera: true, picture: STANDARD, audioBitrate: AUDIO_BITRATE };
  switch (scenario) {
    case 4:
      return { ...call, picture: { width: 640, height: 360, frameRate: 15, bitrate: 600 } };
    case 5:
      return { ...call, picture: { width: 960, height: 540, frameRate: 25, bitrate: 1400 } };
    case 8:
      return { ...call, picture: { width: 960, height: 540, frameRate: 20, bitrate: 1200 } };
    case 6:
      return { ...call, camera: false };
    case 7:
    case 9:
      return { ...call, camera: false, audioBitrate: MUSIC_BITRATE };
    default:
      return call;
  }
}

/** A sensible bitrate (kbit/s) for a picture without one: about 0.1 bit per pixel at 15 fps, less per frame above that. */
export function bitrateFor({ width, height, frameRate }: Omit<Picture, 'bitrate'>): number {
  const kbps = (width * height * 15 * 0.17 * Math.sqrt(frameRate / 15)) / 1000;
  return Math.round(Math.min(10_240, Math.max(100, kbps)));
}
