import type { AppDetail } from '../../api/types.ts';

/** What an SDK is given as `server`: this very machine, as this browser reaches it. */
export function serverUrl({ serverPath }: Pick<AppDetail, 'serverPath'>): string {
  const url = new URL(serverPath, location.origin);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
