import { RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo, faultOfStreamID } from '@liuyun/protocol/ids';
import { scenarioPreset } from './capture/presets.ts';
import { listDevices, listWithPermission } from './devices/deviceLists.ts';
import { EngineParts } from './engine/EngineParts.ts';
import { presetLog } from './engine/Log.ts';
import { loginRoom } from './engine/loginRoom.ts';
import { tuningOf } from './engine/tuning.ts';
import { version } from './engine/version.ts';
import { playStats, publishStats } from './quality/stats.ts';
import { checkAll, checkOne, isCheckable } from './requirements/checkSystemRequirements.ts';
import { DEFAULT_MS, LONGEST_MS, SHORTEST_MS } from './sound/SoundLevels.ts';
import { createStream } from './streams/createStream.ts';
import { captureFirst, configure } from './streams/createZegoStream.ts';
import { type Kind, LocalSource } from './streams/LocalSource.ts';
import { LocalStream } from './streams/LocalStream.ts';
import { addTrack, changePicture, enableCamera, removeTrack, replaceTrack, updateSent } from './streams/localCalls.ts';
import { type DeviceChange, switchDevice } from './streams/switchDevice.ts';
import type {
  ZegoDeviceInfo,
  ZegoDeviceInfos,
  ZegoLocalStreamConfig,
  ZegoPublishStreamAudioConfig,
  ZegoPublishStreamConfig,
  ZegoStreamOptions,
} from './types/capture.ts';
import type { ZegoScenario, ZegoStreamUpdateType } from './types/enums.ts';
import type { ZegoEvent } from './types/events.ts';
import type { ZegoLocalStream } from './types/localStream.ts';
import type { ZegoCapabilityDetection, ZegoCheckSingleType } from './types/requirements.ts';
import type { ZegoLogConfig, ZegoRoomConfig, ZegoServerResponse, ZegoUser } from './types/room.ts';
import type {
  SoundLevelDelegateOptions,
  ZegoPlayStats,
  ZegoPublishStats,
  ZegoWebPlayOption,
  ZegoWebPublishOption,
} from './types/stream.ts';
import type { ZegoStreamView } from './types/views.ts';
import { setSink } from './views/MediaSurface.ts';
import { StreamView } from './views/StreamView.ts';

const done = (): ZegoServerResponse => ({ errorCode: 0, extendedData: '' });

/**
 * The engine: rooms, streams and devices of one user in one page. Promises resolve with the documented value or reject
 * with an object that carries `errorCode` and `extendedData` (and `code` and `msg`). Calls that answer a boolean never
 * throw: false means that one log line has the code.
 */
export class ZegoExpressEngine {
  /** Version of the SDK. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  static version: any = version;

  readonly #parts: EngineParts;

  /**
   * Nothing connects yet, and wrong arguments are told at login.
   * @param appID the app's number, an unsigned 32-bit integer
   * @param server the cloud's address or addresses (`ws://…` or `wss://…`), tried in turn. Anything else means the origin
   * that this script came from; `?server=` on the script's own URL overrides it.
   * @param options `scenario` presets what streams capture by default
   */
  constructor(appID: number, server: string | string[], options?: { scenario: number }) {
    this.#parts = new EngineParts(appID, server, options?.scenario);
  }

  /** Log levels for engines that are made later. False for a malformed configuration. */
  static presetLogConfig(config: ZegoLogConfig): boolean {
    return presetLog(config);
  }

  /** Version of the SDK. */
  getVersion(): string {
    return version;
  }

