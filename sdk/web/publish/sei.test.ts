import { FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { SeiFrames } from '@liuyun/browser/video/SeiFrames';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { afterEach, expect, test, vi } from 'vitest';
import { scenarioPreset } from '../capture/presets.ts';
import { createStream } from '../streams/createStream.ts';
import { Publications } from './Publications.ts';

afterEach(() => vi.unstubAllGlobals());

test('[VIDEO-6] no message is taken of a stream that was stopped, nor of one that is published again without them', async () => {
  installMedia();
  vi.stubGlobal('RTCRtpScriptTransform', class {});
  const posted: unknown[] = [];
  const worker = {
    onmessage: (_event: { data: unknown }): void => undefined,
    postMessage: (message: unknown) => void posted.push(message),
    terminate: () => undefined,
  };
  const startWorker = () => {
    queueMicrotask(() => worker.onmessage({ data: { ready: true } }));
    return worker as unknown as Worker;
  };
  const frames = new SeiFrames({ received: () => undefined, now: () => 0, startWorker });
  await frames.prepare();
  const core = new FakeEngine();
  const publications = new Publications(core, frames);
  const custom = { source: new FakeStream([new FakeTrack('video')]) as unknown as MediaStream };
  const source = await createStream({ custom }, scenarioPreset(undefined));
  const publish = (isSEIStart: boolean) => publications.start('s', source, { isSEIStart });
  const negotiated = () => core.published.get('s')?.options.onVideoSender?.({} as RTCRtpSender, 'video/H264');
  const send = () => frames.send('s', new Uint8Array(1));
  const refused = expect.objectContaining({ failure: 'PUBLISH_PARAM' });

  publish(true);
  negotiated();
  send();
  // What is being sent is not touched by a call that is refused.
  expect(() => publish(true)).toThrow(expect.objectContaining({ failure: 'PUBLISH_REPEATED' }));
  send();
  publications.stop('s');
  expect(send).toThrow(refused);

  publish(true);
  negotiated();
  // Ended by the room, not by the app.
  core.unpublish('s');
  publish(false);
  expect(send).toThrow(refused);
  expect(posted).toHaveLength(2);
  frames.close();
});
