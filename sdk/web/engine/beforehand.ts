import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoProxyInfo } from '../types/room.ts';

/** What an app settles before it makes an engine, with the static members. */
let engines = 0;
let proxies: string[] = [];
const modules = new Map<string, unknown>();

/** An engine has been made: regions can be chosen no more. */
export function engineMade(): void {
  engines++;
}

/** Regions are kept and mean nothing: this cloud is in one place. Throws GEO_FENCE_LATE once an engine has been made. */
export function setGeoFence(type: unknown, areas: unknown): void {
  if (engines > 0) throw new RtcError('GEO_FENCE_LATE');
  if (type !== 0 && type !== 1 && type !== 2) throw new RtcError('INPUT_PARAM', 'type');
  if (!Array.isArray(areas) || !areas.every(Number.isInteger)) throw new RtcError('INPUT_PARAM', 'areaList');
}

/** A plug-in of another SDK is kept by its name; this SDK understands none of them. */
export function useModule(module: unknown): void {
  const given = module as { name?: unknown; type?: unknown } | null | undefined;
  const name = [given?.name, given?.type].find((candidate) => typeof candidate === 'string' && candidate !== '');
  if (typeof name !== 'string') throw new RtcError('INPUT_PARAM', 'module');
  modules.set(name, module);
}

export function usedModules(): string[] {
  return [...modules.keys()];
}

/** Engines made from now on connect to these hosts, in turn, instead of the host of their server. */
export function setProxies(given: readonly ZegoProxyInfo[], enable: boolean): void {
  if (!enable) {
    proxies = [];
    return;
  }
  if (!Array.isArray(given)) throw new RtcError('INPUT_PARAM', 'proxyList');
  proxies = given.map((proxy: Partial<ZegoProxyInfo> | null) => hostOf(proxy?.hostName, proxy?.port));
}

/** Every server by way of every proxy; the servers themselves where there is none. */
export function throughProxies(servers: readonly string[]): string[] {
  if (proxies.length === 0) return [...servers];
  return proxies.flatMap((host) =>
    servers.map((server) => {
      const url = new URL(server);
      url.port = '';
      url.host = host;
      return url.href;
    }),
  );
}

/** `host`, `host:port` or a URL, of which only the host counts. */
function hostOf(hostName: unknown, port?: unknown): string {
  if (typeof hostName !== 'string' || hostName.trim() === '') throw new RtcError('INPUT_PARAM', 'proxy');
  const text = /^\w+:\/\//.test(hostName) ? hostName.trim() : `ws://${hostName.trim()}`;
  if (!URL.canParse(text)) throw new RtcError('INPUT_PARAM', 'proxy');
  const url = new URL(text);
  if (port !== undefined && port !== null) {
    if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65_535) throw new RtcError('INPUT_PARAM', 'port');
    url.port = String(port);
  }
  return url.host;
}
