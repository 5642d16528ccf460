import { RtcError } from '@liuyun/protocol';
import { ServerApi } from '@liuyun/server-assistant';
import type { AppRecord } from '../../../server/stores/AppStore.ts';
import { CodeclessPeer } from '../../kit/codecless/CodeclessPeer.ts';
import { Signalling } from '../../kit/codecless/Signalling.ts';

/** Where a call is held. */
export type Place = { origin: string; url: string; app: AppRecord; roomID: string };

type Call = Place & { ann: CodeclessPeer; bob: CodeclessPeer };

/** Every way in which a call ends here; each leaves nobody in its room, some only when the session's time is over. */
const endings = {
  orderly: async (call) => {
    await call.ann.unpublish(first(call));
    await Promise.all([call.ann.leave(), call.bob.leave()]);
  },
  publisherFirst: async ({ ann, bob }) => {
    await ann.leave();
    await bob.leave();
  },
  withoutAWord: async ({ ann, bob }) => {
    await Promise.all([ann.close(), bob.close()]);
  },
  lost: async ({ ann, bob }) => {
    ann.signalling.cut();
    bob.signalling.cut();
    await Promise.all([ann.close(), bob.close()]);
  },
  resumed: async ({ ann, bob, url }) => {
    ann.signalling.cut();
    const { sessionID, sessionKey } = ann.snapshot;
    const again = await Signalling.connect(url);
    await again.ask('resumeRoom', { sessionID, sessionKey });
    await again.ask('logoutRoom', {});
    await Promise.all([again.close(), ann.close(), bob.leave()]);
  },
  kickedOut: async ({ ann, bob, app, origin, roomID }) => {
    const api = new ServerApi({ server: origin, appID: app.appID, serverSecret: app.serverSecret });
    await api.kickoutUser({ RoomId: roomID, UserId: [userOf('ann', roomID), userOf('bob', roomID)] });
    await Promise.all([ann.signalling.closed, bob.signalling.closed]);
    await Promise.all([ann.close(), bob.close()]);
  },
  playedAgain: async (call) => {
    const { ann, bob } = call;
    await bob.stopPlaying(first(call));
    await ann.unpublish(first(call));
    await ann.publish(second(call), { video: 'H264', audio: true });
    const stream = await bob.play(second(call));
    await stream.when(({ keyFrames }) => keyFrames > 0);
    await Promise.all([bob.leave(), ann.leave()]);
  },
  mediaReplaced: async ({ ann, bob }) => {
    await ann.signalling.ask('openTransport', { direction: 'send', tcpOnly: false, keepStreams: true });
    await bob.signalling.ask('openTransport', { direction: 'receive', tcpOnly: true });
    await Promise.all([bob.leave(), ann.leave()]);
  },
  elsewhere: async (call) => {
    const again = await join(call, 'bob');
    await call.bob.signalling.closed;
    await Promise.all([again.leave(), call.ann.leave(), call.bob.close()]);
  },
} satisfies { [name: string]: (call: Call) => Promise<void> };

export const ENDINGS = Object.keys(endings) as (keyof typeof endings)[];

/** A call of two people: pictures, sound, words, something refused, and the end that was asked for. */
export async function oneCall(place: Place, ending: keyof typeof endings): Promise<void> {
  const ann = await join(place, 'ann');
  const bob = await join(place, 'bob');
  try {
    await Promise.race([talk(place, { ann, bob }), brokenOff(ann), brokenOff(bob)]);
    await endings[ending]({ ...place, ann, bob });
  } catch (error) {
    await Promise.allSettled([ann.close(), bob.close()]);
    throw error;
  }
}

async function talk(place: Place, { ann, bob }: Pick<Call, 'ann' | 'bob'>): Promise<void> {
  await ann.publish(first(place), { video: 'VP8', audio: true });
  const stream = await bob.play(first(place));
  await stream.when(({ keyFrames, audioPackets }) => keyFrames > 0 && audioPackets > 0);
  await ann.signalling.ask('sendBroadcastMessage', { message: 'hello' });
  await bob.signalling.notice('broadcastMessages');
  await refused(bob.signalling.ask('stopPlaying', { streamID: 'nobody' }));
}

async function brokenOff({ signalling }: CodeclessPeer): Promise<never> {
  throw new Error(`the server closed the connection: ${await signalling.closed}`);
}

/** A streamID is one in its app, whatever the room. */
const first = ({ roomID }: Place) => `${roomID}-first`;
const second = ({ roomID }: Place) => `${roomID}-second`;

/** A user is in one room at a time. */
const userOf = (name: string, roomID: string) => `${roomID}-${name}`;

function join({ url, app: { appID, appSign }, roomID }: Place, name: string): Promise<CodeclessPeer> {
  return CodeclessPeer.join({ url, appID, appSign, roomID, userID: userOf(name, roomID) });
}

async function refused(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof RtcError) return;
    throw error;
  }
  throw new Error('what should have been refused was not');
}
