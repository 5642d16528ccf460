import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture, videoFigures } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
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
      await expect.poll(async () => (await videoFigures(bob.page, 'inbound-rtp'))?.codec).toBe(videoCodec);
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
    await expect.poll(keyFrames, { timeout: 40_000 }).toBeGreaterThanOrEqual(before + 2);
  },
  TEST_MS,
);

/** What both sides agreed on for the sound of the newest stream that is sent or received, as `name=value`. */
const agreedSound = (page: Page, direction: 'inbound-rtp' | 'outbound-rtp'): Promise<string[]> =>
  page.evaluate(async (direction) => {
    let line = '';
    for (const connection of window.probe.connections) {
      if (connection.connectionState === 'closed') continue;
      const report = await connection.getStats();
      for (const entry of report.values()) {
        if (entry.type === direction && entry.kind === 'audio' && entry.codecId)
          line = report.get(entry.codecId)?.sdpFmtpLine ?? '';
      }
    }
    return line.split(';');
  }, direction);

test(
  '[AUDIO-13] sound has FEC always; stereo, DTX and its bitrate as the options say, up to the player',
  async () => {
    const { ann, bob } = await pair();
    type Wanted = { capture: object; options: object; sent: string[]; received: string[] };
    // Until the figures are those of this stream, which may be a while after it is there.
    const publish = async (streamID: string, { capture, options, sent, received }: Wanted) => {
      await ann.publish(streamID, { capture, options });
      await bob.play(streamID);
      await expect.poll(() => agreedSound(ann.page, 'outbound-rtp')).toEqual(expect.arrayContaining(sent));
      await expect.poll(() => agreedSound(bob.page, 'inbound-rtp')).toEqual(expect.arrayContaining(received));
      const agreed = { sent: await agreedSound(ann.page, 'outbound-rtp'), received: await agreedSound(bob.page, 'inbound-rtp') };
      await bob.page.evaluate((streamID) => window.engine.stopPlayingStream(streamID), streamID);
      await ann.page.evaluate((streamID) => {
        window.engine.stopPublishingStream(streamID);
        if (window.local) window.engine.destroyStream(window.local);
        window.local = undefined;
      }, streamID);
      return agreed;
    };
    const plain = await publish('plain', {
      capture: { camera: { video: false, audio: true } },
      options: {},
      sent: ['useinbandfec=1', 'maxaveragebitrate=48000'],
      received: ['useinbandfec=1'],
    });
    expect(plain.sent).not.toEqual(expect.arrayContaining(['stereo=1']));
    expect(plain.sent).not.toEqual(expect.arrayContaining(['usedtx=1']));
    expect(plain.received).not.toEqual(expect.arrayContaining(['stereo=1']));

    const stereo = { camera: { video: false, audio: { channelCount: 2 } }, audioBitrate: 128 };
    await publish('music', {
      capture: stereo,
      options: { enableDTX: true },
      sent: ['useinbandfec=1', 'maxaveragebitrate=128000', 'stereo=1', 'usedtx=1'],
      received: ['useinbandfec=1', 'stereo=1'],
    });
  },
  TEST_MS,
);

test(
  '[MEMBER-1] in scenarios of music sound goes out with 128 kbit/s, unless the app says otherwise',
  async () => {
    const ann = await User.open(stage, 'ann');
    const sound = { video: false, audio: true };
    const published: { streamID: string; scenario: number; capture: object; kbps: number }[] = [
      { streamID: 'chat', scenario: 6, capture: { camera: sound }, kbps: 48 },
      { streamID: 'music', scenario: 7, capture: { camera: sound }, kbps: 128 },
      { streamID: 'song', scenario: 9, capture: { camera: sound }, kbps: 128 },
      { streamID: 'own', scenario: 9, capture: { camera: sound, audioBitrate: 32 }, kbps: 32 },
    ];
    const room = newRoom();
    for (const { streamID, scenario, capture, kbps } of published) {
      await ann.logout();
      const taken = await ann.page.evaluate(
        (scenario) => (window.engine as unknown as { setRoomScenario(scenario: number): boolean }).setRoomScenario(scenario),
        scenario,
      );
      expect(taken).toBe(true);
      await ann.login(room);
      await ann.publish(streamID, { capture });
      await expect.poll(() => agreedSound(ann.page, 'outbound-rtp')).toContain(`maxaveragebitrate=${kbps * 1000}`);
      await ann.unpublish(streamID);
      await ann.page.evaluate(() => {
        if (window.local) window.engine.destroyStream(window.local);
        window.local = undefined;
      });
    }
  },
  TEST_MS,
);
