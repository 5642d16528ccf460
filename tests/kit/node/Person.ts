import { createEngine } from '../../../sdk/core/createEngine.ts';
import type { Engine } from '../../../sdk/core/Engine.ts';
import type { EngineFacts } from '../../../sdk/core/EngineFacts.ts';
import { fakeTrack } from '../../../sdk/core/platform/fake/FakeTracks.ts';
import { NodePlatform } from './NodePlatform.ts';

type Told = { [N in keyof EngineFacts]: { name: N; args: EngineFacts[N] } }[keyof EngineFacts];

/** A user with an engine of their own, who remembers everything it told. */
export class Person {
  readonly platform = new NodePlatform();
  readonly engine: Engine;
  readonly userID: string;
  readonly told: Told[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(userID: string, cloud: { appID: number; appSign: string; servers: string[] }) {
    this.userID = userID;
    this.engine = createEngine({ ...cloud, platform: this.platform, sdk: { name: 'test', version: '0' } });
    for (const name of heard) {
      this.engine.facts.on(name, (...args: unknown[]) => {
        this.told.push({ name, args } as Told);
        for (const look of [...this.#waiting]) look();
      });
    }
  }

  login(roomID = 'room', token?: string): Promise<void> {
    const user = { userID: this.userID, userName: `name of ${this.userID}` };
    return this.engine.login(roomID, user, { ...(token && { token }), userUpdate: true, maxMemberCount: 0 });
  }

  publish(streamID: string): void {
    const tracks = { audio: fakeTrack('audio'), video: fakeTrack('video') };
    this.engine.publish(streamID, tracks, { extraInfo: 'hello', videoCodec: 'VP8' });
  }

  /** Waits for a fact, told before or after; rejects after `timeoutMs`. */
  heard<N extends keyof EngineFacts>(
    name: N,
    fits: (...args: EngineFacts[N]) => boolean,
    timeoutMs = 15_000,
  ): Promise<EngineFacts[N]> {
    return new Promise((resolve, reject) => {
      const found = () => {
        for (const told of this.told) {
          if (told.name !== name || !fits(...(told.args as EngineFacts[N]))) continue;
          return told.args as EngineFacts[N];
        }
        return undefined;
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(
          new Error(`${this.userID} did not hear ${name}: ${JSON.stringify(this.told.map(({ name, args }) => [name, ...args]))}`),
        );
      }, timeoutMs);
      const look = () => {
        const args = found();
        if (!args) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(args);
      };
      this.#waiting.add(look);
      look();
    });
  }

  room(reason: string): Promise<unknown> {
    return this.heard('roomStateChanged', (_, told) => told === reason);
  }

  published(streamID: string, wanted = 'PUBLISHING'): Promise<unknown> {
    return this.heard('publisherStateChanged', (id, state) => id === streamID && state === wanted);
  }

  playing(streamID: string, wanted = 'PLAYING'): Promise<unknown> {
    return this.heard('playerStateChanged', (id, state) => id === streamID && state === wanted);
  }

  sees(change: 'ADD' | 'DELETE', streamID: string): Promise<unknown> {
    return this.heard(
      'streamsChanged',
      (_, told, streams) => told === change && streams.some((one) => one.streamID === streamID),
    );
  }

  /** From now on only what is new counts. */
  forget(): void {
    this.told.length = 0;
  }
}

const heard: (keyof EngineFacts)[] = [
  'roomStateChanged',
  'usersChanged',
  'streamsChanged',
  'streamExtraInfoChanged',
  'publisherStateChanged',
  'playerStateChanged',
  'remoteTrackChanged',
  'playedTrackReplaced',
  'broadcastMessagesReceived',
  'barrageMessagesReceived',
  'customCommandReceived',
  'roomExtraInfoChanged',
  'transparentMessageReceived',
  'networkQualityChanged',
  'dataReceived',
];
