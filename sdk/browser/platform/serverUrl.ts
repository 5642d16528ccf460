import { SIGNALLING_PATH, webSocketUrl } from '@liuyun/core/signalling/webSocketUrl';

/**
 * The WebSocket addresses to try, in order.
 * - `?server=` on the script's own URL overrides everything: a ws(s) or http(s) URL, or a host; empty: the script's origin.
 *   So an app with another cloud's address compiled in moves to ours by changing its script tag.
 * - Otherwise those of `server` (one or a list) that are ws(s) URLs.
 * - Otherwise (`''`, `'none'`, anything else) the origin that the script came from, else the page's.
 *
 * An empty answer means that there is nothing to connect to.
 */
export function serverUrls(server: unknown, from: { script?: string; page?: string }): string[] {
  const script = parse(from.script);
  const home = webSocketAt(script) ?? webSocketAt(parse(from.page));

  if (script?.searchParams.has('server')) {
    const told = script.searchParams.getAll('server').flatMap((text) => text.split(','));
    const urls = told.map((text) => overriding(text.trim(), script)).filter((url) => url !== undefined);
    if (urls.length > 0) return urls;
    return home ? [home] : [];
  }

  const given = (Array.isArray(server) ? server : [server]).map(webSocketUrl).filter((url) => url !== undefined);
  if (given.length > 0) return given;
  return home ? [home] : [];
}

function parse(text: string | undefined): URL | undefined {
  return text && URL.canParse(text) ? new URL(text) : undefined;
}

/** The signalling address at the origin of an http(s) URL; nothing for file:, blob: and the like. */
function webSocketAt(url: URL | undefined): string | undefined {
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined;
  return `${url.protocol === 'https:' ? 'wss' : 'ws'}://${url.host}${SIGNALLING_PATH}`;
}

function overriding(text: string, script: URL): string | undefined {
  if (text === '') return undefined;
  const url = parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return webSocketAt(url);
  return webSocketUrl(text) ?? webSocketUrl(`${script.protocol === 'https:' ? 'wss' : 'ws'}://${text}`);
}
