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

/** The user's own voice: microphone and stream, on while the app wants it. */
export class Voice {
  readonly #home: RangeAudioHome;
  readonly #changed: (state: VoiceState, failure: ErrorName | undefined, detail: string) => void;
  #wanted = false;
  #deviceID: string | undefined;
  #source: LocalSource | undefined;
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

  async on(): Promise<void> {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#changed(TURNING_ON, undefined, '');
    try {
      await this.#publish();
    } catch (error) {
      if (this.#wanted) this.off(RtcError.from(error, 'GET_USER_MEDIA_FAILED').failure, RtcError.from(error).detail);
    }
  }

  off(failure?: ErrorName, detail = ''): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    const streamID = this.#streamID;
    this.#streamID = undefined;
    if (streamID !== undefined) this.#home.publications.stop(streamID);
    this.#source?.destroy();
    this.#source = undefined;
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

  async select(deviceID: string): Promise<void> {
    this.#deviceID = deviceID;
    const source = this.#source;
    if (!source) return;
    const constraints = { deviceId: { exact: deviceID } };
    await source.inTurn(() => switchDevice(source, { kind: 'audio', constraints }, this.#resend));
  }

  readonly #resend = (source: LocalSource, kind: 'audio' | 'video') => this.#home.publications.resend(source, kind);

  async #publish(): Promise<void> {
    const { core, sources, publications } = this.#home;
    if (!core.room) throw new RtcError('NOT_LOGGED_IN');
    this.#roomID = core.room.roomID;
    const source = new LocalSource();
    source.audioBitrate = AUDIO_BITRATE;
    const input = this.#deviceID === undefined ? {} : { input: this.#deviceID };
    const { audio } = await captureDevices({ audio: microphoneConstraints(input) });
    if (audio) source.setCaptured('audio', audio);
    const room = core.rooms.find(({ roomID }) => roomID === this.#roomID);
    if (!this.#wanted || !room) {
      source.destroy();
      if (this.#wanted) throw new RtcError('NOT_LOGGED_IN');
      return;
    }
    source.takeOver('audio');
    sources.add(source);
    this.#source = source;
    this.#streamID = voiceStreamID(room.user.userID);
    this.#told = announcement(this.#speaker);
    publications.start(this.#streamID, source, { extraInfo: this.#told, roomID: room.roomID });
  }
}
