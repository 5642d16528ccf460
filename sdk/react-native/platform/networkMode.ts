import { ZegoNetworkMode } from '../types/enums/index.ts';
import type { NetInfoModule } from './optionalModules.ts';

const generations: { readonly [generation: string]: ZegoNetworkMode } = {
  '2g': ZegoNetworkMode.Mode2G,
  '3g': ZegoNetworkMode.Mode3G,
  '4g': ZegoNetworkMode.Mode4G,
  '5g': ZegoNetworkMode.Mode5G,
};

const types: { readonly [type: string]: ZegoNetworkMode } = {
  none: ZegoNetworkMode.Offline,
  wifi: ZegoNetworkMode.WiFi,
  ethernet: ZegoNetworkMode.Ethernet,
};

/** Tells every other kind of network than the one before, by its documented number. The first one is no change. */
export function followNetworkMode(netInfo: NetInfoModule | undefined, changed: (mode: ZegoNetworkMode) => void): () => void {
  let known: ZegoNetworkMode | undefined;
  const stop = netInfo?.addEventListener(({ type, isConnected, details }) => {
    const before = known;
    known =
      isConnected === false
        ? ZegoNetworkMode.Offline
        : ((type === 'cellular' ? generations[details?.cellularGeneration ?? ''] : types[type]) ?? ZegoNetworkMode.Unknown);
    if (before !== undefined && before !== known) changed(known);
  });
  return () => stop?.();
}
