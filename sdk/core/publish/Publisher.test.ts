import { RtcError } from '@liuyun/protocol/errors';
import { expect, test, vi } from 'vitest';
import { MediaLink } from '../media/MediaLink.ts';
import { Sending } from '../media/Sending.ts';
import { FakeTrack, fakeTrack } from '../platform/fake/FakeTracks.ts';
import { failureOf, fakeCall, publishOptions, thrownBy } from '../platform/fake/fakeCall.ts';

/** The track each producer sends now, by kind. */
function sent(call: ReturnType<typeof fakeCall>): { [kind: string]: string | null } {
  const transport = call.platform.transport('send');
  const producers = (transport as unknown as { _producers: Map<string, { kind: string; track: MediaStreamTrack | null }> })
    ._producers;
  return Object.fromEntries([...producers.values()].map(({ kind, track }) => [kind, track ? track.id : null]));
}

test('[CLIENT-41] a refusal for good ends with its failure, and the ID is free again', async () => {
  const { platform, server, login, publish, engine, states } = fakeCall();
  await login();
  server.script('startPublishing', () => new RtcError('STREAM_ID_TAKEN'));
  await publish(engine);
  expect(states('mine')).toEqual(['PUBLISH_REQUESTING', 'NO_PUBLISH STREAM_ID_TAKEN']);
  expect(engine.publishedStreams()).toEqual([]);
  expect(engine.unpublish('mine')).toBe(false);
  await publish(engine);
  expect(states('mine').at(-1)).toBe('PUBLISHING');
  expect(thrownBy(() => engine.publish('mine', { audio: fakeTrack('audio') }, publishOptions))).toBe('PUBLISH_REPEATED');
  await platform.settle();
});

test('[CLIENT-41] a failure that may pass is tried again until it works', async () => {
  const { platform, server, login, publish, engine, states } = fakeCall();
  await login();
  server.script('startPublishing', () => new RtcError('MEDIA_FAILED'));
  server.script('startPublishing', () => new RtcError('MEDIA_FAILED'));
  await publish(engine);
  await platform.pass(5_000);
  expect(states('mine')).toEqual(['PUBLISH_REQUESTING', 'PUBLISH_REQUESTING MEDIA_FAILED', 'PUBLISHING']);
});

test('[CLIENT-42] after the stream window: PUBLISH_RETRY_TIMEOUT', async () => {
  const { platform, server, login, publish, engine, states } = fakeCall();
  engine.tune({ streamRetryMs: 10_000 });
  await login();
  for (let n = 0; n < 20; n++) server.script('startPublishing', () => new RtcError('MEDIA_FAILED'));
  await publish(engine);
  await platform.pass(15_000);
  expect(states('mine').at(-1)).toBe('NO_PUBLISH PUBLISH_RETRY_TIMEOUT');
  const asked = server.count('startPublishing');
  await platform.pass(30_000, 5_000);
  expect(server.count('startPublishing')).toBe(asked);
});

test('[CLIENT-43] stop and start without a pause: the server hears start, stop, start', async () => {
  const { platform, server, login, engine, states } = fakeCall();
  await login();
  const tracks = { audio: fakeTrack('audio') };
  engine.publish('mine', tracks, publishOptions);
  engine.unpublish('mine');
  engine.publish('mine', tracks, publishOptions);
  await platform.settle();
  expect(server.names().filter((name) => name.endsWith('Publishing'))).toEqual([
    'startPublishing',
    'stopPublishing',
    'startPublishing',
  ]);
  expect(states('mine')).toEqual(['PUBLISH_REQUESTING', 'NO_PUBLISH', 'PUBLISH_REQUESTING', 'PUBLISHING']);
});

