import { streamOf } from '@liuyun/core/platform/fake/fakeCall';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { webCall } from '../fake/liveEngine.ts';

let call: ReturnType<typeof webCall>;

beforeEach(() => {
  call = webCall();
  // Nobody has to wait for pictures in it.
  Object.assign(call.page, { hidden: true });
});
afterEach(() => {
  call.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('[MEMBER-7] after leaving, and after a kick-out, the same stream is seen by oneself and can be published again at once', async () => {
  const { engine, server, platform, login, core } = call;
  for (const generation of ['2.x', '3.x']) {
    for (const end of ['left', 'kicked out']) {
      await login();
      const stream = await (generation === '2.x' ? engine.createStream() : engine.createZegoStream());
      const place = call.page.container(`${generation} ${end}`);
      if (stream instanceof MediaStream) engine.createLocalStreamView(stream).play(place as never);
      else stream.playVideo(place as never);
      expect(place.children).toHaveLength(1);
      expect(engine.startPublishingStream('mine', stream)).toBe(true);
      await platform.settle();
      expect(core.publishState('mine')).toBe('PUBLISHING');
      if (end === 'left') engine.logoutRoom();
      else server.tell('kickedOut', { failure: 'KICKED_BY_OTHER_LOGIN', detail: '' });
      await platform.settle();
      expect([core.publishedStreams(), engine.startPublishingStream('mine', stream)]).toEqual([[], false]);
      expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['live', 'live']);
      expect(place.children).toHaveLength(1);
      await login();
      expect(engine.startPublishingStream('mine', stream)).toBe(true);
      await platform.settle();
      expect(core.publishState('mine')).toBe('PUBLISHING');
      engine.logoutRoom();
      engine.destroyStream(stream);
      expect(place.children).toHaveLength(0);
      await platform.settle();
    }
  }
});

test('[WEB-35] a stream that goes and comes again in one breath is seen again, in a view of its own', async () => {
  const { engine, server, platform, login } = call;
  const theirs = streamOf('bob', 'theirs');
  const place = call.page.container('place');
  const failed: unknown[] = [];
  engine.on('roomStreamUpdate', async (_room, change, list) => {
    for (const { streamID } of list) {
      if (change === 'DELETE') engine.stopPlayingStream(streamID);
      else {
        engine
          .startPlayingStream(streamID)
          .then((stream) => engine.createRemoteStreamView(stream).play(place as never))
          .catch((error: { errorCode: number }) => failed.push(error.errorCode));
      }
    }
  });
  server.streams = [theirs];
  await login();
  await platform.settle();
  expect([place.children.length, failed]).toEqual([1, []]);
  for (let time = 0; time < 3; time++) {
    server.tell('roomStreamUpdate', { change: 'DELETE', streams: [theirs], reasons: [] });
    server.tell('roomStreamUpdate', { change: 'ADD', streams: [theirs], reasons: [] });
  }
  await platform.pass(2_000, 100);
  expect(place.children).toHaveLength(1);
  expect(failed.every((code) => code === 1104042)).toBe(true);
  expect(call.core.playState('theirs')).toBe('PLAYING');
});
