import { RtcError } from '@liuyun/protocol/errors';
import type { Engine } from '../Engine.ts';
import { faultOfEntering } from '../room/faultOfEntering.ts';
import { maySwitch } from '../room/maySwitch.ts';
import { objectOf, optionsOf } from './configs.ts';
import { nativeCode } from './failures.ts';
import type { Tell } from './NativeEvents.ts';
import { roomReason, roomState } from './numbers.ts';

/** Login as the native APIs have it: the token and what is wanted stand in a configuration, null is as good as omitted. */
export class Rooms {
  readonly #core: Engine;
  readonly #tell: Tell;

  constructor(core: Engine, tell: Tell) {
    this.#core = core;
    this.#tell = tell;
  }

  /** What can be seen to be wrong is told as LoginFailed too, as what the server says is. */
  async login(roomID: string, user: unknown, config?: unknown): Promise<void> {
    let told = false;
    const unlisten = this.#core.facts.on('roomStateChanged', (id) => {
      told ||= id === roomID;
    });
    try {
      await this.#core.login(roomID, userOf(user), loginOptionsOf(config));
    } catch (error) {
      const known = RtcError.from(error);
      if (!told && !STAYS.has(known.failure)) this.#failed(roomID, known);
      throw error;
    } finally {
      unlisten();
    }
  }

  logout(roomID: string | undefined): void {
    if (roomID !== undefined && typeof roomID !== 'string') throw new RtcError('INPUT_PARAM', 'roomID');
    if (roomID === undefined && this.#core.rooms.length === 0) throw new RtcError('NOT_LOGGED_IN');
    this.#core.logout(roomID);
  }

  async switch(fromRoomID: string, toRoomID: string, config?: unknown): Promise<void> {
    const user = maySwitch(this.#core, fromRoomID, toRoomID);
    const options = loginOptionsOf(config);
    const fault = faultOfEntering(options) ?? (options.token || this.#core.signs ? undefined : 'NO_CREDENTIALS');
    if (fault) throw new RtcError(fault);
    this.#core.logout(fromRoomID);
    await this.login(toRoomID, user, { ...options, isUserStatusNotify: options.userUpdate });
  }

  async renewToken(roomID: string, token: string): Promise<void> {
    await this.#core.renewToken(token, roomID);
  }

  #failed(roomID: unknown, error: RtcError): void {
    const told = { roomID: typeof roomID === 'string' ? roomID : '', extendedData: error.detail };
    const errorCode = nativeCode(error.failure, 'room');
    this.#tell('roomStateChanged', { ...told, reason: roomReason.LOGIN_FAILED, errorCode });
    this.#tell('roomStateUpdate', { ...told, state: roomState.LOGIN_FAILED ?? 0, errorCode });
  }
}

/** The room is being entered, or entered already: a second call changes nothing about it. */
const STAYS = new Set(['ROOM_ALREADY_JOINED', 'LOGIN_IN_PROGRESS']);

function userOf(given: unknown): { userID: string; userName: string } {
  const { userID, userName } = optionsOf(given, 'user');
  return { userID: userID as string, userName: (userName ?? userID) as string };
}

function loginOptionsOf(config: unknown): { token?: string; userUpdate: boolean; maxMemberCount: number } {
  const { token, isUserStatusNotify, maxMemberCount } = optionsOf(config, 'config');
  return {
    ...(token === undefined || token === null || token === '' ? {} : { token: token as string }),
    userUpdate: isUserStatusNotify === true,
    maxMemberCount: (maxMemberCount ?? 0) as number,
  };
}

/** The IDs of a list of users; everybody else where there is none. */
export function userIDsOf(users: unknown): string[] {
  if (users === undefined || users === null) return [];
  if (!Array.isArray(users)) throw new RtcError('INPUT_PARAM', 'toUserList');
  return users.map((user) => {
    const { userID } = objectOf(user, 'toUserList');
    if (typeof userID !== 'string') throw new RtcError('INPUT_PARAM', 'toUserList');
    return userID;
  });
}
