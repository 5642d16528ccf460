import { webSocketUrl } from '@liuyun/core/signalling/webSocketUrl';

/** The addresses to try. Anything but ws(s) URLs is left out. */
export function serversOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => webSocketUrl(text) ?? []);
}
