import type { NetworkHint } from '@liuyun/core';

/** Network Information API (WICG): Chromium only, not in the DOM typings. */
type WithConnection = Navigator & { connection?: EventTarget & { type?: string } };

/** Tells when a reconnection may work at once: back online, another network, the page visible again. */
export function networkHints(listener: (hint: NetworkHint) => void): () => void {
  const online = () => listener('online');
  const offline = () => listener('offline');
  const connection = (navigator as WithConnection).connection;
  let type = connection?.type;
  const changed = () => {
    // The event also comes with every new estimate of round trip and bandwidth.
    if (connection?.type === type) return;
    type = connection?.type;
    listener('changed');
  };
  const visible = () => {
    if (document.visibilityState === 'visible') listener('visible');
  };
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  document.addEventListener('visibilitychange', visible);
  connection?.addEventListener?.('change', changed);
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
    document.removeEventListener('visibilitychange', visible);
    connection?.removeEventListener?.('change', changed);
  };
}