test('[CLIENT-44] an ID that was ours is tried again after a return', async () => {
  const { platform, server, login, publish, engine, states } = fakeCall();
  await login();
  await publish(engine);
  platform.network.latest.cut();
  server.restart();
  server.script('startPublishing', () => new RtcError('STREAM_ID_TAKEN'));
  await platform.pass(2_000, 100);
  expect(states('mine').slice(-3)).toEqual([
    'PUBLISH_REQUESTING NETWORK_BROKEN',
    'PUBLISH_REQUESTING STREAM_ID_TAKEN',
    'PUBLISHING',
  ]);
});

test('[CLIENT-44] but not for ever: somebody else may have it', async () => {
  const { platform, server, login, publish, engine, states } = fakeCall();
  await login();
  await publish(engine);
  platform.network.latest.cut();
  server.restart();
  for (let n = 0; n < 40; n++) server.script('startPublishing', () => new RtcError('STREAM_ID_TAKEN'));
  await platform.pass(60_000, 1_000);
  expect(states('mine').at(-1)).toBe('NO_PUBLISH STREAM_ID_TAKEN');
});

test('[CLIENT-45] the server ends a stream: for good if the failure is final, else it is published again', async () => {
  const { platform, server, login, publish, engine, of, states } = fakeCall();
  await login();
  await publish(engine, 'one');
  await publish(engine, 'two');
  server.tell('publishingEnded', { streamID: 'one', failure: 'STREAM_FORBIDDEN', detail: 'rule 7' });
  server.tell('publishingEnded', { streamID: 'two', failure: 'MEDIA_FAILED', detail: '' });
  await platform.settle();
  expect(of('publisherStateChanged')).toContainEqual(['one', 'NO_PUBLISH', 'STREAM_FORBIDDEN', 'rule 7']);
  await platform.pass(1_000);
  expect(states('two').slice(-2)).toEqual(['PUBLISH_REQUESTING MEDIA_FAILED', 'PUBLISHING']);
  expect(engine.publishedStreams()).toEqual(['two']);
});

test('[CLIENT-45] a stream that ended while the connection was lost is published again', async () => {
  const { platform, server, login, publish, engine, states } = fakeCall();
  await login();
  await publish(engine);
  platform.network.latest.cut();
  server.ownStreams = [];
  await platform.pass(10, 10);
  expect(states('mine').slice(-2)).toEqual(['PUBLISH_REQUESTING NETWORK_BROKEN', 'PUBLISHING']);
});

test('[CLIENT-43] a stream the server still has although nobody wants it is stopped at the return', async () => {
  const { platform, server, login, engine, publish } = fakeCall();
  await login();
  server.script('startPublishing', () => 'silence');
  await publish(engine);
  platform.network.latest.cut();
  engine.unpublish('mine');
  server.ownStreams = ['mine'];
  await platform.pass(10, 10);
  expect(server.ownStreams).toEqual([]);
});

test('[CLIENT-46][CLIENT-47] muting sends nothing at all and tells the server; unmuting sends the same track', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine } = call;
  await login();
  const tracks = await publish(engine);
  engine.mutePublished('mine', 'video', true);
  await platform.settle();
  expect(sent(call)).toEqual({ audio: tracks.audio.id, video: null });
  expect(server.last('muteTrack')).toEqual({ streamID: 'mine', kind: 'video', muted: true });
  engine.mutePublished('mine', 'video', false);
  await platform.settle();
  expect(sent(call)).toEqual({ audio: tracks.audio.id, video: tracks.video.id });
  expect(server.last('muteTrack')).toMatchObject({ muted: false });
});

test('[CLIENT-47] a stream that begins muted does not send a packet of that track', async () => {
  const call = fakeCall();
  const { server, login, publish, engine } = call;
  await login();
  await publish(engine, 'mine', { muted: { video: true } });
  expect(server.last('startPublishing').tracks).toMatchObject([{ muted: false }, { kind: 'video', muted: true }]);
  expect(sent(call).video).toBeNull();
  expect(server.count('muteTrack')).toBe(0);
});

