import type { MicrophoneWish } from '../Machine.ts';

/** What the app has set for every channel: the microphone and how its sound is treated. */
export type CaptureWishes = {
  microphone: MicrophoneWish;
  microphoneMuted: boolean;
  /** The microphone may be opened at all (`enableAudioCaptureDevice`). */
  audioDevice: boolean;
  /** 0–200. */
  captureVolume: number;
};

export function defaultWishes(): CaptureWishes {
  return {
    microphone: { aec: true, agc: true, ans: true, stereo: false },
    microphoneMuted: false,
    audioDevice: true,
    captureVolume: 100,
  };
}
