import { expect, test } from 'vitest';
import type { PlayQuality, PublishQuality } from '../quality/QualityFigures.ts';
import { Breaks } from './play/Breaks.ts';
import { playQuality, publishQuality } from './quality.ts';

const kind = {
  codec: '',
  bitrate: 0,
  packetsLostRate: 0,
  quality: -1,
  muted: false,
  breakRate: 0,
  breakMs: 0,
  decodeMs: 0,
  fps: 0,
  bytes: 0,
};
const figures = (audio: object, video: object) =>
  ({ audio: { ...kind, ...audio }, video: { ...kind, ...video }, delay: 80, packetsLostRate: 0.1, rtt: 12 }) as unknown;

test('[NATIVE-6] figures come in the native names; unknown grades are 5, else the worse one counts', () => {
  const sent = publishQuality(figures({ bitrate: 40 }, { bitrate: 600, sentFps: 15, codec: 'VP8' }) as PublishQuality);
  expect(sent).toMatchObject({ audioKBPS: 40, videoKBPS: 600, videoSendFPS: 15, rtt: 12, level: 5, videoCodecID: 2 });
  const played = playQuality(figures({ quality: 1 }, { quality: 3, codec: 'H264', muted: true }) as PlayQuality);
  expect(played).toMatchObject({
    level: 3,
    videoCodecID: 0,
    peerToPeerDelay: 80,
    peerToPeerPacketLostRate: 0.1,
    muteVideo: 1,
    muteAudio: 0,
  });
  expect(playQuality(figures({ quality: 2 }, {}) as PlayQuality).level).toBe(2);
});

test('[NATIVE-7] every documented figure says what it is: bytes and breaks since the beginning, breaks since the last event, delays', () => {
  const sent = publishQuality(
    figures({ fps: 50, capturedFps: 49, bytes: 1_000 }, { bytes: 9_000, hardwareEncoder: true }) as PublishQuality,
  );
  expect(sent).toMatchObject({ totalSendBytes: 10_000, audioSendBytes: 1_000, videoSendBytes: 9_000, isHardwareEncode: true });
  expect(sent).toMatchObject({ audioCaptureFPS: 49, audioSendFPS: 50 });
  const sound = {
    fps: 50,
    emittedFps: 48,
    renderedFps: 49,
    bytes: 300,
    breaks: 7,
    newBreaks: 2,
    breakMs: 120,
    breakRate: 0.0123,
  };
  const picture = { emittedFps: 14, bytes: 700, breaks: 3, newBreaks: 1, breakRate: 0.02, hardwareDecoder: true };
  const played = { ...(figures(sound, picture) as object), rtt: 40, bufferedMs: 60, lateMs: -15 } as PlayQuality;
  expect(playQuality(played)).toMatchObject({
    videoDejitterFPS: 14,
    videoBreakRate: 1,
    audioRecvFPS: 50,
    audioDejitterFPS: 48,
    audioRenderFPS: 49,
    audioBreakRate: 2,
    rtt: 40,
    peerToPeerDelay: 80,
    delay: 60,
    avTimestampDiff: -15,
    isHardwareDecode: true,
    totalRecvBytes: 1_000,
    audioRecvBytes: 300,
    videoRecvBytes: 700,
    audioCumulativeBreakCount: 7,
    audioCumulativeBreakTime: 120,
    audioCumulativeBreakRate: 1.23,
    videoCumulativeBreakCount: 3,
    videoCumulativeBreakRate: 0.02,
  });
});

test('[NATIVE-8] the opinion score falls with what had to be made up and with delay, and is −1 while nothing is heard', () => {
  const score = (audio: object, delay = 80) =>
    playQuality({ ...(figures({ codec: 'opus', renderedFps: 50, concealedRate: 0, ...audio }, {}) as PlayQuality), delay }).mos;
  expect(score({})).toBeCloseTo(4.4, 1);
  expect([score({ concealedRate: 0.02 }), score({ concealedRate: 0.1 }), score({ concealedRate: 0.5 })]).toEqual([
    4.18, 3.34, 1.53,
  ]);
  expect(score({}, 400)).toBeLessThan(3.6);
  expect(score({ concealedRate: 1 }, 5_000)).toBe(1);
  expect([score({ codec: '' }), score({ muted: true }), score({ renderedFps: 0 })]).toEqual([-1, -1, -1]);
});

test('[NATIVE-6] standing still and going on are told once each, and not of what is muted', () => {
  const told: unknown[] = [];
  const breaks = new Breaks((_event, fields) => void told.push(fields));
  const sample = (audio: object, video: object) => breaks.sampled('b', figures(audio, video) as PlayQuality);
  sample({}, {});
  sample({ bitrate: 40 }, { decodedFps: 15 });
  sample({}, { decodedFps: 0 });
  sample({}, { decodedFps: 0 });
  sample({ bitrate: 40 }, { decodedFps: 15 });
  expect(told).toEqual([0, 2, 1, 3].map((event) => ({ streamID: 'b', event })));
  sample({ muted: true }, { decodedFps: 0, muted: true });
  breaks.forget('b');
  sample({}, {});
  expect(told).toHaveLength(4);
});