test('[CLIENT-46] tracks are replaced without a request, added and removed with one', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine } = call;
  await login();
  const tracks = await publish(engine);
  const [other, back] = [fakeTrack('video'), fakeTrack('audio')];
  const change = async (what: Parameters<typeof engine.changePublishedTracks>[1]) => {
    const changing = engine.changePublishedTracks('mine', what);
    changing.catch(() => undefined);
    await platform.settle();
    return changing;
  };
  await change({ video: other });
  expect(sent(call)).toEqual({ audio: tracks.audio.id, video: other.id });
  expect(server.count('changePublishing')).toBe(0);
  await change({ audio: null });
  expect(sent(call)).toEqual({ video: other.id });
  expect(server.last('changePublishing')).toEqual({ streamID: 'mine', add: [], remove: ['audio'] });
  await change({ audio: back });
  expect(sent(call)).toEqual({ audio: back.id, video: other.id });
  expect(server.last('changePublishing')).toMatchObject({ add: [{ kind: 'audio' }], remove: [] });
  expect(await failureOf(change({ audio: null, video: null }))).toBe('PUBLISH_PARAM');
  expect(await failureOf(engine.changePublishedTracks('other', { video: other }))).toBe('PUBLISH_STREAM_NOT_FOUND');
});

test('[CLIENT-46] a track that cannot replace is refused, and the old one is kept', async () => {
  const call = fakeCall();
  const { platform, login, publish, engine } = call;
  await login();
  const tracks = await publish(engine);
  const ended = new FakeTrack('video');
  ended.stop();
  const changing = failureOf(engine.changePublishedTracks('mine', { video: ended as unknown as MediaStreamTrack }));
  await platform.settle();
  expect(await changing).toBe('REPLACE_TRACK_FAILED');
  expect(sent(call).video).toBe(tracks.video.id);
  platform.network.latest.cut();
  call.server.restart();
  await platform.pass(10, 10);
  expect(sent(call).video).toBe(tracks.video.id);
});

test('[CLIENT-46] what is changed without a connection is made so with the next one, resumed or new', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine } = call;
  await login();
  const tracks = await publish(engine);
  platform.network.latest.cut();
  engine.mutePublished('mine', 'audio', true);
  await engine.changePublishedTracks('mine', { video: null });
  await platform.pass(10, 10);
  expect(server.last('muteTrack')).toEqual({ streamID: 'mine', kind: 'audio', muted: true });
  expect(server.last('changePublishing')).toMatchObject({ remove: ['video'] });
  expect(sent(call)).toEqual({ audio: null });
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  expect(server.last('startPublishing').tracks).toMatchObject([{ kind: 'audio', muted: true }]);
  expect(tracks.video.readyState).toBe('live');
});

test('[CLIENT-46] a track removed without a connection is removed at the server with the next one', async () => {
  const { platform, server, login, publish, engine } = fakeCall();
  await login();
  await publish(engine);
  platform.network.latest.cut();
  await engine.changePublishedTracks('mine', { video: null });
  await platform.pass(10, 10);
  expect(server.last('changePublishing')).toEqual({ streamID: 'mine', add: [], remove: ['video'] });
});

test('[CLIENT-46] what is changed while the start is on its way follows it', async () => {
  const call = fakeCall();
  const { platform, server, login, engine } = call;
  await login();
  const video = fakeTrack('video');
  server.script('startPublishing', () => {
    engine.mutePublished('mine', 'audio', true);
    void engine.changePublishedTracks('mine', { video });
    return {};
  });
  engine.publish('mine', { audio: fakeTrack('audio') }, publishOptions);
  await platform.settle();
  expect(sent(call)).toEqual({ audio: null, video: video.id });
  expect(server.last('changePublishing')).toMatchObject({ add: [{ kind: 'video' }] });
});

