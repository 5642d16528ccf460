import type { ZegoRoomConfig, ZegoUser } from '../../definitions/structures/streams.ts';
import type { Result } from './EngineBase.ts';
import { GeneralMembers } from './GeneralMembers.ts';

/** Rooms and messages. */
export abstract class RoomMembers extends GeneralMembers {
  /**
   * Enters a room. The outcome comes as `onRoomStateUpdate` and `onRoomStateChanged`. What is published and played right
   * afterwards waits for it.
   */
  loginRoom(roomID: string, user: ZegoUser, config?: ZegoRoomConfig | null): void {
    this.later('loginRoom', 'room', ({ native }) => native.rooms.login(roomID, user, config));
  }

  /** Leaves a room, or all. Publishing, playing and previews end. */
  logoutRoom(roomID?: string | null): void {
    this.quiet('logoutRoom', 'room', ({ native }) => native.logout(roomID ?? undefined));
  }

  /** Leaves one room and enters another, as the same user. Publishing and playing end, previews go on. */
  switchRoom(fromRoomID: string, toRoomID: string, config?: ZegoRoomConfig | null): void {
    this.later('switchRoom', 'room', ({ native }) => native.rooms.switch(fromRoomID, toRoomID, config));
  }

  /** A new token for a joined room, after `onRoomTokenWillExpire`. */
  renewToken(roomID: string, token: string): void {
    this.later('renewToken', 'room', ({ native }) => native.rooms.renewToken(roomID, token));
  }

  /** A value that the room carries for everybody in it. Resolves `{errorCode}`. */
  setRoomExtraInfo(roomID: string, key: string, value: string): Promise<Result> {
    return this.answer('setRoomExtraInfo', 'room', async ({ native }) => {
      await native.core.setRoomExtraInfo(roomID, key, value);
      return {};
    });
  }

  /** To everybody else in the room, at most 1024 bytes. Resolves `{errorCode, messageID}`. */
  sendBroadcastMessage(roomID: string, message: string): Promise<Result> {
    return this.answer('sendBroadcastMessage', 'message', ({ native }) => native.core.sendBroadcastMessage(roomID, message));
  }

  /** The same for floods of short messages: the newest may push out older ones. Resolves `{errorCode, messageID}`. */
  sendBarrageMessage(roomID: string, message: string): Promise<Result> {
    return this.answer('sendBarrageMessage', 'message', ({ native }) => native.core.sendBarrageMessage(roomID, message));
  }

  /** To some users, or to everybody else where none are named. Resolves `{errorCode}`. */
  sendCustomCommand(roomID: string, command: string, toUserList?: ZegoUser[] | null): Promise<Result> {
    return this.answer('sendCustomCommand', 'message', async ({ native }) => {
      await native.sendCustomCommand(roomID, command, toUserList);
      return {};
    });
  }
}
