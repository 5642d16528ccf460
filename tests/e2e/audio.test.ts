import { expect, test } from 'vitest';
import { hear, toneUrl } from '../kit/browser/tone.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const QUIET_DB = -75;
const LOUD_DB = -50;
const stage = useStage();

/** The members of the public API that these tests call. */
type Answer = { errorCode: number };
type Player = {
  start(id: string, options?: { path?: string }, onStart?: () => void, onEnd?: () => void): void;
  stop(id?: string): boolean;
  getTotalDuration(id: string): number;
};
type AudioEngine = {
  setCaptureVolume(stream: unknown, volume: number): Promise<Answer>;
  startMixingAudio(stream: unknown, list: HTMLMediaElement[]): boolean;
  stopMixingAudio(stream: unknown, list?: HTMLMediaElement[]): boolean;
  setMixingAudioVolume(stream: unknown, volume: number, media: HTMLMediaElement): boolean;
  muteMicrophone(mute: boolean): boolean;
  createAudioEffectPlayer(stream: unknown): Player;
  loadAudioEffect(id: string, path: string): Promise<string>;
  setAudioFrameCallback(id: string, callback: ((frame: Frame) => void) | null, options?: object): Promise<Answer>;
  setCaptureAudioFrameCallback(stream: unknown, callback: ((frame: Frame) => void) | null, options?: object): Promise<Answer>;
  checkAudioTrackIsActive(stream: unknown): Promise<boolean>;
  checkVideoTrackIsActive(stream: unknown): Promise<boolean>;
};
type Range = {
  on(event: string, listener: (...args: number[]) => void): boolean;
  setAudioReceiveRange(range: number): void;
  enableSpatializer(enable: boolean): void;
  updateSelfPosition(...vectors: number[][]): void;
  updateAudioSource(userID: string, position: number[]): void;
  enableSpeaker(enable: boolean): void;
  enableMicrophone(enable: boolean): void;
  setTeamID(team: string): void;
  setRangeAudioMode(mode: number): void;
};
type RangeWindow = { engine: { createRangeAudioInstance(): Range }; range: Range; states: (number | undefined)[][] };
type Frame = { channels: (Float32Array | Int16Array)[]; channelCount: number; sampleRate: number };
type AudioWindow = {
  engine: AudioEngine;
  local: { getAudioTracks(): MediaStreamTrack[] };
  music: HTMLAudioElement;
  told: string[];
  blow(): void;
};

async function pair() {
  const room = newRoom();
  const [ann, bob] = await Promise.all([User.open(stage, 'ann'), User.open(stage, 'bob')]);
  await Promise.all([ann.login(room), bob.login(room)]);
  await ann.publish('song', { capture: { camera: { video: false, audio: true } } });
  await bob.play('song');
  return { ann, bob };
}

const peak = (user: User) => hear(user.page);

/**
 * How much time passes while a second of samples comes. Frames come late on a busy machine and never early, so those that were
 * least late at the beginning are held against those that were least late at the end.
 */
function paceOf(frames: readonly { samples: number; at: number }[], rate: number): number {
  let before = 0;
  const all = frames.map(({ samples, at }) => ({ at, ms: ((before += samples) * 1000) / rate }));
  const quarter = Math.ceil(all.length / 4);
  const least = (some: typeof all) => some.reduce((best, one) => (one.at - one.ms < best.at - best.ms ? one : best));
  const [first, last] = [least(all.slice(0, quarter)), least(all.slice(-quarter))];
  return (last.at - first.at) / (last.ms - first.ms);
}

