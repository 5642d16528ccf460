import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expectMovingPicture, expectSound, videoFigures } from '../kit/browser/media.ts';
import { openFirefox } from '../kit/browser/openFirefox.ts';
import type { TestBrowser } from '../kit/browser/TestBrowser.ts';
import { toneUrl } from '../kit/browser/tone.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();
let firefox: TestBrowser;
beforeAll(async () => {
  firefox = await openFirefox();
});
afterEach(async ({ task }) => {
  await firefox?.clear();
  if (task.result?.state !== 'fail') firefox?.expectNoFaults();
});
afterAll(() => firefox?.close());

/** As much of the engine as these tests call, and what they hear. */
type FoxWindow = { engine: { [member: string]: (...args: unknown[]) => unknown }; heard: { [event: string]: unknown[][] } };

const EVENTS = [
  'publishQualityUpdate',
  'playQualityUpdate',
  'networkQuality',
  'soundLevelUpdate',
  'exceptionUpdate',
  'publisherVideoEncoderChanged',
  'IMRecvBroadcastMessage',
  'IMRecvCustomCommand',
];

/** Somebody in Chromium and somebody in Firefox, in one room. */
async function couple() {
  const room = newRoom();
  const [ann, fox] = await Promise.all([User.open(stage, 'ann'), User.open({ ...stage, browser: firefox }, 'fox')]);
  for (const { page } of [ann, fox]) {
    await page.evaluate((events) => {
      const { engine, heard } = Object.assign(window as unknown as FoxWindow, { heard: {} });
      for (const name of events) engine.on?.(name, (...args: unknown[]) => (heard[name] ??= []).push(args));
    }, EVENTS);
  }
  await Promise.all([ann.login(room), fox.login(room)]);
  return { ann, fox, room };
}

/** The arguments of the newest event of this name, once they fit. */
async function heard(user: User, name: string, fits: (args: unknown[]) => boolean = () => true): Promise<unknown[]> {
  let found: unknown[] | undefined;
  const read = async () => {
    const all = await user.page.evaluate((name) => (window as unknown as FoxWindow).heard[name] ?? [], name);
    found = all.findLast(fits);
    return found ? 'heard' : all.slice(-3);
  };
  await expect.poll(read, { timeout: 45_000, interval: 50, message: `${user.userID} hears ${name}` }).toBe('heard');
  return found ?? [];
}

const call = (user: User, member: string, ...args: unknown[]) =>
  user.page.evaluate(({ member, args }) => (window as unknown as FoxWindow).engine[member]?.(...args), { member, args });

test(
  '[FOX-1] Firefox and Chromium see and hear each other, and what each is told of the call is filled',
  async () => {
    const { ann, fox } = await couple();
    await call(fox, 'setSoundLevelDelegate', true, 200);
    await fox.publish('fox', { capture: { camera: { video: { quality: 2 }, audio: true } } });
    await ann.publish('ann');
    await expectMovingPicture(ann.page.locator(await ann.play('fox')));
    await expectMovingPicture(fox.page.locator(await fox.play('ann')));
    await Promise.all([expectSound(ann.page), expectSound(fox.page)]);

    // The first figures are those of a beginning.
    const filled = ([, stats]: unknown[]) => {
      const { video, audio } = stats as Stats;
      const seen = video.videoFPS > 0 && video.frameWidth > 0 && video.videoBitrate > 10;
      return seen && audio.audioBitrate > 5 && audio.audioFPS > 20;
    };
    const [, sent] = await heard(
      fox,
      'publishQualityUpdate',
      (args) => filled(args) && (args[1] as Stats).video.videoQuality === 0,
    );
    expect(sent).toMatchObject({ video: { googCodecName: 'VP8', muteState: '0' } });
    await heard(fox, 'playQualityUpdate', (args) => {
      const { peerToPeerDelay = 0 } = args[1] as Stats;
      return filled(args) && peerToPeerDelay > 0 && peerToPeerDelay < 2_000;
    });
    await heard(fox, 'networkQuality', ([userID, up, down]) => userID === '' && up === 0 && down === 0);
    type Levels = { type: string; soundLevel: number }[];
    await heard(fox, 'soundLevelUpdate', ([list]) => {
      const loud = (type: string) => (list as Levels).some((one) => one.type === type && one.soundLevel > 5);
      return loud('push') && loud('pull');
    });
  },
  TEST_MS,
);
type Stats = {
  video: { videoFPS: number; frameWidth: number; videoBitrate: number; videoQuality: number };
  audio: { audioBitrate: number; audioFPS: number };
  peerToPeerDelay?: number;
};

