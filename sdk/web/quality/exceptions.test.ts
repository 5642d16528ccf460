import type { PlayQuality, PublishQuality } from '@liuyun/core';
import { Listeners } from '@liuyun/core/Listeners';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { expect, test } from 'vitest';
import { eventNames } from '../engine/events.ts';
import type { ZegoEvent } from '../types/events.ts';
import { ExceptionCode } from '../types/exceptions.ts';
import { Exceptions } from './Exceptions.ts';

function setUp() {
  const core = new FakeEngine();
  const events = new Listeners<ZegoEvent>(eventNames);
  const told: unknown[] = [];
  events.on('exceptionUpdate', (streamID, { code, message }) => {
    expect(message).toMatch(code < 2000 ? /too low$/ : /normal$/);
    told.push(streamID === 's' ? code : [streamID, code]);
  });
  new Exceptions(core.facts, events);
  const sent = {
    video: { codec: 'VP8', capturedFps: 15, sentFps: 15, bitrate: 500, muted: false, played: true },
    audio: { codec: 'opus', bitrate: 40, capturedLevel: 0.1, muted: false },
  };
  const received = {
    video: { codec: 'VP8', receivedFps: 15, decodedFps: 15, renderedFps: 15, muted: false },
    audio: { codec: 'opus', fps: 50, concealedRate: 0, heardLevel: 0.1, muted: false },
  };
  type Change = { video?: object; audio?: object };
  const publishes = (change: Change, times = 1) => {
    const quality = { video: { ...sent.video, ...change.video }, audio: { ...sent.audio, ...change.audio } };
    for (let time = 0; time < times; time++) core.facts.tell('publishQualitySampled', 's', quality as PublishQuality);
  };
  const plays = (change: Change, times = 1) => {
    const quality = { video: { ...received.video, ...change.video }, audio: { ...received.audio, ...change.audio } };
    for (let time = 0; time < times; time++) core.facts.tell('playQualitySampled', 's', quality as PlayQuality);
  };
  return { core, told, publishes, plays };
}

const { captureFpsToLow, captureVolumeToLow, sendVideoBitrateToLow, sendFpsToLow, sendAudioBitrateToLow } = ExceptionCode;
const { receiveVolumeToLow, receiveAudioDecodedFail, receiveVideoDecodedFail } = ExceptionCode;
const { receiveVideoFpsDecodedToLow, renderVideoFpsToLow } = ExceptionCode;

test.each([
  ['publishes', { video: { capturedFps: 4 } }, [captureFpsToLow]],
  ['publishes', { audio: { capturedLevel: 0.0005 } }, [captureVolumeToLow]],
  ['publishes', { video: { bitrate: 29 } }, [sendVideoBitrateToLow]],
  ['publishes', { video: { sentFps: 4 } }, [sendFpsToLow]],
  ['publishes', { audio: { bitrate: 3 } }, [sendAudioBitrateToLow]],
  ['plays', { audio: { heardLevel: 0 } }, [receiveVolumeToLow]],
  ['plays', { audio: { concealedRate: 1 } }, [receiveAudioDecodedFail]],
  [
    'plays',
    { video: { decodedFps: 0, renderedFps: 0 } },
    [receiveVideoDecodedFail, receiveVideoFpsDecodedToLow, renderVideoFpsToLow],
  ],
  ['plays', { video: { renderedFps: 2 } }, [renderVideoFpsToLow]],
] as const)('[QUAL-20] %s %j: told as %j when it begins, and when it is over', (what, trouble, codes) => {
  const it = setUp();
  const enough = 'audio' in trouble && !('bitrate' in trouble.audio || 'concealedRate' in trouble.audio) ? 4 : 2;
  it[what](trouble, enough - 1);
  it[what]({}, 1);
  it[what](trouble, enough - 1);
  expect(it.told).toEqual([]);
  it[what](trouble, 3);
  expect(it.told).toEqual(codes);
  it[what]({}, enough - 1);
  expect(it.told).toEqual(codes);
  it[what]({}, 3);
  expect(it.told).toEqual([...codes, ...codes.map((code) => code + 1000)]);
});

