import { describe, expect, it } from 'vitest';
import { type Client, failureOf } from './Client.ts';
import { track } from './rtp.ts';
import { apiOf, elsewhere, type LoggedIn, onStage, openSend, type Stage } from './server.ts';

/** Time passes, and these clients go on living. */
async function pass(stage: Stage, ms: number, ...alive: Client[]): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    stage.clock.advance(Math.min(left, 5_000));
    await Promise.all(alive.map((client) => client.ask('heartbeat', {})));
  }
}

describe.skipIf(elsewhere)('after a token has expired', () => {
  const stage = onStage({ fakeClock: true });
  const outlive = async () => {
    const userID = stage.fresh('ann');
    const ann = await stage.login(userID, stage.fresh('room'), { token: stage.token(userID, { seconds: 20 }) });
    const streamID = stage.fresh('s');
    const publishing = async (name = streamID, keepStreams = false) => {
      const { transportID } = await ann.ask('openTransport', { direction: 'send', keepStreams });
      return failureOf(ann.ask('startPublishing', { streamID: name, transportID, tracks: [track('audio')], extraInfo: '' }));
    };
    expect(await publishing()).toBe('ok');
    await pass(stage, 25_000, ann);
    return { ann, userID, streamID, publishing };
  };
  const loseWorker = async (ann: LoggedIn) => {
    const app = stage.server.cloud.apps.find(stage.app.appID);
    const session = stage.server.cloud.apps.session(ann.snapshot.sessionID);
    if (!app || !session) throw new Error('no session');
    stage.engine.killWorker(stage.engine.workerOf(await stage.server.cloud.mediaRooms.of(app.roomOf(session))));
    await ann.next('mediaLost');
  };

  it('[SESSION-25] a stream goes on over another connection of its publisher, and after the loss of the media worker', async () => {
    const { ann, streamID, publishing } = await outlive();
    expect(await publishing(streamID, true)).toBe('ok');
    expect(await publishing()).toBe('ok');
    await loseWorker(ann);
    expect(await publishing()).toBe('ok');
    expect(await publishing(stage.fresh('other'))).toBe('TOKEN_EXPIRED');
  });

  it('[SESSION-25] real-time data goes on as well', async () => {
    const userID = stage.fresh('ann');
    const ann = await stage.login(userID, stage.fresh('room'), { token: stage.token(userID, { seconds: 20 }) });
    const streamID = stage.fresh('d');
    const broadcasting = async (name = streamID) => {
      const transportID = await openSend(ann);
      return failureOf(ann.ask('startBroadcastingData', { streamID: name, transportID, sctp: { streamId: 1 } }));
    };
    expect(await broadcasting()).toBe('ok');
    await pass(stage, 25_000, ann);
    expect(await broadcasting()).toBe('ok');
    expect(await broadcasting(stage.fresh('other'))).toBe('TOKEN_EXPIRED');
    expect(await broadcasting()).toBe('ok');
    await ann.ask('stopBroadcastingData', { streamID });
    expect(await broadcasting()).toBe('TOKEN_EXPIRED');
  });

  it('[SESSION-25] what was stopped, also while its connection was lost, begins anew', async () => {
    const first = await outlive();
    await first.ann.ask('stopPublishing', { streamID: first.streamID });
    expect(await first.publishing()).toBe('TOKEN_EXPIRED');
    const second = await outlive();
    await loseWorker(second.ann);
    expect(await failureOf(second.ann.ask('stopPublishing', { streamID: second.streamID }))).toBe('PUBLISH_STREAM_NOT_FOUND');
    expect(await second.publishing()).toBe('TOKEN_EXPIRED');
  });

  it('[SESSION-25] a token that is revoked meanwhile lets nothing go on', async () => {
    const { ann, userID, publishing } = await outlive();
    expect((await apiOf(stage).call('RevokeTokens', { UserId: [userID], KickOut: false })).Code).toBe(0);
    await loseWorker(ann);
    expect(await publishing()).toBe('TOKEN_EXPIRED');
  });
});
