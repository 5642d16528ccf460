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

/** `react-native-view-shot`, as far as the SDK uses it. */
export type ViewShotModule = {
  captureRef(
    view: object | null,
    options?: { format?: 'jpg'; quality?: number; result?: 'base64'; handleGLSurfaceViewOnAndroid?: boolean },
  ): Promise<string>;
};

/** Modules of others that an app may have, and that the SDK uses where it is given them. */
export type OptionalModules = { NetInfo?: NetInfoModule; InCallManager?: InCallManagerModule; ViewShot?: ViewShotModule };

const optional: OptionalModules = {};

/**
 * Hands the SDK modules that it uses where an app has them: `NetInfo` (`@react-native-community/netinfo`) lets it notice another
 * network at once and name it, `InCallManager` (`react-native-incall-manager`) lets it choose between loudspeaker and earpiece,
 * `ViewShot` (all of `react-native-view-shot`) lets it take pictures of what is seen.
 */
export function provideModules(modules: OptionalModules): void {
  Object.assign(optional, modules);
}

export const optionalModules = (): Readonly<OptionalModules> => optional;