test(
  '[FOX-2] checkSystemRequirements says what Firefox can; what it has not is refused by its code',
  async () => {
    const { fox } = await couple();
    const h264 = await fox.page.evaluate(
      () => RTCRtpSender.getCapabilities('video')?.codecs.some(({ mimeType }) => mimeType === 'video/H264') ?? false,
    );
    const videoCodec = { H264: h264, VP8: true, VP9: true, H265: false };
    const all = {
      webRTC: true,
      customCapture: true,
      camera: true,
      microphone: true,
      screenSharing: true,
      videoCodec,
      errInfo: {},
    };
    expect(await call(fox, 'checkSystemRequirements')).toEqual(all);
    expect(await call(fox, 'checkSystemRequirements', undefined, 1)).toEqual(all);
    const refused = await fox.page.evaluate(async () => {
      const { engine } = window as unknown as FoxWindow;
      const stream = await engine.createZegoStream?.();
      const answers = [engine.startPublishingStream?.('h', stream, { videoCodec: 'H264' })];
      engine.startPublishingStream?.('sei', stream, { isSEIStart: true });
      answers.push(engine.sendSEI?.('sei', new Uint8Array([1])));
      return answers;
    });
    if (!h264) expect(refused).toEqual([false, false]);
    const { cameras, microphones } = (await call(fox, 'enumDevices')) as { [kind: string]: { deviceID: string }[] };
    for (const list of [cameras, microphones]) expect(list?.[0]?.deviceID).not.toBe('');
  },
  TEST_MS,
);

test(
  '[CODEC-5] H.264 gives way to VP8 for a Firefox without it, for everybody at once; a codec that was named stays, and the sound is heard',
  async () => {
    const { ann, fox, room } = await couple();
    const bob = await User.open(stage, 'bob');
    await bob.login(room);
    await ann.publish('ann');
    const seen = bob.page.locator(await bob.play('ann'));
    await expectMovingPicture(seen);
    await expect.poll(async () => (await videoFigures(bob.page, 'inbound-rtp'))?.codec).toBe('H264');
    await expectMovingPicture(fox.page.locator(await fox.play('ann')));
    await expect.poll(async () => (await videoFigures(fox.page, 'inbound-rtp'))?.codec).toBe('VP8');
    expect(await heard(ann, 'publisherVideoEncoderChanged')).toEqual([0, 2, 'ann']);
    await expect.poll(async () => (await videoFigures(bob.page, 'inbound-rtp'))?.codec, { timeout: 10_000 }).toBe('VP8');
    await expectMovingPicture(seen);
    await bob.waitFor('remoteCameraStatusUpdate');
    expect((await bob.events()).filter(({ name }) => name === 'remoteCameraStatusUpdate')).toHaveLength(1);

    await bob.publish('bob', { options: { videoCodec: 'H264' } });
    const kinds = await fox.page.evaluate(async () => {
      const stream = await window.engine.startPlayingStream('bob');
      return stream.getTracks().map(({ kind }) => kind);
    });
    expect(kinds).toEqual(['audio']);
    await expectSound(fox.page, 2);
    expect(await heard(fox, 'exceptionUpdate', ([streamID]) => streamID === 'bob')).toEqual([
      'bob',
      { code: 1008, message: expect.any(String) },
    ]);
  },
  TEST_MS,
);

