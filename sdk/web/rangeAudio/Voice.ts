import { captureDevices } from '@liuyun/browser/capture/captureDevices';
import type { ErrorName } from '@liuyun/protocol/errors';
import { RtcError } from '@liuyun/protocol/errors';
import { microphoneConstraints } from '../capture/constraints.ts';
import { AUDIO_BITRATE } from '../capture/presets.ts';
import { LocalSource } from '../streams/LocalSource.ts';
import { switchDevice } from '../streams/switchDevice.ts';
import { announcement, voiceStreamID } from './announcement.ts';
import type { Speaker } from './hearing.ts';
import type { RangeAudioHome } from './RangeAudioHome.ts';

export const OFF = 0;
export const TURNING_ON = 1;
export const ON = 2;
export type VoiceState = typeof OFF | typeof TURNING_ON | typeof ON;

/** One time of talking, from the wish on. `source` is there once the microphone is open, `begun` never fails. */
type Talk = { source: LocalSource | undefined; begun: Promise<void> };

/** The user's own voice: microphone and stream, on while the app wants it. */
export class Voice {
  readonly #home: RangeAudioHome;
  readonly #changed: (state: VoiceState, failure: ErrorName | undefined, detail: string) => void;
  /** As long as the app wants the microphone on. Another one than at the beginning of something: that came too late. */
  #talk: Talk | undefined;
  #deviceID: string | undefined;
  #streamID: string | undefined;
  #roomID: string | undefined;
  #speaker: Speaker;
  /** What others have been told of it. */
  #told = '';

  constructor(
    home: RangeAudioHome,
    speaker: Speaker,
    changed: (state: VoiceState, failure: ErrorName | undefined, detail: string) => void,
  ) {
    this.#home = home;
    this.#speaker = speaker;
    this.#changed = changed;
    home.core.facts.on('publisherStateChanged', (streamID, state, failure, detail) => {
      if (streamID !== this.#streamID) return;
      if (state === 'PUBLISHING') {
        this.#changed(ON, undefined, '');
        this.#tell();
      } else if (state === 'PUBLISH_REQUESTING') {
        if (failure) this.#changed(TURNING_ON, failure, detail);
      } else if (failure) this.off(failure, detail);
    });
  }

  get streamID(): string | undefined {
    return this.#streamID;
  }

  /** The room that is spoken in: the first one. */
  get roomID(): string | undefined {
    return this.#roomID;
  }

  on(): void {
    if (this.#talk) return;
    const talk: Talk = { source: undefined, begun: Promise.resolve() };
    this.#talk = talk;
    this.#changed(TURNING_ON, undefined, '');
    talk.begun = this.#publish(talk).catch((error: unknown) => {
      if (this.#talk === talk) this.off(RtcError.from(error, 'GET_USER_MEDIA_FAILED').failure, RtcError.from(error).detail);
    });
  }

  off(failure?: ErrorName, detail = ''): void {
    if (!this.#talk) return;
    const { source } = this.#talk;
    this.#talk = undefined;
    const streamID = this.#streamID;
    this.#streamID = undefined;
    if (streamID !== undefined) this.#home.publications.stop(streamID);
    source?.destroy();
    this.#changed(OFF, failure, detail);
  }

  /** Another team or mode: others hear of it by the extra info. */
  announce(speaker: Speaker): void {
    this.#speaker = speaker;
    this.#tell();
  }

  /** Says what has changed since it was said last; before the stream exists that has to wait. */
  #tell(): void {
    const { core, log } = this.#home;
    const words = announcement(this.#speaker);
    if (this.#streamID === undefined || core.publishState(this.#streamID) !== 'PUBLISHING' || this.#told === words) return;
    this.#told = words;
    core.setStreamExtraInfo(this.#streamID, words).catch((error: unknown) => {
      log.write('warn', `range audio: team and mode could not be told: ${RtcError.from(error).message}`);
    });
  }

  /** Another microphone: while talking at once, else from the next time on. One that cannot be had changes nothing. */
  async select(deviceID: string): Promise<void> {
    for (let done = false; this.#talk && !done; ) done = await this.#switch(this.#talk, deviceID);
    this.#deviceID = deviceID;
  }

  /** False if the talk was over before. */
  async #switch(talk: Talk, deviceID: string): Promise<boolean> {
    await talk.begun;
    const { source } = talk;
    if (!source) return false;
    try {
      const constraints = { deviceId: { exact: deviceID } };
      await source.inTurn(() => switchDevice(source, { kind: 'audio', constraints }, this.#resend));
    } catch (error) {
      if (this.#talk === talk) throw error;
    }
    return this.#talk === talk;
  }

  readonly #resend = (source: LocalSource, kind: 'audio' | 'video') => this.#home.publications.resend(source, kind);

  async #publish(talk: Talk): Promise<void> {
    // Whoever is told of the beginning may have ended it.
    if (this.#talk !== talk) return;
    const { core, sources, publications } = this.#home;
    if (!core.room) throw new RtcError('NOT_LOGGED_IN');
    const { roomID } = core.room;
    this.#roomID = roomID;
    const source = new LocalSource();
    source.audioBitrate = AUDIO_BITRATE;
    const input = this.#deviceID === undefined ? {} : { input: this.#deviceID };
    const { audio } = await captureDevices({ audio: microphoneConstraints(input) });
    if (audio) source.setCaptured('audio', audio);
    const room = core.rooms.find((joined) => joined.roomID === roomID);
    if (this.#talk !== talk || !room) {
      source.destroy();
      if (this.#talk === talk) throw new RtcError('NOT_LOGGED_IN');
      return;
    }
    source.takeOver('audio');
    sources.add(source);
    talk.source = source;
    this.#streamID = voiceStreamID(room.user.userID);
    this.#told = announcement(this.#speaker);
    publications.start(this.#streamID, source, { extraInfo: this.#told, roomID });
  }
}