test('[CLIENT-48] how a picture is to be sent now is how it is sent over the connections to come, and from when its start arrives', async () => {
  const { platform, server, login, engine } = fakeCall();
  await login();
  const picture = { videoBitrate: 1500, degradation: 'maintain-resolution', keyFrameMs: 2_000 } as const;
  const changed = vi.spyOn(Sending.prototype, 'changePicture');
  server.script('startPublishing', () => {
    void engine.changePublishedPicture('mine', picture);
    return {};
  });
  const first = { ...publishOptions, videoBitrate: 800, minVideoBitrate: 700, leastVideoBitrate: 50 };
  engine.publish('mine', { video: fakeTrack('video') }, first);
  await platform.settle();
  expect(changed.mock.lastCall?.[0]).toMatchObject(picture);
  const opened = vi.spyOn(MediaLink.prototype, 'publish');
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  expect(opened.mock.lastCall?.[2]).toEqual({ ...publishOptions, ...picture });
  expect(await failureOf(engine.changePublishedPicture('other', picture))).toBe('PUBLISH_STREAM_NOT_FOUND');
});

test('[CLIENT-40] extra info set later is the one a new beginning carries', async () => {
  const { platform, server, login, publish, engine } = fakeCall();
  await login();
  await publish(engine);
  const setting = engine.setStreamExtraInfo('mine', 'later');
  await platform.settle();
  await setting;
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  expect(server.last('startPublishing').extraInfo).toBe('later');
});

test('[ADAPT-6] what players bear is in the history, whether the stream is sent by now or not', async () => {
  const { engine, server, platform, login, publish } = fakeCall();
  await login();
  await publish(engine);
  for (const [streamID, kbps] of [
    ['mine', 200],
    ['other', 100],
    ['mine', null],
  ] as const)
    server.tell('publishingBitrateBearable', { streamID, kbps });
  await platform.settle();
  const pictures = engine.history().filter(({ what }) => what === 'picture');
  expect(pictures.map(({ detail }) => detail)).toEqual([
    'mine may have 200 kbit/s',
    'other may have 100 kbit/s',
    'mine may have any kbit/s',
  ]);
  expect(engine.publishState('mine')).toBe('PUBLISHING');
});

const codecOf = (track: unknown) =>
  (track as { rtpParameters: { codecs: { mimeType: string }[] } }).rtpParameters.codecs[0]?.mimeType;

test('[CODEC-2] a picture that somebody cannot decode is sent in a codec that they can, in the place of the one before', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine, of } = call;
  await login();
  const { video } = await publish(engine, 'mine', { videoCodec: 'VP8', codecMayChange: true });
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['VP8'] });
  await platform.settle();
  expect(server.count('changePublishing')).toBe(0);
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  await platform.settle();
  const { add, remove } = server.last('changePublishing') as { add: { kind: string }[]; remove: string[] };
  expect([add.map(({ kind }) => kind), remove, codecOf(add[0])]).toEqual([['video'], ['video'], 'video/H264']);
  expect(server.count('changePublishing')).toBe(1);
  expect(sent(call).video).toBe(video.id);
  expect(of('publishedCodecChanged')).toEqual([['mine', 'VP8', 'H264']]);
  // It stays so after a new beginning.
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  const { tracks } = server.last('startPublishing') as { tracks: { kind: string }[] };
  expect(codecOf(tracks.find(({ kind }) => kind === 'video'))).toBe('video/H264');
});

test('[CODEC-2] a muted picture changes its codec in silence; one that the server refuses stays as it was', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine, of } = call;
  await login();
  await publish(engine, 'mine', { videoCodec: 'VP8', codecMayChange: true, muted: { video: true } });
  server.script('changePublishing', () => new RtcError('MEDIA_FAILED'));
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  await platform.settle();
  expect([sent(call).video, of('publishedCodecChanged')]).toEqual([null, []]);
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  await platform.settle();
  expect(server.last('changePublishing')).toMatchObject({ add: [{ kind: 'video', muted: true }], remove: ['video'] });
  expect([sent(call).video, of('publishedCodecChanged')]).toEqual([null, [['mine', 'VP8', 'H264']]]);
});

