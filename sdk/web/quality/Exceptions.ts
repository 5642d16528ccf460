import type { EngineFacts, PlayQuality, PublishQuality } from '@liuyun/core';
import type { Facts } from '@liuyun/kit';
import type { Listeners } from '../engine/Listeners.ts';
import type { ZegoEvent } from '../types/events.ts';
import { ExceptionCode } from '../types/exceptions.ts';

/** Below these a person notices. Frames per second, kbit/s. */
const LOW_FPS = 5;
const LOW_VIDEO_KBPS = 30;
const LOW_AUDIO_KBPS = 4;
/** So many samples in a row say the same before it is told: one may be an accident. */
const IN_A_ROW = 2;

type Trouble =
  | 'captureFps'
  | 'sendVideoBitrate'
  | 'sendFps'
  | 'sendAudioBitrate'
  | 'receiveVideoDecoded'
  | 'receiveVideoFpsDecoded';

const codes: { [T in Trouble]: { begins: ExceptionCode; ends: ExceptionCode; message: string } } = {
  captureFps: { begins: ExceptionCode.captureFpsToLow, ends: ExceptionCode.captureFpsNormal, message: 'captured frame rate' },
  sendVideoBitrate: {
    begins: ExceptionCode.sendVideoBitrateToLow,
    ends: ExceptionCode.sendVideoBitrateNormal,
    message: 'sent video bitrate',
  },
  sendFps: { begins: ExceptionCode.sendFpsToLow, ends: ExceptionCode.sendFpsNormal, message: 'sent frame rate' },
  sendAudioBitrate: {
    begins: ExceptionCode.sendAudioBitrateToLow,
    ends: ExceptionCode.sendAudioBitrateNormal,
    message: 'sent audio bitrate',
  },
  receiveVideoDecoded: {
    begins: ExceptionCode.receiveVideoDecodedFail,
    ends: ExceptionCode.receiveVideoDecodedNormal,
    message: 'decoding video',
  },
  receiveVideoFpsDecoded: {
    begins: ExceptionCode.receiveVideoFpsDecodedToLow,
    ends: ExceptionCode.receiveVideoFpsDecodedNormal,
    message: 'decoded frame rate',
  },
};

/** Finds trouble in the figures of streams, and tells when it begins and when it is over. */
export class Exceptions {
  readonly #events: Listeners<ZegoEvent>;
  /** By stream and trouble: how often in a row the figures contradicted what was told last. */
  readonly #seen = new Map<string, { told: boolean; against: number }>();

  constructor(facts: Facts<EngineFacts>, events: Listeners<ZegoEvent>) {
    this.#events = events;
    facts.on('publishQualitySampled', (streamID, quality) => this.#published(streamID, quality));
    facts.on('playQualitySampled', (streamID, quality) => this.#played(streamID, quality));
    facts.on('publisherStateChanged', (streamID, state) => state === 'NO_PUBLISH' && this.#forget(streamID));
    facts.on('playerStateChanged', (streamID, state) => state !== 'PLAYING' && this.#forget(streamID));
  }

  #published(streamID: string, { video, audio }: PublishQuality): void {
    if (video.codec !== '' && !video.muted) {
      this.#judge(streamID, 'captureFps', video.capturedFps < LOW_FPS);
      this.#judge(streamID, 'sendFps', video.sentFps < LOW_FPS);
      this.#judge(streamID, 'sendVideoBitrate', video.bitrate < LOW_VIDEO_KBPS);
    }
    if (audio.codec !== '' && !audio.muted) this.#judge(streamID, 'sendAudioBitrate', audio.bitrate < LOW_AUDIO_KBPS);
  }

  #played(streamID: string, { video }: PlayQuality): void {
    if (video.codec === '' || video.muted) return;
    this.#judge(streamID, 'receiveVideoDecoded', video.receivedFps >= LOW_FPS && video.decodedFps === 0);
    this.#judge(streamID, 'receiveVideoFpsDecoded', video.decodedFps < LOW_FPS);
  }

  #judge(streamID: string, trouble: Trouble, bad: boolean): void {
    const key = `${streamID} ${trouble}`;
    const seen = this.#seen.get(key) ?? { told: false, against: 0 };
    this.#seen.set(key, seen);
    seen.against = bad === seen.told ? 0 : seen.against + 1;
    if (seen.against < IN_A_ROW) return;
    seen.told = bad;
    seen.against = 0;
    const { begins, ends, message } = codes[trouble];
    this.#events.tell('exceptionUpdate', streamID, {
      code: bad ? begins : ends,
      message: `${message} ${bad ? 'too low' : 'normal'}`,
    });
  }

  #forget(streamID: string): void {
    for (const key of [...this.#seen.keys()]) if (key.startsWith(`${streamID} `)) this.#seen.delete(key);
  }
}
