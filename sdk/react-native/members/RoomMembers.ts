import type {
  ZegoIMSendBarrageMessageResult,
  ZegoIMSendBroadcastMessageResult,
  ZegoIMSendCustomCommandResult,
  ZegoRoomLoginResult,
  ZegoRoomLogoutResult,
  ZegoRoomSetRoomExtraInfoResult,
} from '../types/results.ts';
import type { ZegoRoomConfig, ZegoUser } from '../types/room.ts';
import { EngineBase } from './EngineBase.ts';

/** Rooms, and messages in them. */
export abstract class RoomMembers extends EngineBase {
  /**
   * Enters a room. Publishing and playing may be asked for at once: they wait for it.
   * @returns `errorCode` 0 when the room is entered; a refusal resolves too, and is told as `roomStateChanged` LoginFailed
   */
  loginRoom(roomID: string, user: ZegoUser, config?: Partial<ZegoRoomConfig> | null): Promise<ZegoRoomLoginResult> {
    const { calls, native } = this.parts;
    return calls.answer('loginRoom', 'room', {
      work: () => native.rooms.login(roomID, user, config),
      otherwise: { extendedData: '' },
    });
  }

  /** Leaves a room, or all of them. Publishing, playing and previews end. */
  logoutRoom(roomID?: string | null): Promise<ZegoRoomLogoutResult> {
    const { calls, native } = this.parts;
    return calls.answer('logoutRoom', 'room', {
      work: async () => native.logout(roomID ?? undefined),
      otherwise: { extendedData: '' },
    });
  }

  /** Leaves one room for another: publishing and playing end, previews go on. */
  switchRoom(fromRoomID: string, toRoomID: string, config?: Partial<ZegoRoomConfig> | null): Promise<void> {
    const { calls, native } = this.parts;
    return calls.do('switchRoom', 'room', () => native.rooms.switch(fromRoomID, toRoomID, config));
  }

  /** Takes a new token for a room, before the old one runs out (`roomTokenWillExpire`). */
  renewToken(roomID: string, token: string): Promise<void> {
    return this.parts.calls.do('renewToken', 'room', () => this.parts.native.rooms.renewToken(roomID, token));
  }

  /** A value that the room carries: a key of up to 10 bytes, a value of up to 100. */
  setRoomExtraInfo(roomID: string, key: string, value: string): Promise<ZegoRoomSetRoomExtraInfoResult> {
    const { calls, native } = this.parts;
    const work = () => native.core.setRoomExtraInfo(roomID, key, value);
    return calls.answer('setRoomExtraInfo', 'room', { work, otherwise: {} });
  }

  /** To everybody else in the room: at most 1024 bytes, twice a second. */
  sendBroadcastMessage(roomID: string, message: string): Promise<ZegoIMSendBroadcastMessageResult> {
    const { calls, native } = this.parts;
    const work = () => native.core.sendBroadcastMessage(roomID, message);
    return calls.answer('sendBroadcastMessage', 'message', { work, otherwise: { messageID: 0 } });
  }

  /** To everybody else in the room, and possibly lost in a crowd: at most 1024 bytes. */
  sendBarrageMessage(roomID: string, message: string): Promise<ZegoIMSendBarrageMessageResult> {
    const { calls, native } = this.parts;
    const work = () => native.core.sendBarrageMessage(roomID, message);
    return calls.answer('sendBarrageMessage', 'message', { work, otherwise: { messageID: '' } });
  }

  /** To some users of the room, or to everybody else where the list is empty or missing: at most 1024 bytes. */
  sendCustomCommand(roomID: string, command: string, toUserList?: ZegoUser[] | null): Promise<ZegoIMSendCustomCommandResult> {
    const { calls, native } = this.parts;
    const work = () => native.sendCustomCommand(roomID, command, toUserList);
    return calls.answer('sendCustomCommand', 'message', { work, otherwise: {} });
  }
}