test('[CLIENT-99] a change of codec whose answer was lost is a change: the picture is sent in the new codec', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine, of } = call;
  await login();
  const { video } = await publish(engine, 'mine', { videoCodec: 'VP8', codecMayChange: true });
  // The server has taken it in; the picture that it had before is closed.
  server.script('changePublishing', () => 'silence');
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  await platform.settle();
  platform.network.latest.cut();
  server.asked.length = 0;
  await platform.pass(10_000);
  expect(server.names()).toContain('resumeRoom');
  const { add, remove } = server.last('changePublishing') as { add: { kind: string }[]; remove: string[] };
  expect([codecOf(add[0]), remove]).toEqual(['video/H264', ['video']]);
  expect(sent(call).video).toBe(video.id);
  expect(of('publishedCodecChanged')).toEqual([['mine', 'VP8', 'H264']]);
});

test('[CLIENT-99] a change of codec that the server has never heard of leaves the picture as it is until it is made', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine } = call;
  await login();
  const { video } = await publish(engine, 'mine', { videoCodec: 'VP8', codecMayChange: true });
  platform.network.refusing.add('ws://one');
  const made: { kind: string; closed: boolean }[] = [];
  platform.transport('send').observer.once('newproducer', (producer: { kind: string; closed: boolean }) => {
    made.push(producer);
    platform.network.latest.cut();
  });
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  server.asked.length = 0;
  await platform.settle();
  expect([server.names(), made]).toEqual([[], [expect.objectContaining({ kind: 'video', closed: true })]]);
  expect(sent(call).video).toBe(video.id);
  platform.network.refusing.clear();
  await platform.pass(10_000);
  expect(server.names()).toContain('resumeRoom');
  const { add, remove } = server.last('changePublishing') as { add: { kind: string }[]; remove: string[] };
  expect([codecOf(add[0]), remove]).toEqual(['video/H264', ['video']]);
  expect(sent(call).video).toBe(video.id);
});

test('[CLIENT-46] a picture that is muted while a change of its codec waits for the connection is not sent, and is muted afterwards', async () => {
  const call = fakeCall();
  const { platform, server, login, publish, engine } = call;
  await login();
  await publish(engine, 'mine', { videoCodec: 'VP8', codecMayChange: true });
  platform.network.refusing.add('ws://one');
  platform.transport('send').observer.once('newproducer', () => platform.network.latest.cut());
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  await platform.settle();
  engine.mutePublished('mine', 'video', true);
  await platform.settle();
  expect(sent(call).video).toBeNull();
  platform.network.refusing.clear();
  server.asked.length = 0;
  await platform.pass(10_000);
  expect(server.last('changePublishing')).toMatchObject({ add: [{ kind: 'video', muted: true }], remove: ['video'] });
  expect(sent(call).video).toBeNull();
});

test('[CLIENT-99] a codec that is asked for again while its change waits for the connection is changed and told once', async () => {
  const { platform, server, login, publish, engine, of } = fakeCall();
  await login();
  await publish(engine, 'mine', { videoCodec: 'VP8', codecMayChange: true });
  server.script('changePublishing', () => 'silence');
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  await platform.settle();
  platform.network.latest.cut();
  server.asked.length = 0;
  await platform.pass(10_000);
  expect(server.count('changePublishing')).toBe(1);
  expect(of('publishedCodecChanged')).toEqual([['mine', 'VP8', 'H264']]);
});

test('[CODEC-3] a codec that the app has named stays', async () => {
  const { platform, server, login, publish, engine, of } = fakeCall();
  await login();
  await publish(engine, 'mine', { videoCodec: 'VP8' });
  server.tell('publishingCodecWanted', { streamID: 'mine', codecs: ['H264'] });
  server.tell('publishingCodecWanted', { streamID: 'other', codecs: ['H264'] });
  await platform.settle();
  expect([server.count('changePublishing'), of('publishedCodecChanged')]).toEqual([0, []]);
});
