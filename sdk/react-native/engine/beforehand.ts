import { objectOf, optionsOf } from '@liuyun/core/native/configs';
import { RtcError } from '@liuyun/protocol/errors';

/** What an app sets before there is an engine. */
export type Beforehand = { servers: string[] | undefined; multiRoom: boolean };

export const beforehand: Beforehand = { servers: undefined, multiRoom: false };

/** `setEngineConfig`: of the advanced keys, `server` is ours; others are kept by nobody. */
export function takeEngineConfig(config: unknown): void {
  const { advancedConfig } = objectOf(config, 'config');
  const { server } = optionsOf(advancedConfig, 'advancedConfig');
  if (server === undefined || server === null) return;
  const servers = serverList(server);
  if (servers.length === 0) throw new RtcError('INPUT_PARAM', 'advancedConfig.server');
  beforehand.servers = servers;
}

/** The addresses in a text (separated by commas) or a list of texts; what is no text is left out. */
export function serverList(server: unknown): string[] {
  const texts: unknown[] = Array.isArray(server) ? server : [server];
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(',') : [])).flatMap((text) => text.trim() || []);
}