test(
  '[AUDIO-1] [AUDIO-2] [AUDIO-3] mixed-in sound is heard by the others, also with a muted microphone; the captured sound has its own volume',
  async () => {
    const { ann, bob } = await pair();
    const raw = await ann.page.evaluate(async (url) => {
      const page = window as unknown as AudioWindow;
      page.engine.muteMicrophone(true);
      page.music = Object.assign(new Audio(url), { loop: true });
      await page.music.play();
      return page.local.getAudioTracks()[0]?.id;
    }, toneUrl(1000));
    await expect
      .poll(() => peak(bob), { timeout: 30_000 })
      .toMatchObject({ db: expect.toSatisfy((db: number) => db < QUIET_DB) });

    expect(
      await ann.page.evaluate(() => {
        const page = window as unknown as AudioWindow;
        return page.engine.startMixingAudio('song', [page.music]);
      }),
    ).toBe(true);
    let full = { hz: 0, db: 0 };
    await expect
      .poll(async () => (full = await peak(bob)), { timeout: 30_000 })
      .toMatchObject({
        hz: expect.toSatisfy((hz: number) => Math.abs(hz - 1000) < 12),
        db: expect.toSatisfy((db: number) => db > LOUD_DB),
      });

    // A volume of its own, for the others only.
    await ann.page.evaluate(() => {
      const page = window as unknown as AudioWindow;
      page.engine.setMixingAudioVolume('song', 10, page.music);
    });
    await expect.poll(async () => full.db - (await peak(bob)).db, { timeout: 30_000 }).toBeGreaterThan(12);

    // Muting the stream silences everything.
    await ann.page.evaluate(() => window.local && window.engine.mutePublishStreamAudio(window.local, true));
    await expect.poll(async () => (await peak(bob)).db, { timeout: 30_000 }).toBeLessThan(QUIET_DB);
    await ann.page.evaluate(() => window.local && window.engine.mutePublishStreamAudio(window.local, false));
    await expect.poll(async () => (await peak(bob)).db, { timeout: 30_000 }).toBeGreaterThan(QUIET_DB + 10);

    // Afterwards the microphone is sent directly again.
    await ann.page.evaluate(() => {
      const page = window as unknown as AudioWindow;
      page.engine.stopMixingAudio('song');
    });
    await expect.poll(async () => (await peak(bob)).db, { timeout: 30_000 }).toBeLessThan(QUIET_DB);
    expect(await ann.page.evaluate(() => (window as unknown as AudioWindow).local.getAudioTracks()[0]?.id)).toBe(raw);

    // The captured sound alone: heard at 100, silence at 0.
    await ann.page.evaluate(() => (window as unknown as AudioWindow).engine.muteMicrophone(false));
    await expect.poll(async () => (await peak(bob)).db, { timeout: 30_000 }).toBeGreaterThan(LOUD_DB - 10);
    const answer = await ann.page.evaluate(() => {
      const page = window as unknown as AudioWindow;
      return page.engine.setCaptureVolume(page.local, 0);
    });
    expect(answer.errorCode).toBe(0);
    await expect.poll(() => hear(bob.page, 2000).then(({ db }) => db), { timeout: 30_000 }).toBeLessThan(QUIET_DB);
  },
  TEST_MS,
);

test(
  '[AUDIO-5] [AUDIO-6] an effect is heard by the others and tells its beginning and end; what is no sound is 1103057',
  async () => {
    const { ann, bob } = await pair();
    const loaded = await ann.page.evaluate(
      async (urls) => {
        const page = window as unknown as AudioWindow;
        page.engine.muteMicrophone(true);
        page.told = [];
        const bad = await page.engine.loadAudioEffect('bad', urls.bad).catch((error: Answer) => error.errorCode);
        const id = await page.engine.loadAudioEffect('horn', urls.horn);
        const player = page.engine.createAudioEffectPlayer(page.local);
        page.blow = () => {
          player.start(
            'horn',
            undefined,
            () => page.told.push('start'),
            () => page.told.push('end'),
          );
        };
        page.blow();
        return { bad, id, ms: player.getTotalDuration('horn') };
      },
      { horn: toneUrl(2000, 6), bad: 'data:audio/wav;base64,AAAA' },
    );
    expect(loaded).toEqual({ bad: 1103057, id: 'horn', ms: 6000 });
    const told = () => ann.page.evaluate(() => (window as unknown as AudioWindow).told);
    // Whoever did not listen while it was played hears it again.
    const listen = async () => {
      if ((await told()).at(-1) === 'end') await ann.page.evaluate(() => (window as unknown as AudioWindow).blow());
      return peak(bob);
    };
    await expect.poll(listen, { timeout: 40_000 }).toMatchObject({
      hz: expect.toSatisfy((hz: number) => Math.abs(hz - 2000) < 12),
      db: expect.toSatisfy((db: number) => db > LOUD_DB),
    });
    await expect.poll(async () => (await told()).slice(0, 2), { timeout: 30_000 }).toEqual(['start', 'end']);
  },
  TEST_MS,
);

