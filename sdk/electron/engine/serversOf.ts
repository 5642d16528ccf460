import { serverUrls } from '@liuyun/browser/platform/serverUrl';

/** The addresses of the cloud: one or a list, ws(s) or http(s). Without any, the origin that the page came from. */
export function serversOf(server: unknown): string[] {
  const given = (Array.isArray(server) ? server : typeof server === 'string' ? server.split(',') : []).map((url) =>
    typeof url === 'string' ? url.trim().replace(/^http/i, 'ws') : '',
  );
  return serverUrls(given, typeof location === 'object' ? { page: location.href } : {});
}
