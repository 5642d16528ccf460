import type { Kind, StreamDescription } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { createEngine } from '../../createEngine.ts';
import type { Engine, PlayOptions, PublishOptions } from '../../Engine.ts';
import type { EngineFacts } from '../../EngineFacts.ts';
import { FakePlatform } from './FakePlatform.ts';
import { fakeTrack } from './FakeTracks.ts';

export const publishOptions: PublishOptions = { extraInfo: '', videoCodec: 'VP8' };
export const playOptions: PlayOptions = { audio: true, video: true };
export const ann = { userID: 'ann', userName: 'Ann' };

/** A stream of another user, as a server describes it. */
export function streamOf(userID: string, streamID: string, kinds: Kind[] = ['audio', 'video']): StreamDescription {
  const described = {
    streamID,
    user: { userID, userName: userID },
    extraInfo: '',
    tracks: kinds.map((kind) => ({ kind, muted: false })),
  };
  return described as unknown as StreamDescription;
}

/** An engine on a fake platform, with everything it tells written down: `['roomStateChanged', 'room', 'LOGINED', …]`. */
export function fakeCall({ servers = ['ws://one'] }: { servers?: string[] } = {}) {
  const platform = new FakePlatform();
  const engine = createEngine({ appID: 1, servers, platform, sdk: { name: 'test', version: '0' } });
  const told: unknown[][] = [];
  const names: { [N in keyof EngineFacts]: true } = {
    roomStateChanged: true,
    usersChanged: true,
    userCountChanged: true,
    streamsChanged: true,
    streamExtraInfoChanged: true,
    publisherStateChanged: true,
    playerStateChanged: true,
    remoteTrackChanged: true,
    playedTrackReplaced: true,
    publishQualitySampled: true,
    playQualitySampled: true,
    broadcastMessagesReceived: true,
    barrageMessagesReceived: true,
    customCommandReceived: true,
    roomExtraInfoChanged: true,
    transparentMessageReceived: true,
    networkQualityChanged: true,
    dataReceived: true,
    publishedCodecChanged: true,
    playedPictureUndecodable: true,
    tokenWillExpire: true,
  };
  for (const name of Object.keys(names) as (keyof EngineFacts)[]) {
    engine.facts.on(name, (...args: unknown[]) => void told.push([name, ...args]));
  }
  return {
    platform,
    engine,
    server: platform.server,
    told,
    /** What was told under one name, without the name. */
    of: (name: keyof EngineFacts) => told.filter(([first]) => first === name).map(([, ...args]) => args),
    /** The reasons of the room so far, with their failures. */
    reasons: () =>
      told
        .filter(([name]) => name === 'roomStateChanged')
        .map(([, , reason, failure]) => (failure ? `${reason} ${failure}` : reason)),
    /** States of one stream so far, with their failures. */
    states: (streamID: string) =>
      told
        .filter(([name, id]) => (name === 'publisherStateChanged' || name === 'playerStateChanged') && id === streamID)
        .map(([, , state, failure]) => (failure ? `${state} ${failure}` : state)),
    login: async (options: { userUpdate?: boolean; token?: string } = {}) => {
      const login = engine.login('room', ann, { token: 'token', userUpdate: true, maxMemberCount: 0, ...options });
      login.catch(() => undefined);
      await platform.settle();
      return login;
    },
    publish: async (engineOf: Engine, streamID = 'mine', options: Partial<PublishOptions> = {}) => {
      const tracks = { audio: fakeTrack('audio'), video: fakeTrack('video') };
      engineOf.publish(streamID, tracks, { ...publishOptions, ...options });
      await platform.settle();
      return tracks;
    },
    play: async (streamID: string, options = playOptions) => {
      const playing = engine.play(streamID, options);
      playing.catch(() => undefined);
      await platform.settle();
      return playing;
    },
  };
}

/** The same, logged in and playing bob's stream `b`. */
export async function fakePlaying() {
  const call = fakeCall();
  call.server.streams = [streamOf('bob', 'b')];
  await call.login();
  const stream = await call.play('b');
  call.told.length = 0;
  return { ...call, stream };
}

/** The name of the failure a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => (error instanceof RtcError ? error.failure : `not an RtcError: ${String(error)}`),
  );
}

/** The name of the failure a call throws. */
export function thrownBy(call: () => unknown): string {
  try {
    call();
    return 'no failure';
  } catch (error) {
    return error instanceof RtcError ? error.failure : `not an RtcError: ${String(error)}`;
  }
}