test(
  '[AUDIO-7] [AUDIO-8] [AUDIO-10] raw samples of played and captured streams come at the asked rate; working tracks are known as such',
  async () => {
    const { ann, bob } = await pair();
    const take = (user: User, which: 'played' | 'captured', options: object) =>
      user.page.evaluate(
        async ({ which, options }) => {
          const page = window as unknown as AudioWindow;
          const frames: { samples: number; channels: number; rate: number; kind: string; loudest: number; at: number }[] = [];
          const set = (callback: ((frame: Frame) => void) | null) =>
            which === 'played'
              ? page.engine.setAudioFrameCallback('song', callback, options)
              : page.engine.setCaptureAudioFrameCallback(page.local, callback, options);
          const heard = async (ms: number, take: (frame: Frame) => void) => {
            let left = ms;
            await new Promise<void>((resolve) => {
              void set((frame) => {
                take(frame);
                left -= (1000 * (frame.channels[0]?.length ?? 0)) / frame.sampleRate;
                if (left <= 0) resolve();
              });
            });
            await set(null);
          };
          // Longer than the longest pause of the voice.
          await heard(3500, ({ channels, channelCount, sampleRate }) => {
            const [first] = channels;
            frames.push({
              samples: first?.length ?? 0,
              channels: channelCount,
              rate: sampleRate,
              kind: first?.constructor.name ?? '',
              loudest: Math.max(...Array.from(first ?? [0], Math.abs)),
              at: performance.now(),
            });
          });
          const total = frames.length;
          await heard(300, () => {});
          return { frames, after: frames.length - total };
        },
        { which, options },
      );
    const wanted = [
      { rate: 16_000, kind: 'Int16Array', channels: 1, loud: 300 },
      { rate: 8000, kind: 'Float32Array', channels: 2, loud: 0.01 },
    ] as const;
    const measure = async () => {
      const [played, captured] = await Promise.all([
        take(bob, 'played', { sampleRate: 16_000, channelCount: 1, bitDepth: 16, frameSize: 2048 }),
        take(ann, 'captured', { sampleRate: 8000, channelCount: 2 }),
      ]);
      const paces = [paceOf(played.frames, wanted[0].rate), paceOf(captured.frames, wanted[1].rate)];
      return { taken: [played, captured] as const, paces };
    };
    // A machine that stood still during a measurement says nothing; a wrong rate is wrong each time.
    let measured = await measure();
    for (let again = 0; again < 4 && measured.paces.some((pace) => Math.abs(pace - 1) >= 0.15); again++)
      measured = await measure();
    for (const pace of measured.paces) {
      expect(pace, 'of the time that the samples are').toBeGreaterThan(0.85);
      expect(pace, 'of the time that the samples are').toBeLessThan(1.15);
    }
    for (const [index, { frames, after }] of measured.taken.entries()) {
      const { rate, kind, channels, loud } = wanted[index === 0 ? 0 : 1];
      expect(after).toBe(0);
      expect(frames[0]).toMatchObject({ rate, kind, channels });
      expect(Math.max(...frames.map(({ loudest }) => loudest))).toBeGreaterThan(loud);
    }
    expect(
      await ann.page.evaluate(async () => {
        const page = window as unknown as AudioWindow;
        return [await page.engine.checkAudioTrackIsActive(page.local), await page.engine.checkVideoTrackIsActive(page.local)];
      }),
    ).toEqual([true, false]);
  },
  TEST_MS,
);

