import { expect, test } from 'vitest';
import { expectMovingPicture, videoFigures } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 60_000;
const stage = useStage();

async function pair() {
  const [ann, bob] = [await User.open(stage, 'ann'), await User.open(stage, 'bob')];
  const room = newRoom();
  await Promise.all([ann.login(room), bob.login(room)]);
  return { ann, bob };
}

const CAMERA = { camera: { video: { quality: 1 }, audio: false } };

test(
  '[VIDEO-16] VP9 and AV1 reach the player where the browser can send them',
  async () => {
    const { ann, bob } = await pair();
    const sendable = await ann.page.evaluate(() => RTCRtpSender.getCapabilities('video')?.codecs.map(({ mimeType }) => mimeType));
    expect(sendable).toContain('video/VP9');
    for (const videoCodec of ['VP9', 'AV1'].filter((codec) => sendable?.includes(`video/${codec}`))) {
      await ann.publish(videoCodec, { capture: CAMERA, options: { videoCodec } });
      const video = await bob.play(videoCodec);
      await expectMovingPicture(bob.page.locator(video));
      expect((await videoFigures(bob.page, 'inbound-rtp'))?.codec).toBe(videoCodec);
      await bob.page.evaluate((streamID) => window.engine.stopPlayingStream(streamID), videoCodec);
      await ann.unpublish(videoCodec);
    }
  },
  TEST_MS,
);

test(
  '[VIDEO-15] with keyFrameInterval key frames come although nobody needs one',
  async () => {
    const { ann, bob } = await pair();
    await ann.publish('keys', { capture: { camera: { video: { quality: 1, keyFrameInterval: 2 }, audio: false } } });
    await expectMovingPicture(bob.page.locator(await bob.play('keys')));
    const keyFrames = () =>
      bob.page.evaluate(async () => {
        let sum = 0;
        for (const connection of window.probe.connections) {
          for (const entry of (await connection.getStats()).values()) {
            if (entry.type === 'inbound-rtp' && entry.kind === 'video') sum += entry.keyFramesDecoded;
          }
        }
        return sum;
      });
    const before = await keyFrames();
    await expect.poll(keyFrames, { timeout: 12_000 }).toBeGreaterThanOrEqual(before + 2);
  },
  TEST_MS,
);
