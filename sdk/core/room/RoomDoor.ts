import { randomHex } from '@liuyun/kit';
import type { Snapshot, User } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { ADDITIONS } from '@liuyun/protocol/limits';
import type { Device } from 'mediasoup-client';
import type { EngineOptions, Tuning } from '../Engine.ts';
import type { Wire } from '../media/Wire.ts';
import type { MediaParts } from './RoomMedia.ts';

export type LoginOptions = { token?: string; userUpdate: boolean; maxMemberCount: number };

export type RoomDoorOptions = {
  /** Of a client that may sit in several rooms: the same in each, so that they do not displace each other. */
  clientID: string | undefined;
  engine: EngineOptions;
  tuning(): Tuning;
  roomID: string;
  user: User;
  login: LoginOptions;
};

type Keys = { sessionID: string; sessionKey: string };

/** What one shows to be let into a room: credentials for a new session, keys for the present one. */
export class RoomDoor {
  readonly #options: RoomDoorOptions;
  /** What an attempt left behind whose answer was lost is known by it. */
  readonly #stayID: string;
  #keys: Keys | undefined;
  #token: string | undefined;
  /** The latest token that the server has taken. */
  #taken: string | undefined;
  /** What the last login showed. */
  #shown: string | undefined;
  /** How often the server wants to hear what is measured, ms; 0: never. */
  reportQualityMs = 0;

  constructor(options: RoomDoorOptions) {
    this.#options = options;
    this.#token = options.login.token;
    this.#taken = this.#token;
    this.#stayID = randomHex(options.engine.platform.random, 16);
  }

  /** The same object for as long as the server's session is the same. */
  get keys(): object | undefined {
    return this.#keys;
  }

  /** Whether they are those of before. */
  keep({ sessionID, sessionKey, reportQualityMs = 0 }: Keys & Pick<Snapshot, 'reportQualityMs'>): boolean {
    this.reportQualityMs = reportQualityMs;
    const same = this.#keys?.sessionID === sessionID;
    if (!same) this.#keys = { sessionID, sessionKey };
    return same;
  }

  /** The token is another one than the last login showed. */
  get unshown(): boolean {
    return this.#token !== this.#shown;
  }

  forget(): void {
    this.#keys = undefined;
  }

  /** From now on shown at every login, unless the server refuses it for good and no other has followed it by then. */
  renew(token: string): { latest(): boolean; ask(wire: Pick<Wire, 'ask'>): Promise<void> } {
    this.#token = token;
    return {
      latest: () => this.#token === token,
      ask: async (wire) => {
        try {
          await wire.ask('renewToken', { token });
          this.#taken = token;
        } catch (error) {
          if (!RtcError.from(error).retry && this.#token === token) this.fallBack();
          throw error;
        }
      },
    };
  }

  /** Back to the latest token that was taken; false if that is the one that is shown already. */
  fallBack(): boolean {
    const differs = this.#token !== this.#taken;
    this.#token = this.#taken;
    return differs;
  }

  /** Asks for everything a session needs at once, so that it costs one round trip. */
  enter(
    wire: Pick<Wire, 'ask'>,
    { reconnecting }: { reconnecting: boolean },
  ): { snapshot: Promise<Snapshot>; parts: MediaParts } {
    const { engine, login, roomID, user, clientID } = this.#options;
    const { appID, appSign, sdk, platform } = engine;
    const { userID, userName } = user;
    const token = this.#token;
    this.#shown = token;
    const snapshot = wire.ask('loginRoom', {
      appID,
      roomID,
      user: { userID, userName },
      ...(token !== undefined && { token }),
      ...(appSign !== undefined && { appSign }),
      userUpdate: login.userUpdate,
      maxMemberCount: login.maxMemberCount,
      client: {
        sdk: sdk.name.slice(0, 32),
        version: sdk.version.slice(0, 32),
        platform: platform.description.slice(0, 256),
      },
      knows: [...ADDITIONS],
      ...(reconnecting && { reconnecting }),
      ...(clientID !== undefined && { clientID }),
      stayID: this.#stayID,
    });
    snapshot.then(
      () => (this.#taken = token),
      () => undefined,
    );
    return { snapshot, parts: this.beginMedia(wire) };
  }

  /** Says which notice was heard last. Undefined where the server does not know the session any more; its keys are worth nothing then. */
  async resume(wire: Pick<Wire, 'ask'>, heard: number): Promise<Snapshot | undefined> {
    if (!this.#keys) return undefined;
    try {
      return await wire.ask('resumeRoom', { ...this.#keys, heard });
    } catch (error) {
      if (RtcError.from(error).failure !== 'SESSION_UNKNOWN') throw error;
      this.forget();
      return undefined;
    }
  }

  /** Asks for what a media link is made of. `again`: the device of the link whose streams it takes over. */
  beginMedia(wire: Pick<Wire, 'ask'>, again?: Promise<Device>): MediaParts {
    const { tcpOnly } = this.#options.tuning();
    const open = (direction: 'send' | 'receive') => {
      const keepStreams = again && { keepStreams: true };
      const opened = wire.ask('openTransport', { direction, ...(tcpOnly && { tcpOnly }), ...keepStreams });
      // A refused login refuses these too, and then nobody asks.
      opened.catch(() => undefined);
      return opened;
    };
    const device = again ?? this.#options.engine.platform.createDevice();
    device.catch(() => undefined);
    return { device, opened: { receive: open('receive'), send: open('send') } };
  }
}
