import { RtcError, type Track } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import { failureOf } from '../contract/failureOf.ts';
import { track } from '../contract/tracks.ts';
import { mediaEngineContract } from '../MediaEngine.contract.ts';
import { createFakeMediaEngine } from './FakeMediaEngine.ts';
import { FakePlayback } from './FakePlayback.ts';

mediaEngineContract('fake', async () => {
  const engine = createFakeMediaEngine();
  return { engine, killWorker: (index) => engine.killWorker(index) };
});

async function playing(tracks: Track[]) {
  const engine = createFakeMediaEngine();
  const room = await engine.openRoom();
  const send = await room.openTransport({ direction: 'send', tcpOnly: false });
  const receive = await room.openTransport({ direction: 'receive', tcpOnly: false });
  const publication = await send.publish(tracks);
  const playback = await receive.play(publication, { capabilities: room.capabilities, audio: true, video: true });
  if (!(playback instanceof FakePlayback)) throw new Error('not a fake playback');
  return { engine, publication, playback, send };
}

it('[MEDIA-50] in the fake too, packets would flow after resume, and stop while paused or muted', async () => {
  const { publication, playback } = await playing([track('audio', 'opus'), track('video', 'VP8')]);
  await playback.pause('video', true);
  await playback.pause('video', false);
  expect(playback.flowing).toEqual([]);
  await playback.resume();
  expect(playback.flowing).toEqual(['audio', 'video']);
  await playback.pause('video', true);
  await publication.mute('audio', true);
  expect(playback.flowing).toEqual([]);
  await playback.pause('video', false);
  await publication.mute('audio', false);
  expect(playback.flowing).toEqual(['audio', 'video']);
});

it('a test can make the fake fail and wait', async () => {
  const { engine, send } = await playing([track('audio', 'opus')]);
  engine.failNext('publish', new RtcError('INTERNAL'));
  expect(await failureOf(send.publish([track('video', 'VP8')]))).toBe('INTERNAL');
  const release = engine.holdNext('publish');
  let done = false;
  const held = send.publish([track('video', 'VP8')]).then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBe(false);
  release();
  expect(await held).toBe(true);
});
