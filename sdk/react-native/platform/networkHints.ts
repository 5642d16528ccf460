import type { NetworkHint } from '@liuyun/core';
import type { NetInfoModule } from './optionalModules.ts';
import type { Surroundings } from './Surroundings.ts';

/**
 * When a reconnection may work at once: the app is in front again and, where the app has handed over NetInfo, the network is
 * back or another one.
 */
export function networkHints(
  surroundings: Pick<Surroundings, 'onAppState'>,
  netInfo: NetInfoModule | undefined,
  listener: (hint: NetworkHint) => void,
): () => void {
  const stopState = surroundings.onAppState((state) => {
    if (state === 'active') listener('visible');
  });
  let known: { type: string; connected: boolean } | undefined;
  const stopNetwork = netInfo?.addEventListener(({ type, isConnected }) => {
    const now = { type, connected: isConnected !== false };
    const before = known;
    known = now;
    // The first call tells how things are, not that they have changed.
    if (!before) return;
    if (before.connected !== now.connected) listener(now.connected ? 'online' : 'offline');
    else if (before.type !== now.type) listener('changed');
  });
  return () => {
    stopState();
    stopNetwork?.();
  };
}