  /** Sets the log level. False for a malformed configuration. */
  setLogConfig(config: ZegoLogConfig): boolean {
    return this.#boolean('setLogConfig', () => {
      if (!this.#parts.log.configure(config)) throw new RtcError('INPUT_PARAM', 'config');
    });
  }

  /** Whether SDK errors also open an alert box, for testing. Off unless turned on. */
  setDebugVerbose(enable: boolean): void {
    this.#parts.log.alerts = enable === true;
  }

  /**
   * Tunes internals: `roomRetryTime`, `streamRetryTime` (s), `publishQualityInterval`, `playQualityInterval` (ms, at least
   * 1000), and, an addition of this SDK, `tcpOnly`. Unknown keys are ignored.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  setEngineConfig(config: any): void {
    this.#value('setEngineConfig', () => this.#parts.core.tune(tuningOf(config)), undefined);
  }

  /** Presets what streams made from now on capture. False (1000067) while in a room. */
  setRoomScenario(scenario: ZegoScenario): boolean {
    return this.#boolean('setRoomScenario', () => {
      if (this.#parts.core.room) throw new RtcError('SCENARIO_LOCKED');
      this.#parts.scenario = scenarioPreset(scenario);
    });
  }

  /** Adds a listener; several per event are called in the order they were added. False for an unknown event. */
  on<K extends keyof ZegoEvent>(event: K, callBack: ZegoEvent[K]): boolean {
    return this.#boolean(typeof event === 'string' ? `on(${JSON.stringify(event.slice(0, 64))})` : 'on', () => {
      if (!this.#parts.events.on(event, callBack)) throw new RtcError('INPUT_PARAM', 'no such event, or not a function');
      if (event === 'videoDeviceStateChanged' || event === 'audioDeviceStateChanged') this.#parts.devices.start();
    });
  }

  /** Removes one listener, or all of the event when none is given. */
  off<K extends keyof ZegoEvent>(event: K, callBack?: ZegoEvent[K]): boolean {
    return this.#parts.events.off(event, callBack);
  }

  /**
   * What this browser can do: everything, or one thing as `{result, errInfo}`. What is missing is false, never a rejection.
   * Checking camera and microphone makes the browser ask the user.
   * @param checkLevel 1 checks codecs more slowly and more exactly
   */
  checkSystemRequirements<T extends keyof ZegoCheckSingleType>(
    checkType?: T,
    checkLevel?: 0 | 1,
  ): Promise<ZegoCapabilityDetection> {
    return this.#promise('checkSystemRequirements', async () => {
      if (checkType !== undefined && checkType !== null && !isCheckable(checkType)) {
        throw new RtcError('INPUT_PARAM', 'checkType');
      }
      const answer = isCheckable(checkType) ? await checkOne(checkType, checkLevel ?? 0) : await checkAll(checkLevel ?? 0);
      this.#parts.devices.refresh();
      return answer;
    });
  }

  /** Leaves, stops and releases everything, and forgets all listeners. The engine is dead afterwards. */
  destroyEngine(): void {
    this.#parts.close();
  }

  // ------------------------------------------------------------------------------------------------ room

  /** Enters a room, which is created if need be. Resolves true when the server has accepted; `roomStateChanged` mirrors it. */
  loginRoom(roomID: string, token: string, user: ZegoUser, config?: ZegoRoomConfig): Promise<boolean> {
    return this.#promise('loginRoom', () => loginRoom(this.#parts, { roomID, token, user, config: config ?? {} }));
  }

  /** Leaves a room, or every room. Publishing and playing in it stop; local streams stay open. */
  logoutRoom(roomID?: string): void {
    this.#value(
      'logoutRoom',
      () => {
        this.#parts.core.logout(roomID);
        this.#parts.plays.forgetStopped();
      },
      undefined,
    );
  }

  /** Hands over a fresh token. The answer says whether it looks like one; the server checks it. */
  renewToken(token: string, roomID?: string): boolean {
    return this.#boolean('renewToken', () => {
      if (typeof token !== 'string' || token === '') throw new RtcError('TOKEN_FORMAT');
      void this.#promise('renewToken', () => this.#parts.core.renewToken(token, roomID));
    });
  }

  /** A text to everybody else in the room, reliable and in order, at most 1024 bytes. */
  sendBroadcastMessage(roomID: string, message: string): Promise<ZegoServerResponse> {
    return this.#promise('sendBroadcastMessage', async () => {
      await this.#parts.core.sendBroadcastMessage(roomID, message);
      return done();
    });
  }

  /** A text to everybody else in the room that may be dropped in a flood, at most 1024 bytes. */
  sendBarrageMessage(roomID: string, message: string): Promise<ZegoServerResponse> {
    return this.#promise('sendBarrageMessage', async () => {
      await this.#parts.core.sendBarrageMessage(roomID, message);
      return done();
    });
  }

  /** A text to some people in the room (to everybody for an empty list), at most 1024 bytes. */
  sendCustomCommand(roomID: string, command: string, toUserIDList: string[]): Promise<ZegoServerResponse> {
    return this.#promise('sendCustomCommand', async () => {
      const to = toUserIDList ?? [];
      if (!Array.isArray(to) || to.some((userID) => typeof userID !== 'string')) {
        throw new RtcError('INPUT_PARAM', 'toUserIDList');
      }
      await this.#parts.core.sendCustomCommand(roomID, command, to);
      return done();
    });
  }

  // ------------------------------------------------------------------------------------------------ local streams

  /** Captures camera and microphone, a screen, or something of the app's own (3.x). */
  createZegoStream(options?: ZegoStreamOptions): Promise<ZegoLocalStream> {
    return this.#promise('createZegoStream', async () => {
      const wanted = options ?? {};
      const { publications, scenario, calls } = this.#parts;
      const source = new LocalSource();
      const context = { scenario, ...configure(source, wanted) };
      const stream = new LocalStream(source, {
        calls,
        context,
        multiplePreviews: wanted.multiplacePreview === true,
        isPublished: (asked) => publications.of(asked).length > 0,
        resend: (changed, kind) => publications.resend(changed, kind),
      });
      await captureFirst(source, wanted, context);
      source.takeOver('video');
      source.takeOver('audio');
      this.#adopt(source, stream);
      if (wanted.autoPlay && wanted.view) stream.playVideo(wanted.view);
      if (wanted.autoPlay && wanted.captureView) stream.playCaptureVideo(wanted.captureView);
      return stream;
    });
  }

  /** Captures into a plain MediaStream (2.x). */
  createStream(source?: ZegoLocalStreamConfig): Promise<MediaStream> {
    return this.#promise('createStream', async () => {
      const made = await createStream(source ?? {}, this.#parts.scenario);
      this.#adopt(made);
      return made.stream;
    });
  }

  /** Releases the devices of a stream and removes its views. Stop publishing it first. */
  destroyStream(localStream: MediaStream | ZegoLocalStream): void {
    this.#value(
      'destroyStream',
      () => {
        const source = this.#parts.sources.of(localStream);
        this.#parts.plays.forgetView(source.stream);
        source.destroy();
      },
      undefined,
    );
  }

  /** A view for a stream of `createStream`, silent unless told otherwise. One per stream. */
  createLocalStreamView(localStream: MediaStream): ZegoStreamView {
    return this.#view('createLocalStreamView', () => this.#parts.sources.of(localStream).stream, true);
  }

  /** Sends, in place of what a stream sent so far, what it captures now. */
  updatePublishingStream(zegoStream: ZegoLocalStream, updateType: ZegoStreamUpdateType): Promise<ZegoServerResponse> {
    return this.#promise('updatePublishingStream', async () => {
      if (!(zegoStream instanceof LocalStream)) throw new RtcError('NOT_ZEGO_STREAM');
      const kinds: Kind[] | undefined = [['video'] as const, ['audio'] as const, ['video', 'audio'] as const][
        updateType
      ]?.slice();
      if (!kinds) throw new RtcError('INPUT_PARAM', 'updateType');
      return this.#change(zegoStream, (source) => updateSent(source, kinds, this.#resend));
    });
  }

  /** Another track in the place of the sent one of its kind (2.x). */
  replaceTrack(localStream: MediaStream, mediaStreamTrack: MediaStreamTrack): Promise<ZegoServerResponse> {
    return this.#promise('replaceTrack', () =>
      this.#change(localStream, (source) => replaceTrack(source, mediaStreamTrack, this.#resend)),
    );
  }

  /** Adds a track of a kind that the stream lacks (2.x). */
  addTrack(localStream: MediaStream, track: MediaStreamTrack): Promise<ZegoServerResponse> {
    return this.#promise('addTrack', () => this.#change(localStream, (source) => addTrack(source, track, this.#resend)));
  }

  /** Takes a track out of the stream (2.x). */
  removeTrack(localStream: MediaStream, track: MediaStreamTrack): Promise<ZegoServerResponse> {
    return this.#promise('removeTrack', () => this.#change(localStream, (source) => removeTrack(source, track, this.#resend)));
  }

  /** Changes size, frame rate and bitrate (kbit/s) of a stream, also while publishing. */
  setVideoConfig(localStream: MediaStream | ZegoLocalStream, constraints: ZegoPublishStreamConfig): Promise<ZegoServerResponse> {
    return this.#promise('setVideoConfig', () =>
      this.#change(localStream, async (source) => {
        const bitrate = await changePicture(source, constraints ?? {});
        if (bitrate !== undefined) await this.#parts.publications.setBitrate(source, bitrate);
      }),
    );
  }

  /** Turns noise suppression, gain control and echo cancellation of a microphone on or off. */
  setAudioConfig(
    localStream: MediaStream | ZegoLocalStream,
    constraints: ZegoPublishStreamAudioConfig,
  ): Promise<ZegoServerResponse> {
    const { ANS, AGC, AEC } = constraints ?? {};
    const change: MediaTrackConstraints = {
      ...(ANS === undefined ? {} : { noiseSuppression: ANS }),
      ...(AGC === undefined ? {} : { autoGainControl: AGC }),
      ...(AEC === undefined ? {} : { echoCancellation: AEC }),
    };
    return this.#switch('setAudioConfig', localStream, { kind: 'audio', constraints: change, sameDevice: true });
  }

  // ------------------------------------------------------------------------------------------------ publishing

  /**
   * Begins to send a stream under a streamID (letters, digits, - and _, unique per app). True means that the request has
   * started; success and failure come as `publisherStateUpdate`.
   */
  startPublishingStream(
    streamID: string,
    localStream: MediaStream | ZegoLocalStream,
    publishOption?: ZegoWebPublishOption,
  ): boolean {
    return this.#boolean('startPublishingStream', () => {
      if (!this.#parts.core.room) throw new RtcError('NOT_LOGGED_IN');
      const fault = faultOfStreamID(streamID);
      if (fault) throw new RtcError(fault);
      const source = this.#parts.sources.of(localStream);
      this.#parts.publications.start(streamID, source, publishOption ?? {});
    });
  }

  /** Stops sending. False if the streamID was not being published. Capture and preview go on. */
  stopPublishingStream(streamID: string): boolean {
    return this.#boolean('stopPublishingStream', () => {
      if (!this.#parts.publications.stop(streamID)) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    });
  }

  /** Attaches a text (at most 1024 bytes) to a published stream; others get `streamExtraInfoUpdate`. */
  setStreamExtraInfo(streamID: string, extraInfo: string): Promise<ZegoServerResponse> {
    return this.#promise('setStreamExtraInfo', async () => {
      const fault = faultOfStreamID(streamID) ?? faultOfExtraInfo(extraInfo);
      if (fault) throw new RtcError(fault);
      await this.#parts.core.setStreamExtraInfo(streamID, extraInfo);
      return done();
    });
  }

  /** Sends no sound of this stream. Players get `remoteMicStatusUpdate`. */
  mutePublishStreamAudio(localStream: MediaStream | ZegoLocalStream, mute: boolean): boolean {
    return this.#boolean('mutePublishStreamAudio', () => this.#mute(localStream, { kind: 'audio', mute }));
  }

  /** Sends no picture of this stream; the camera stays on. Players get `remoteCameraStatusUpdate`. */
  mutePublishStreamVideo(localStream: MediaStream | ZegoLocalStream, mute: boolean, retain?: boolean): boolean {
    return this.#boolean('mutePublishStreamVideo', () =>
      this.#mute(localStream, { kind: 'video', mute, keepPreview: retain === true }),
    );
  }

  /** The latest figures of an own stream, renewed every 3 s; null if there are none. */
  getPublishingStreamQuality(streamID: string): ZegoPublishStats | null {
    return this.#value<ZegoPublishStats | null>(
      'getPublishingStreamQuality',
      () => {
        const quality = this.#parts.core.publishQuality(streamID);
        return quality ? publishStats(quality) : null;
      },
      null,
    );
  }

  // ------------------------------------------------------------------------------------------------ playing

  /** Receives a stream. Resolves when signalling is done; `playerStateUpdate` tells the rest. */
  startPlayingStream(streamID: string, playOption?: ZegoWebPlayOption): Promise<MediaStream> {
    return this.#promise('startPlayingStream', () => this.#parts.plays.start(streamID, playOption ?? {}));
  }

  /** Stops receiving and empties the views of the stream. */
  stopPlayingStream(streamID: string): void {
    this.#value('stopPlayingStream', () => this.#parts.plays.stop(streamID), undefined);
  }

  /** A view for a stream of `startPlayingStream`. One per stream. */
  createRemoteStreamView(remoteStream: MediaStream): ZegoStreamView {
    return this.#view(
      'createRemoteStreamView',
      () => {
        if (typeof MediaStream === 'undefined' || !(remoteStream instanceof MediaStream)) {
          throw new RtcError('INPUT_PARAM', 'remoteStream');
        }
        return remoteStream;
      },
      false,
    );
  }

  /** Stops (or goes on) receiving the sound of a stream. */
  mutePlayStreamAudio(streamID: string, mute: boolean): Promise<boolean> {
    return this.#parts.calls.promisedBoolean('mutePlayStreamAudio', () =>
      this.#parts.plays.pause(streamID, 'audio', mute === true),
    );
  }

  /** Stops (or goes on) receiving the picture of a stream. */
  mutePlayStreamVideo(streamID: string, mute: boolean): Promise<boolean> {
    return this.#parts.calls.promisedBoolean('mutePlayStreamVideo', () =>
      this.#parts.plays.pause(streamID, 'video', mute === true),
    );
  }

  /** Stops receiving the sound of all streams, also of those played later; off, each goes back to its own setting. */
  muteAllPlayAudioStreams(mute: boolean): Promise<boolean> {
    return this.#parts.calls.promisedBoolean('muteAllPlayAudioStreams', () => this.#parts.plays.pauseAll('audio', mute === true));
  }

  /** The same for the picture. */
  muteAllPlayVideoStreams(mute: boolean): Promise<boolean> {
    return this.#parts.calls.promisedBoolean('muteAllPlayVideoStreams', () => this.#parts.plays.pauseAll('video', mute === true));
  }

  /** The latest figures of a played stream, renewed every 3 s; null if there are none. */
  getPlayingStreamQuality(streamID: string): ZegoPlayStats | null {
    return this.#value<ZegoPlayStats | null>(
      'getPlayingStreamQuality',
      () => {
        const quality = this.#parts.core.playQuality(streamID);
        return quality ? playStats(quality) : null;
      },
      null,
    );
  }

  // ------------------------------------------------------------------------------------------------ devices

  /** All devices. Before permission was given their names and IDs are empty. */
  enumDevices(): Promise<ZegoDeviceInfos> {
    return this.#promise('enumDevices', () => listDevices(), 'ENUMERATE_DEVICES_FAILED');
  }

  /** Cameras; opens one briefly when there was no permission yet. */
  getCameras(): Promise<ZegoDeviceInfo[]> {
    return this.#promise('getCameras', () => listWithPermission('videoinput'), 'ENUMERATE_DEVICES_FAILED');
  }

  /** Microphones; opens one briefly when there was no permission yet. */
  getMicrophones(): Promise<ZegoDeviceInfo[]> {
    return this.#promise('getMicrophones', () => listWithPermission('audioinput'), 'ENUMERATE_DEVICES_FAILED');
  }

  /** Speakers; empty in Safari. */
  getSpeakers(): Promise<ZegoDeviceInfo[]> {
    return this.#promise('getSpeakers', () => listWithPermission('audiooutput'), 'ENUMERATE_DEVICES_FAILED');
  }

  /** Another camera, also while publishing. On failure the old one stays. */
  useVideoDevice(localStream: MediaStream | ZegoLocalStream, deviceID: string): Promise<ZegoServerResponse> {
    return this.#switch('useVideoDevice', localStream, { kind: 'video', constraints: { deviceId: { exact: deviceID } } });
  }

  /** Another microphone, also while publishing. On failure the old one stays. */
  useAudioDevice(localStream: MediaStream | ZegoLocalStream, deviceID: string): Promise<ZegoServerResponse> {
    return this.#switch('useAudioDevice', localStream, { kind: 'audio', constraints: { deviceId: { exact: deviceID } } });
  }

  /** On a phone: the front camera, or the one at the back. */
  useFrontCamera(localStream: MediaStream | ZegoLocalStream, enable: boolean): Promise<ZegoServerResponse> {
    const facingMode = enable === false ? 'environment' : 'user';
    return this.#switch('useFrontCamera', localStream, { kind: 'video', constraints: { facingMode } });
  }

  /** Really switches the camera of a stream off or on. Slower than muting, but its light goes out. */
  enableVideoCaptureDevice(localStream: MediaStream | ZegoLocalStream, enable?: boolean): Promise<boolean> {
    return this.#promise('enableVideoCaptureDevice', async () => {
      const { publications } = this.#parts;
      await this.#change(localStream, (source) =>
        enableCamera(source, enable !== false, {
          resend: this.#resend,
          applyMute: (changed, kind) => publications.applyMute(changed, kind),
        }),
      );
      return true;
    });
  }

  /** Plays a media element through another speaker, where the browser can. */
  useAudioOutputDevice(media: HTMLMediaElement, deviceID: string): Promise<boolean> {
    return this.#parts.calls.promisedBoolean('useAudioOutputDevice', async () => {
      if (!(media instanceof HTMLMediaElement) || typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM');
      await setSink(media, deviceID);
    });
  }

  /** Silences the microphone in every local stream, also in those made later. Other sound goes on. */
  muteMicrophone(mute: boolean): boolean {
    return this.#boolean('muteMicrophone', () => this.#parts.sources.muteMicrophone(mute === true));
  }

  isMicrophoneMuted(): boolean {
    return this.#parts.sources.microphoneMuted;
  }

  /** Starts or stops `soundLevelUpdate` and `capturedSoundLevelUpdate`, every `interval` ms (500–3000, default 1000). */
  setSoundLevelDelegate(bool: boolean, interval?: number, options?: SoundLevelDelegateOptions): void {
    this.#value(
      'setSoundLevelDelegate',
      () => {
        if (bool !== true) return this.#parts.soundLevels.stop();
        const wanted = typeof interval === 'number' && Number.isFinite(interval) ? interval : DEFAULT_MS;
        this.#parts.soundLevels.start(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wanted)), options ?? {});
      },
      undefined,
    );
  }

  // ------------------------------------------------------------------------------------------------ inside

  readonly #resend = (source: LocalSource, kind: Kind) => this.#parts.publications.resend(source, kind);

  /** A new stream belongs to the engine from now on. One that was destroyed meanwhile lets the devices go at once. */
  #adopt(source: LocalSource, ...publicObjects: object[]): void {
    if (this.#parts.calls.over) {
      source.destroy();
      throw new RtcError('INIT_WRONG', 'the engine was destroyed');
    }
    this.#parts.sources.add(source, ...publicObjects);
    this.#parts.devices.refresh();
  }

  async #change(localStream: unknown, change: (source: LocalSource) => Promise<void>): Promise<ZegoServerResponse> {
    const source = this.#parts.sources.of(localStream);
    await source.inTurn(() => change(source));
    return done();
  }

  #switch(call: string, localStream: unknown, change: DeviceChange): Promise<ZegoServerResponse> {
    return this.#promise(
      call,
      () => this.#change(localStream, (source) => switchDevice(source, change, this.#resend)),
      'USE_DEVICE_FAILED',
    );
  }

  #mute(localStream: unknown, wish: { kind: Kind; mute: boolean; keepPreview?: boolean }): void {
    const source = this.#parts.sources.of(localStream);
    const { kind, mute, keepPreview } = wish;
    if (!source.captured(kind) && !source.sent(kind)) throw new RtcError(kind === 'video' ? 'NO_VIDEO_TRACK' : 'NO_AUDIO_TRACK');
    source.setMuted(kind, mute === true, keepPreview);
    this.#parts.publications.applyMute(source, kind);
  }

  /** Never throws: for something that is no stream the app gets a view that shows nothing, and the log says why. */
  #view(call: string, streamOf: () => MediaStream, local: boolean): ZegoStreamView {
    const { plays, calls } = this.#parts;
    const create = (stream: MediaStream | undefined) => new StreamView(stream, { local, calls });
    return (
      this.#value<ZegoStreamView | undefined>(
        call,
        () => {
          const stream = streamOf();
          return plays.view(stream, () => create(stream));
        },
        undefined,
      ) ?? create(undefined)
    );
  }

  #promise<T>(call: string, work: () => Promise<T>, fallback?: Parameters<EngineParts['calls']['promise']>[2]): Promise<T> {
    return this.#parts.calls.promise(call, work, fallback);
  }

  #boolean(call: string, work: () => unknown): boolean {
    return this.#parts.calls.boolean(call, work);
  }

  #value<T>(call: string, work: () => T, otherwise: T): T {
    return this.#parts.calls.value(call, work, otherwise);
  }
}
