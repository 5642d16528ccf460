import type { EngineFacts, PlayQuality, PublishQuality } from '@liuyun/core';
import type { Listeners } from '@liuyun/core/Listeners';
import type { Facts } from '@liuyun/kit';
import type { ZegoEvent } from '../types/events.ts';
import { ExceptionCode } from '../types/exceptions.ts';

/** Below these a person notices. Frames or packets per second, kbit/s, and the root mean square of sound (−60 dBFS). */
const LOW_FPS = 5;
const LOW_VIDEO_KBPS = 30;
const LOW_AUDIO_KBPS = 4;
const LOW_VOLUME = 0.001;
/** All of the sound had to be made up, but for a rest of what came before. */
const ALL_CONCEALED = 0.95;
/** So many samples in a row say the same before it is told: one may be an accident. People are silent for longer. */
const IN_A_ROW = 2;
const IN_A_ROW_VOLUME = 4;

/** The codes of a trouble's beginning; that of its end is 1000 more. */
const codes = {
  captureFps: ExceptionCode.captureFpsToLow,
  captureVolume: ExceptionCode.captureVolumeToLow,
  sendVideoBitrate: ExceptionCode.sendVideoBitrateToLow,
  sendFps: ExceptionCode.sendFpsToLow,
  sendAudioBitrate: ExceptionCode.sendAudioBitrateToLow,
  receiveVolume: ExceptionCode.receiveVolumeToLow,
  receiveAudioDecoded: ExceptionCode.receiveAudioDecodedFail,
  receiveVideoDecoded: ExceptionCode.receiveVideoDecodedFail,
  receiveVideoFpsDecoded: ExceptionCode.receiveVideoFpsDecodedToLow,
  renderVideoFps: ExceptionCode.renderVideoFpsToLow,
} as const;

type Trouble = keyof typeof codes;
const END = 1000;

const messages: { readonly [T in Trouble]: string } = {
  captureFps: 'captured frame rate',
  captureVolume: 'captured volume',
  sendVideoBitrate: 'sent video bitrate',
  sendFps: 'sent frame rate',
  sendAudioBitrate: 'sent audio bitrate',
  receiveVolume: 'received volume',
  receiveAudioDecoded: 'decoded audio',
  receiveVideoDecoded: 'decoded video',
  receiveVideoFpsDecoded: 'decoded frame rate',
  renderVideoFps: 'rendered frame rate',
};

/** Whether the player does not receive one kind of a stream: that is no trouble. */
type Paused = (streamID: string, kind: 'audio' | 'video') => boolean;

const videoTroubles = ['receiveVideoDecoded', 'receiveVideoFpsDecoded', 'renderVideoFps'] as const;
const sendingTroubles = ['sendFps', 'sendVideoBitrate'] as const;
const audioTroubles = ['receiveAudioDecoded', 'receiveVolume'] as const;

/** Finds trouble in the figures of streams, and tells when it begins and when it is over. */
export class Exceptions {
  readonly #events: Listeners<ZegoEvent>;
  readonly #paused: Paused;
  /** By stream and trouble: how often in a row the figures contradicted what was told last. */
  readonly #seen = new Map<string, { told: boolean; against: number }>();

  constructor(facts: Facts<EngineFacts>, events: Listeners<ZegoEvent>, paused: Paused = () => false) {
    this.#events = events;
    this.#paused = paused;
    facts.on('publishQualitySampled', (streamID, quality) => this.#published(streamID, quality));
    facts.on('playQualitySampled', (streamID, quality) => this.#played(streamID, quality));
    facts.on('playedPictureUndecodable', (streamID, bad) => this.#tell(streamID, 'receiveVideoDecoded', bad));
    facts.on('publisherStateChanged', (streamID, state) => {
      if (state === 'NO_PUBLISH') this.#forget(streamID);
      if (state === 'PUBLISH_REQUESTING') this.#rest(streamID);
    });
    facts.on('playerStateChanged', (streamID, state) => {
      if (state === 'NO_PLAY') this.#forget(streamID);
      if (state === 'PLAY_REQUESTING') this.#rest(streamID);
    });
  }

  #published(streamID: string, { video, audio }: PublishQuality): void {
    if (video.codec !== '' && !video.muted) {
      this.#judge(streamID, 'captureFps', video.capturedFps < LOW_FPS);
      // What nobody plays is not sent, on purpose.
      if (!video.played) this.#rest(streamID, sendingTroubles);
      else {
        this.#judge(streamID, 'sendFps', video.sentFps < LOW_FPS);
        this.#judge(streamID, 'sendVideoBitrate', video.bitrate < LOW_VIDEO_KBPS);
      }
    }
    if (audio.codec === '' || audio.muted) return;
    this.#judge(streamID, 'sendAudioBitrate', audio.bitrate < LOW_AUDIO_KBPS);
    if (audio.capturedLevel !== undefined) this.#judge(streamID, 'captureVolume', audio.capturedLevel < LOW_VOLUME);
  }

  #played(streamID: string, { video, audio }: PlayQuality): void {
    if (this.#paused(streamID, 'video')) this.#rest(streamID, videoTroubles);
    else if (video.codec !== '' && !video.muted) {
      this.#judge(streamID, 'receiveVideoDecoded', video.receivedFps >= LOW_FPS && video.decodedFps === 0);
      this.#judge(streamID, 'receiveVideoFpsDecoded', video.decodedFps < LOW_FPS);
      this.#judge(streamID, 'renderVideoFps', video.renderedFps < LOW_FPS);
    }
    if (this.#paused(streamID, 'audio')) this.#rest(streamID, audioTroubles);
    else if (audio.codec !== '' && !audio.muted) this.#heard(streamID, audio);
  }

  #heard(streamID: string, audio: PlayQuality['audio']): void {
    this.#judge(streamID, 'receiveAudioDecoded', audio.fps >= LOW_FPS && audio.concealedRate > ALL_CONCEALED);
    if (audio.heardLevel !== undefined) this.#judge(streamID, 'receiveVolume', audio.heardLevel < LOW_VOLUME);
  }

  /** What was seen before a pause does not count after it; what was told stands until it is over. */
  #rest(streamID: string, troubles: readonly Trouble[] = Object.keys(codes) as Trouble[]): void {
    for (const trouble of troubles) {
      const seen = this.#seen.get(`${streamID} ${trouble}`);
      if (seen) seen.against = 0;
    }
  }

  #judge(streamID: string, trouble: Trouble, bad: boolean): void {
    const key = `${streamID} ${trouble}`;
    const seen = this.#seen.get(key) ?? { told: false, against: 0 };
    this.#seen.set(key, seen);
    seen.against = bad === seen.told ? 0 : seen.against + 1;
    const enough = trouble === 'captureVolume' || trouble === 'receiveVolume' ? IN_A_ROW_VOLUME : IN_A_ROW;
    if (seen.against >= enough) this.#tell(streamID, trouble, bad);
  }

  #tell(streamID: string, trouble: Trouble, bad: boolean): void {
    this.#seen.set(`${streamID} ${trouble}`, { told: bad, against: 0 });
    this.#events.tell('exceptionUpdate', streamID, {
      code: (codes[trouble] + (bad ? 0 : END)) as ExceptionCode,
      message: `${messages[trouble]} ${bad ? 'too low' : 'normal'}`,
    });
  }

  #forget(streamID: string): void {
    for (const key of [...this.#seen.keys()]) if (key.startsWith(`${streamID} `)) this.#seen.delete(key);
  }
}