test('[QUAL-21] muted and absent kinds, and figures that the browser does not give, are no trouble', () => {
  const { told, publishes, plays } = setUp();
  const nothing = {
    bitrate: 0,
    fps: 0,
    capturedFps: 0,
    sentFps: 0,
    receivedFps: 0,
    decodedFps: 0,
    renderedFps: 0,
    heardLevel: 0,
  };
  for (const state of [{ muted: true }, { codec: '' }]) {
    const gone = { ...nothing, ...state, capturedLevel: 0 };
    publishes({ video: gone, audio: gone }, 5);
    plays({ video: gone, audio: gone }, 5);
  }
  publishes({ audio: { capturedLevel: undefined } }, 5);
  plays({ audio: { heardLevel: undefined } }, 5);
  expect(told).toEqual([]);
});

test('[QUAL-21] a picture that is not sent because nobody plays it is no trouble, but one that is not captured is', () => {
  const { told, publishes } = setUp();
  publishes({ video: { sentFps: 0, bitrate: 0 } }, 1);
  publishes({ video: { sentFps: 0, bitrate: 0, played: false } }, 5);
  publishes({ video: { sentFps: 0, bitrate: 0 } }, 1);
  expect(told).toEqual([]);
  publishes({ video: { capturedFps: 0, sentFps: 0, bitrate: 0, played: false } }, 2);
  expect(told).toEqual([captureFpsToLow]);
});

test.each([
  ['publishes', 'publisherStateChanged', 'PUBLISH', { video: { sentFps: 0 } }, sendFpsToLow],
  ['plays', 'playerStateChanged', 'PLAY', { video: { renderedFps: 2 } }, renderVideoFpsToLow],
] as const)(
  '[QUAL-20] of what %s: a trouble told before a repair is told as over after it, one that was only seen begins anew',
  (what, fact, name, trouble, code) => {
    const it = setUp();
    const repair = () => {
      for (const state of [`${name}_REQUESTING`, `${name}ING`]) it.core.facts.tell(fact, 's', state as never, undefined, '');
    };
    it[what](trouble, 2);
    expect(it.told).toEqual([code]);
    repair();
    it[what]({}, 1);
    expect(it.told).toEqual([code]);
    it[what]({}, 1);
    expect(it.told).toEqual([code, code + 1000]);
    it[what](trouble, 1);
    repair();
    it[what](trouble, 1);
    expect(it.told).toEqual([code, code + 1000]);
  },
);

test('[QUAL-20] a played stream that is stopped and played again begins anew', () => {
  const { core, told, plays } = setUp();
  plays({ video: { renderedFps: 0 } }, 2);
  core.facts.tell('playerStateChanged', 's', 'NO_PLAY', undefined, '');
  plays({}, 5);
  expect(told).toEqual([renderVideoFpsToLow]);
});

test('[QUAL-20] a stream that stops and comes back begins anew', () => {
  const { core, told, publishes } = setUp();
  publishes({ video: { sentFps: 0 } }, 2);
  core.facts.tell('publisherStateChanged', 's', 'NO_PUBLISH', undefined, '');
  publishes({}, 5);
  expect(told).toEqual([sendFpsToLow]);
});

test('[CODEC-3] a picture that cannot be decoded is told as receiveVideoDecodedFail, and its end as normal', () => {
  const { core, told } = setUp();
  core.facts.tell('playedPictureUndecodable', 's', true);
  expect(told).toEqual([receiveVideoDecodedFail]);
  core.facts.tell('playedPictureUndecodable', 's', false);
  expect(told).toEqual([receiveVideoDecodedFail, ExceptionCode.receiveVideoDecodedNormal]);
});
