import { RtcError } from '@liuyun/protocol/errors';
import { numberUpTo, objectOf, optionsOf } from './configs.ts';

/** What an app sets before there is an engine: where its cloud is, and whether it may be in several rooms at once. */
export class Beforehand {
  /** Texts of the addresses, as they were given. */
  servers: readonly string[] = [];
  multiRoom = false;

  /** `setEngineConfig`: of the advanced keys `server` is ours, an address or several; others have no effect. */
  takeConfig(config: unknown): void {
    const { advancedConfig } = objectOf(config, 'config');
    const { server } = optionsOf(advancedConfig, 'advancedConfig');
    if (server === undefined || server === null) return;
    const servers = serverTexts(server);
    if (servers.length === 0) throw new RtcError('INPUT_PARAM', 'advancedConfig.server');
    this.servers = servers;
  }

  /** `setRoomMode`: one room (0) or several (1). ROOM_MODE_LATE where there is an engine. */
  takeRoomMode(mode: unknown, { late }: { late: boolean }): void {
    const several = numberUpTo(1, mode, 'mode') === 1;
    if (late) throw new RtcError('ROOM_MODE_LATE');
    this.multiRoom = several;
  }

  /** The addresses of a profile, else those that were set beforehand. */
  serversOf(profile: unknown): readonly string[] {
    const given = serverTexts(profile);
    return given.length > 0 ? given : this.servers;
  }
}

/** The addresses in a text (separated by commas) or a list of texts; what is no text is left out. */
function serverTexts(server: unknown): string[] {
  const texts: unknown[] = Array.isArray(server) ? server : [server];
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(',') : [])).flatMap((text) => text.trim() || []);
}