test(
  '[AUDIO-7] raw samples come also where a Content-Security-Policy refuses worklets from blobs',
  async () => {
    const { cloud, browser, site } = stage;
    const policy = `script-src ${cloud.origin}`;
    const url = site.put(
      `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
        `<script src="${cloud.origin}/sdk/ZegoExpressWebRTC.js"></script>`,
    );
    const { page, faults } = await browser.open(url);
    const seen = await page.evaluate(
      async (server) => {
        const engine = new window.ZegoExpressEngine(1, server) as unknown as AudioEngine & typeof window.engine;
        engine.setDebugVerbose(false);
        const stream = await engine.createZegoStream({ camera: { video: false, audio: true } });
        let frames = 0;
        let onPage = 0;
        const native = AudioContext.prototype.createScriptProcessor;
        AudioContext.prototype.createScriptProcessor = function (...sizes) {
          onPage++;
          return native.apply(this, sizes);
        };
        await engine.setCaptureAudioFrameCallback(stream, ({ sampleRate }) => (frames += sampleRate === 16_000 ? 1 : 0), {
          sampleRate: 16_000,
        });
        for (let i = 0; i < 300 && frames < 3; i++) await new Promise((resolve) => setTimeout(resolve, 100));
        engine.destroyEngine();
        return { frames, onPage };
      },
      cloud.origin.replace('http', 'ws'),
    );
    expect(seen).toMatchObject({ onPage: 1, frames: expect.toSatisfy((frames: number) => frames >= 3) });
    // The browser itself may say that it refused.
    for (const fault of faults.splice(0)) expect(fault).toContain('Content Security Policy');
  },
  TEST_MS,
);

test(
  '[RANGE-1] [RANGE-5] in a world, who is in range is heard, who walks away is not received any more',
  async () => {
    const room = newRoom();
    const [ann, bob] = await Promise.all([User.open(stage, 'ann'), User.open(stage, 'bob')]);
    for (const { page } of [ann, bob]) {
      await page.evaluate(() => {
        const page = window as unknown as RangeWindow;
        page.range = page.engine.createRangeAudioInstance();
        page.states = [];
        page.range.on('microphoneStateUpdate', (state, code) => page.states.push([state, code]));
        page.range.setAudioReceiveRange(10);
        page.range.enableSpatializer(true);
        page.range.updateSelfPosition([0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]);
      });
    }
    await Promise.all([ann.login(room), bob.login(room)]);
    await bob.page.evaluate(() => {
      const page = window as unknown as RangeWindow;
      page.range.enableSpeaker(true);
      page.range.updateAudioSource('ann', [2, 0, 0]);
    });
    await ann.page.evaluate(() => (window as unknown as RangeWindow).range.enableMicrophone(true));
    await expect
      .poll(() => ann.page.evaluate(() => (window as unknown as RangeWindow).states), { timeout: 30_000 })
      .toEqual([
        [1, 0],
        [2, 0],
      ]);
    await expect.poll(async () => (await peak(bob)).db, { timeout: 30_000 }).toBeGreaterThan(LOUD_DB - 15);
    const playing = () =>
      bob.page.evaluate(
        () => window.probe.remoteTracks.filter(({ track }) => track.kind === 'audio' && track.readyState === 'live').length,
      );
    expect(await playing()).toBe(1);
    const move = (distance: number) =>
      bob.page.evaluate(
        (distance) => (window as unknown as RangeWindow).range.updateAudioSource('ann', [distance, 0, 0]),
        distance,
      );
    await move(50);
    await expect.poll(playing, { timeout: 30_000 }).toBe(0);
    // Of one team: at any distance.
    for (const { page } of [ann, bob]) {
      await page.evaluate(() => {
        const page = window as unknown as RangeWindow;
        page.range.setTeamID('red');
        page.range.setRangeAudioMode(1);
      });
    }
    await expect.poll(playing, { timeout: 30_000 }).toBe(1);
    await expect.poll(async () => (await peak(bob)).db, { timeout: 30_000 }).toBeGreaterThan(LOUD_DB - 15);
  },
  TEST_MS,
);
