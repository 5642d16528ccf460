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
    delay: 80,
    peerToPeerPacketLostRate: 0.1,
    muteVideo: 1,
    muteAudio: 0,
  });
  expect(playQuality(figures({ quality: 2 }, {}) as PlayQuality).level).toBe(2);
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
