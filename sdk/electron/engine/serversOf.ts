import { serverUrls } from '@liuyun/browser/platform/serverUrl';

/** The addresses of the cloud, ws(s) or http(s). Without any, the origin that the page came from. */
export function serversOf(texts: readonly string[]): string[] {
  const given = texts.map((text) => text.replace(/^http/i, 'ws'));
  return serverUrls(given, typeof location === 'object' ? { page: location.href } : {});
}