test(
  '[FOX-3] a picture in two sizes is sent and chosen by Firefox as by Chromium',
  async () => {
    const { ann, fox } = await couple();
    for (const [from, to, streamID] of [
      [fox, ann, 'from-fox'],
      [ann, fox, 'from-ann'],
    ] as const) {
      await from.page.evaluate(async (streamID) => {
        const { engine } = window as unknown as FoxWindow;
        const stream = await engine.createZegoStream?.({
          camera: { video: { quality: 4, width: 640, height: 360, frameRate: 15, bitrate: 600 } },
        });
        engine.enableDualStream?.(stream, true);
        engine.startPublishingStream?.(streamID, stream);
      }, streamID);
      await to.waitFor('roomStreamUpdate', ([, change, list]) => change === 'ADD' && JSON.stringify(list).includes(streamID));
      const video = to.page.locator(await to.play(streamID, { streamType: 0 }));
      await expectMovingPicture(video);
      const width = () => video.evaluate((element) => (element as HTMLVideoElement).videoWidth);
      await expect.poll(width, { timeout: 30_000 }).toBe(320);
      await call(to, 'setPlayStreamVideoType', streamID, 1);
      await expect.poll(width, { timeout: 30_000 }).toBeGreaterThan(320);
    }
  },
  TEST_MS,
);

test(
  '[FOX-4] messages, commands and real-time data pass in both directions',
  async () => {
    const { ann, fox, room } = await couple();
    const data = (user: User, own: string) =>
      user.page.evaluate(
        async ({ room, own }) => {
          const { engine, heard } = window as unknown as FoxWindow;
          const manager = engine.createRealTimeSequentialDataManager?.(room) as {
            [member: string]: (...args: unknown[]) => unknown;
          };
          manager.on?.('receiveRealTimeSequentialData', (bytes: ArrayBuffer) =>
            (heard.data ??= []).push([new TextDecoder().decode(bytes)]),
          );
          await manager.startBroadcasting?.(own);
          Object.assign(window, { manager });
        },
        { room, own },
      );
    await Promise.all([data(ann, 'ann-data'), data(fox, 'fox-data')]);
    type Managed = {
      manager: {
        startSubscribing(id: string): Promise<void>;
        sendRealTimeSequentialData(id: string, data: ArrayBuffer): boolean;
      };
    };
    await ann.page.evaluate(() => (window as unknown as Managed).manager.startSubscribing('fox-data'));
    await fox.page.evaluate(() => (window as unknown as Managed).manager.startSubscribing('ann-data'));
    for (const [from, to, text] of [
      [ann, fox, 'to the fox'],
      [fox, ann, 'from the fox'],
    ] as const) {
      await call(from, 'sendBroadcastMessage', room, text);
      await call(from, 'sendCustomCommand', room, text, [to.userID]);
      await from.page.evaluate(
        ({ id, text }) =>
          (window as unknown as Managed).manager.sendRealTimeSequentialData(id, new TextEncoder().encode(text).buffer),
        { id: `${from.userID}-data`, text },
      );
      await heard(to, 'IMRecvBroadcastMessage', ([, list]) => JSON.stringify(list).includes(text));
      await heard(to, 'IMRecvCustomCommand', (args) => args[2] === text);
      await heard(to, 'data', ([told]) => told === text);
    }
  },
  TEST_MS,
);

