/** Where the signalling door of our server is, below its origin. */
export const SIGNALLING_PATH = '/signalling';

/** Scheme, authority, path and query; what follows a # is not the server's business. */
const WS_URL = /^(wss?):\/\/([^\s/?#\\]+)([^\s#]*)/i;

/**
 * A ws(s) URL as it was given, with our path where it has none; undefined for anything else. Without `URL`, of which a phone's
 * JavaScript has half.
 */
export function webSocketUrl(value: unknown): string | undefined {
  const [, scheme, host, rest = ''] = (typeof value === 'string' && WS_URL.exec(value.trim())) || [];
  if (!scheme || !host) return undefined;
  const [, path = '', query = ''] = /^([^?]*)(\?.*)?$/.exec(rest) ?? [];
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${path === '' || path === '/' ? SIGNALLING_PATH : path}${query}`;
}
