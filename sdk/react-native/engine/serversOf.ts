import { webSocketUrl } from '@liuyun/core/signalling/webSocketUrl';
import { serverList } from './beforehand.ts';

/** The addresses to try: those of the profile, else those that were set beforehand. Anything but ws(s) URLs is left out. */
export function serversOf(profile: unknown, before: readonly string[] | undefined): string[] {
  const given = serverList(profile);
  return (given.length > 0 ? given : (before ?? [])).flatMap((text) => webSocketUrl(text) ?? []);
}