test(
  '[FOX-5] Firefox mixes music in, plays effects, gives the samples of sound, and sends what a page draws or shares',
  async () => {
    const { ann, fox } = await couple();
    await fox.publish('voice', { capture: { camera: { audio: true, video: true } } });
    const answers = await fox.page.evaluate(async (url) => {
      const { engine } = window as unknown as FoxWindow;
      const music = Object.assign(new Audio(url), { loop: true });
      await music.play();
      const frames: number[] = [];
      const { local } = window as unknown as { local: unknown };
      await engine.setCaptureAudioFrameCallback?.(local, ({ sampleRate }: { sampleRate: number }) => frames.push(sampleRate));
      await engine.loadAudioEffect?.('ding', url);
      const player = engine.createAudioEffectPlayer?.(local) as { start(id: string, options: object): void };
      player.start('ding', {});
      const mixed = engine.startMixingAudio?.('voice', [music]);
      for (const end = performance.now() + 30_000; frames.length < 3 && performance.now() < end; )
        await new Promise((resolve) => setTimeout(resolve, 50));
      return { mixed, frames: frames.length, muted: engine.muteMicrophone?.(true) };
    }, toneUrl(1000));
    expect(answers).toEqual({ mixed: true, frames: expect.any(Number), muted: true });
    expect(answers.frames).toBeGreaterThanOrEqual(3);
    const view = ann.page.locator(await ann.play('voice'));
    await expectMovingPicture(view);
    // The microphone is muted: it is the music that is heard.
    await expectSound(ann.page);

    await fox.page.evaluate(async () => {
      const { engine } = window as unknown as FoxWindow;
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
      const pen = canvas.getContext('2d');
      let turn = 0;
      setInterval(() => {
        if (!pen) return;
        pen.fillStyle = `hsl(${(turn += 40)} 90% 50%)`;
        pen.fillRect(0, 0, 320, 240);
      }, 50);
      const drawn = await engine.createZegoStream?.({ custom: { video: { source: canvas.captureStream(20) } } });
      engine.startPublishingStream?.('drawn', drawn);
      // Nobody can choose a screen here: a page that is shared stands for it.
      navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream(20);
      engine.startPublishingStream?.('screen', await engine.createZegoStream?.({ screen: { video: true } }));
    });
    for (const streamID of ['drawn', 'screen']) {
      await ann.waitFor('roomStreamUpdate', ([, change, list]) => change === 'ADD' && JSON.stringify(list).includes(streamID));
      await expectMovingPicture(ann.page.locator(await ann.play(streamID)));
    }
  },
  TEST_MS,
);

test(
  '[AUDIO-2] Firefox is heard at a volume that is set while its sound falls asleep',
  async () => {
    const { ann, fox } = await couple();
    await fox.publish('voice', { capture: { camera: { audio: true, video: false } } });
    await fox.page.evaluate(async () => {
      const { engine } = window as unknown as FoxWindow;
      const { local } = window as unknown as { local: unknown };
      for (const volume of [50, 100, 90]) await engine.setCaptureVolume?.(local, volume);
    });
    // Nothing that was sent before is still on its way to be heard.
    await ann.play('voice');
    await expectSound(ann.page);
  },
  TEST_MS,
);

test(
  '[FOX-6] a cut socket, a dead media worker and a camera switched off and on: Firefox goes on in the same call',
  async () => {
    const { ann, fox } = await couple();
    await fox.publish('fox');
    await ann.publish('ann', { options: { videoCodec: 'VP8' } });
    const seen = ann.page.locator(await ann.play('fox'));
    const foxSees = fox.page.locator(await fox.play('ann'));
    await expectMovingPicture(seen);
    await expectMovingPicture(foxSees);

    const camera = (enable: boolean) =>
      fox.page.evaluate(
        (enable) => (window as unknown as FoxWindow).engine.enableVideoCaptureDevice?.(window.local, enable),
        enable,
      );
    await camera(false);
    await ann.waitFor('remoteCameraStatusUpdate', ([id, status]) => id === 'fox' && status === 'MUTE');
    const since = (await ann.events()).length;
    await camera(true);
    await ann.waitFor('remoteCameraStatusUpdate', ([id, status]) => id === 'fox' && status === 'OPEN', since);
    await expectMovingPicture(seen);

    for (const scenario of ['socketDrop', 'workerDeath']) {
      const before = (await fox.events()).length;
      await fox.page.evaluate(
        (scenario) =>
          (window as unknown as FoxWindow).engine.callExperimentalAPI?.({ method: 'simulateScenario', params: { scenario } }),
        scenario,
      );
      if (scenario === 'socketDrop') await fox.waitFor('roomStateChanged', ([, reason]) => reason === 'RECONNECTED', before);
      else await fox.waitFor('publisherStateUpdate', ([result]) => (result as { state: string }).state === 'PUBLISHING', before);
      await expectMovingPicture(foxSees);
      await expectMovingPicture(seen);
    }
    await Promise.all([expectSound(ann.page), expectSound(fox.page)]);
  },
  TEST_MS,
);
