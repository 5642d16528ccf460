import { expect, it } from 'vitest';
import { track } from './rtp.ts';
import { elsewhere, type LoggedIn, loseNetwork, onStage, openReceive, openSend } from './server.ts';

const stage = onStage({ fakeClock: true });

/** Ann publishes, bob has played it and stopped, and ann is away when she would have heard that nobody plays it any more. */
async function unplayed() {
  const room = stage.fresh('room');
  const [ann, bob] = [await stage.login(stage.fresh('ann'), room), await stage.login(stage.fresh('bob'), room)];
  const streamID = stage.fresh('s');
  const published = { streamID, tracks: [track('audio'), track('video')], extraInfo: '' };
  await ann.ask('startPublishing', { ...published, transportID: await openSend(ann) });
  const wish = { streamID, transportID: await openReceive(bob), capabilities: bob.snapshot.mediaCapabilities };
  await bob.ask('startPlaying', { ...wish, audio: true, video: true });
  await bob.ask('resumePlaying', { streamID });
  await bob.ask('stopPlaying', { streamID });
  await loseNetwork(stage, ann);
  stage.clock.advance(10_000);
  const back = await stage.open();
  const { sessionID, sessionKey } = ann.snapshot;
  await back.ask('resumeRoom', { sessionID, sessionKey });
  return { ann: back as LoggedIn, published };
}

it.skipIf(elsewhere)(
  '[LAYER-11] a stream that goes on over another connection begins with all of its picture wanted',
  async () => {
    const { ann, published } = await unplayed();
    const { transportID } = await ann.ask('openTransport', { direction: 'send', keepStreams: true });
    await ann.toldSoFar();
    const { streamID } = published;
    expect(ann.told.filter(({ tell }) => tell === 'publishingLayersWanted').map(({ body }) => body)).toEqual([
      { streamID, low: false, high: false },
    ]);
    ann.order.length = 0;
    await ann.ask('startPublishing', { ...published, transportID });
    // Before the answer: who begins counts what has come by then.
    expect(ann.order.map((what) => what.replace(/^answer .*/, 'answer'))).toEqual([
      'tell publishingLayersWanted',
      'tell publishingBitrateBearable',
      'answer',
    ]);
    expect(ann.told.slice(-2).map(({ body }) => body)).toEqual([
      { streamID, low: true, high: true },
      { streamID, kbps: null },
    ]);
  },
);

it.skipIf(elsewhere)('[LAYER-11] so does one that is stopped and published again', async () => {
  const { ann, published } = await unplayed();
  await ann.ask('stopPublishing', { streamID: published.streamID });
  await ann.ask('startPublishing', { ...published, transportID: await openSend(ann) });
  expect(ann.told.at(-2)).toMatchObject({ tell: 'publishingLayersWanted', body: { low: true, high: true } });
});

it('[LAYER-11] of a stream without a picture nothing is told', async () => {
  const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
  const streamID = stage.fresh('s');
  await ann.ask('startPublishing', { streamID, tracks: [track('audio')], extraInfo: '', transportID: await openSend(ann) });
  expect(await ann.toldSoFar()).toEqual([]);
});
