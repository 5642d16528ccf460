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

/** Modules of others that an app may have, and that the SDK uses where it is given them. */
export type OptionalModules = { NetInfo?: NetInfoModule; InCallManager?: InCallManagerModule };

const optional: OptionalModules = {};

/**
 * Hands the SDK modules that it uses where an app has them: `NetInfo` (`@react-native-community/netinfo`) lets it notice another
 * network at once, `InCallManager` (`react-native-incall-manager`) lets it choose between loudspeaker and earpiece.
 */
export function provideModules(modules: OptionalModules): void {
  Object.assign(optional, modules);
}

export const optionalModules = (): Readonly<OptionalModules> => optional;
