import type { Platform } from '@liuyun/core';

/** A stream of react-native-webrtc: a MediaStream that views know by its URL, and that has to be let go by hand. */
export type NativeStream = { toURL(): string; getTracks(): MediaStreamTrack[]; release(releaseTracks?: boolean): void };

/** What the SDK uses of `react-native-webrtc`. */
export type WebRtcModule = {
  registerGlobals(): void;
  mediaDevices: {
    getUserMedia(constraints: MediaStreamConstraints): Promise<NativeStream>;
    getDisplayMedia(constraints?: object): Promise<NativeStream>;
    enumerateDevices(): Promise<{ deviceId: string; kind: string; label: string; facing?: string }[]>;
  };
  MediaStream: new (tracks: MediaStreamTrack[]) => NativeStream;
  RTCPeerConnection: new () => RTCPeerConnection;
  /** How mediasoup-client is to talk to it. The original does not say, and is talked to in its own way. */
  mediasoupHandler?: 'ReactNative106' | 'Chrome111';
};

/** Port: everything that the SDK meets outside of itself on a phone. The app's modules stand behind it, in tests a fake. */
export interface Surroundings {
  readonly webrtc: WebRtcModule;
  /** 'android 35' */
  readonly system: string;
  /** Tells when the app comes to the front ('active') or leaves it. */
  onAppState(listener: (state: string) => void): () => void;
  /**
   * Tells where the sound comes out when that changes, in the words of `react-native-incall-manager`: SPEAKER_PHONE, EARPIECE,
   * WIRED_HEADSET, BLUETOOTH, or NONE of them in particular. Never where an app has no such module.
   */
  onAudioDevice(listener: (device: string) => void): () => void;
  createPlatform(log: Platform['log']): Platform;
}

let surroundings: Surroundings | undefined;

/** Called once, by the package's index. */
export function setSurroundings(given: Surroundings): void {
  surroundings = given;
}

export function theSurroundings(): Surroundings {
  if (!surroundings) throw new Error('the SDK was not loaded through its index');
  return surroundings;
}
