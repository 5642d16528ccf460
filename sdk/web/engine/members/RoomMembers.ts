import { RtcError } from '@liuyun/protocol/errors';
import { sendTransparentMessage } from '../../room/transparentMessage.ts';
import type {
  ZegoRoomConfig,
  ZegoRoomSendTransparentMessage,
  ZegoServerResponse,
  ZegoSwitchRoomConfig,
  ZegoUser,
} from '../../types/room.ts';
import { loginRoom } from '../loginRoom.ts';
import { switchRoom } from '../switchRoom.ts';
import { GeneralMembers } from './GeneralMembers.ts';

const done = (): ZegoServerResponse => ({ errorCode: 0, extendedData: '' });

/** Rooms, users, tokens and messages. */
export abstract class RoomMembers extends GeneralMembers {
  /**
   * Enters a room, which is created if need be. Resolves true when the server has accepted; `roomStateChanged` mirrors it.
   * Register listeners first: the lists of people and streams follow at once. Rejects with 1002064 or 1102012 when it is
   * joined or being joined, 1002001 in another room, 1002037 in too many (`enableMultiRoom`), 1002067 without a token,
   * 1002075–1002080 for a bad one, 1002033 refused, 1002034 full, 1002066 banned, 1002030 or 1002031 without an answer.
   */
  loginRoom(roomID: string, token: string, user: ZegoUser, config?: ZegoRoomConfig): Promise<boolean> {
    return this.promise('loginRoom', () => loginRoom(this.parts, { roomID, token, user, config: config ?? {} }));
  }

  /** Leaves a room, or every room. Publishing and playing in it stop; local streams stay open. */
  logoutRoom(roomID?: string): void {
    this.value(
      'logoutRoom',
      () => {
        this.parts.core.logout(roomID);
        this.parts.plays.forgetStopped();
      },
      undefined,
    );
  }

  /**
   * Lets the user sit in several rooms at once (up to 5, else 1002037); then `publishOption.roomID` is needed. To be called
   * before the first login: false afterwards.
   */
  enableMultiRoom(enable: boolean): boolean {
    return this.boolean('enableMultiRoom', () => {
      if (typeof enable !== 'boolean') throw new RtcError('INPUT_PARAM', 'enable');
      this.parts.core.enableMultiRoom(enable);
    });
  }

  /**
   * Hands over a fresh token, for one room or for all. False (1002075) if it does not look like one; the server checks it,
   * and what it finds is in the log.
   */
  renewToken(token: string, roomID?: string): boolean {
    return this.boolean('renewToken', () => {
      if (typeof token !== 'string' || token === '') throw new RtcError('TOKEN_FORMAT');
      void this.promise('renewToken', () => this.parts.core.renewToken(token, roomID));
    });
  }

  /**
   * A text to everybody else in the room, reliable and in order, 1–1024 bytes. Rejects with 1009001 empty, 1009002 too long,
   * 1009015 too often, 1000002 in no room, 1009005 in another one.
   */
  sendBroadcastMessage(roomID: string, message: string): Promise<ZegoServerResponse> {
    return this.promise('sendBroadcastMessage', async () => {
      await this.parts.core.sendBroadcastMessage(roomID, message);
      return done();
    });
  }

  /** A text to everybody else in the room that may be dropped in a flood, 1–1024 bytes. Fails as `sendBroadcastMessage`. */
  sendBarrageMessage(roomID: string, message: string): Promise<ZegoServerResponse> {
    return this.promise('sendBarrageMessage', async () => {
      await this.parts.core.sendBarrageMessage(roomID, message);
      return done();
    });
  }

  /** A text to some people in the room (to everybody for an empty list), 1–1024 bytes. Fails as `sendBroadcastMessage`; too often is 1109001. */
  sendCustomCommand(roomID: string, command: string, toUserIDList: string[]): Promise<ZegoServerResponse> {
    return this.promise('sendCustomCommand', async () => {
      const to = toUserIDList ?? [];
      if (!Array.isArray(to) || to.some((userID) => typeof userID !== 'string')) {
        throw new RtcError('INPUT_PARAM', 'toUserIDList');
      }
      await this.parts.core.sendCustomCommand(roomID, command, to);
      return done();
    });
  }

  /**
   * Leaves one room and enters another as the same user. Streams of the old room stop. If the other room cannot be entered
   * the old one is left all the same. Rejects with 1002002 when `fromRoomID` is not joined, 1002064 for the same room twice,
   * 1102012 during a login, 1002019 with `enableMultiRoom`, and as `loginRoom`.
   */
  switchRoom(fromRoomID: string, toRoomID: string, config: ZegoSwitchRoomConfig): Promise<boolean> {
    return this.promise('switchRoom', () => switchRoom(this.parts, { fromRoomID, toRoomID, config }));
  }

  /**
   * Sets a value that the room carries for everybody in it: one key of at most 10 bytes, a value of at most 100. Others get
   * `roomExtraInfoUpdate`. Rejects with 1002014 or 1002015 for the key, 1002016 for the value, 1002017 for a second key.
   */
  setRoomExtraInfo(roomID: string, key: string, value: string): Promise<ZegoServerResponse> {
    return this.promise('setRoomExtraInfo', async () => {
      await this.parts.core.setRoomExtraInfo(roomID, key, value);
      return done();
    });
  }

  /** A binary message (at most 1024 bytes) to some people in the room, or to everybody for an empty list. 1100002 after `timeOut` seconds without an answer. */
  sendTransparentMessage(roomID: string, message: ZegoRoomSendTransparentMessage): Promise<ZegoServerResponse> {
    return this.promise('sendTransparentMessage', async () => {
      await sendTransparentMessage(this.parts.core, roomID, message);
      return done();
    });
  }
}
