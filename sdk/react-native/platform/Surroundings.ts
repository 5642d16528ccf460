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
  /** How mediasoup-client is to talk to it. The original does not say, and is talked to in its own way. */
  mediasoupHandler?: 'ReactNative106' | 'Chrome111';
};

/** `@react-native-community/netinfo`, as far as the SDK uses it. */
export type NetInfoModule = {
  addEventListener(
    listener: (state: {
      type: string;
      isConnected: boolean | null;
      details?: { cellularGeneration?: string | null } | null;
    }) => void,
  ): () => void;
};

/** `react-native-incall-manager`, as far as the SDK uses it. */
export type InCallManagerModule = { setForceSpeakerphoneOn(on: boolean): void };

/** Port: everything that the SDK meets outside of itself on a phone. The app's modules stand behind it, in tests a fake. */
export interface Surroundings {
  readonly webrtc: WebRtcModule;
  /** 'android 35' */
  readonly system: string;
  /** Tells when the app comes to the front ('active') or leaves it. */
  onAppState(listener: (state: string) => void): () => void;
  createPlatform(log: Platform['log']): Platform;
}

/** Modules of others that an app may have, and that the SDK uses where it is given them. */
export type OptionalModules = { NetInfo?: NetInfoModule; InCallManager?: InCallManagerModule };

let surroundings: Surroundings | undefined;
const optional: OptionalModules = {};

/** Called once, by the package's index. */
export function setSurroundings(given: Surroundings): void {
  surroundings = given;
}

export function theSurroundings(): Surroundings {
  if (!surroundings) throw new Error('the SDK was not loaded through its index');
  return surroundings;
}

/**
 * Hands the SDK modules that it uses where an app has them: `NetInfo` (`@react-native-community/netinfo`) lets it notice another
 * network at once, `InCallManager` (`react-native-incall-manager`) lets it choose between loudspeaker and earpiece.
 */
export function provideModules(modules: OptionalModules): void {
  Object.assign(optional, modules);
}

export const optionalModules = (): Readonly<OptionalModules> => optional;
