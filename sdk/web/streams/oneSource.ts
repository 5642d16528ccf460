import { RtcError } from '@liuyun/protocol/errors';

/** What a stream comes from, of which an app may name one; `screen: false` names none. Throws INPUT_PARAM. */
export function oneSource({ camera, screen, custom }: { camera?: unknown; screen?: unknown; custom?: unknown }): void {
  const named = [camera, screen, custom].filter(Boolean);
  if (named.length > 1) throw new RtcError('INPUT_PARAM', 'camera, screen and custom exclude one another');
}
