import { RtcError } from '@liuyun/protocol/errors';
import { createStream } from '../../streams/createStream.ts';
import { captureFirst, configure } from '../../streams/createZegoStream.ts';
import { type Kind, LocalSource } from '../../streams/LocalSource.ts';
import { LocalStream } from '../../streams/LocalStream.ts';
import { addTrack, changePicture, removeTrack, replaceTrack, updateSent } from '../../streams/localCalls.ts';
import type {
  ZegoLocalStreamConfig,
  ZegoPublishStreamAudioConfig,
  ZegoPublishStreamConfig,
  ZegoStreamOptions,
} from '../../types/capture.ts';
import type { ZegoStreamUpdateType } from '../../types/enums.ts';
import type { ZegoLocalStream } from '../../types/localStream.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import type { ZegoStreamView } from '../../types/views.ts';
import { flag } from '../flag.ts';
import { RoomMembers } from './RoomMembers.ts';

/** What is captured, before it is sent. */
export abstract class LocalStreamMembers extends RoomMembers {
  /**
   * Captures camera and microphone, a screen, or something of the app's own (3.x). Rejects with 1100001 for options that
   * exclude one another, and as `startCaptureCamera`, `startCaptureScreen` and `startCaptureCustomVideo` of the stream do.
   */
  createZegoStream(options?: ZegoStreamOptions): Promise<ZegoLocalStream> {
    return this.promise('createZegoStream', async () => {
      const wanted = options ?? {};
      const { publications, scenario, calls } = this.parts;
      const source = new LocalSource();
      const context = configure(source, wanted, scenario);
      const stream = new LocalStream(source, {
        calls,
        context,
        multiplePreviews: wanted.multiplacePreview === true,
        clearLastFrame: () => this.parts.lastFrames.previewClear,
        isPublished: (asked) => publications.of(asked).length > 0,
        resend: (changed, kind) => publications.resend(changed, kind),
      });
      await captureFirst(source, wanted, context);
      source.takeOver('video');
      source.takeOver('audio');
      this.adopt(source, stream);
      if (wanted.autoPlay && wanted.view) stream.playVideo(wanted.view);
      if (wanted.autoPlay && wanted.captureView) stream.playCaptureVideo(wanted.captureView);
      return stream;
    });
  }

  /** Captures a camera (the default), a screen or something of the app's own into a plain MediaStream (2.x). Rejects as `createZegoStream`. */
  createStream(source?: ZegoLocalStreamConfig): Promise<MediaStream> {
    return this.promise('createStream', async () => {
      const made = await createStream(source ?? {}, this.parts.scenario);
      this.adopt(made);
      return made.stream;
    });
  }

  /**
   * Releases the devices of a stream and removes its views. Where it is being published that ends, too (NO_PUBLISH with 0, and
   * one log line): stop publishing it first. The stream cannot be used afterwards (1000018).
   */
  destroyStream(localStream: MediaStream | ZegoLocalStream): void {
    this.value('destroyStream', () => this.parts.sources.of(localStream).destroy(), undefined);
  }

  /**
   * A view for a stream of `createStream`, silent unless told otherwise. One per stream. For anything else: a view that shows
   * nothing, and one log line (1000018).
   */
  createLocalStreamView(localStream: MediaStream): ZegoStreamView {
    return this.view('createLocalStreamView', () => this.parts.sources.of(localStream).stream, true);
  }

  /**
   * Sends, in place of what a stream sent so far, what it captures now. Rejects with 1103086 for a stream that is not from
   * `createZegoStream`, and with 1103088, 1103087 or 1103099 when no picture, no sound or neither is captured.
   */
  updatePublishingStream(zegoStream: ZegoLocalStream, updateType: ZegoStreamUpdateType): Promise<ZegoServerResponse> {
    return this.promise('updatePublishingStream', async () => {
      if (!(zegoStream instanceof LocalStream)) throw new RtcError('NOT_ZEGO_STREAM');
      const kinds: Kind[] | undefined = [['video'] as const, ['audio'] as const, ['video', 'audio'] as const][
        updateType
      ]?.slice();
      if (!kinds) throw new RtcError('INPUT_PARAM', 'updateType');
      return this.change(zegoStream, async (source) => {
        await updateSent(source, kinds, this.resend);
        // A screen is sent with more than a camera and may want to stay sharp, and the other way round.
        if (kinds.includes('video')) await this.parts.publications.changePicture(source);
      });
    });
  }

  /**
   * Another track in the place of the sent one of its kind (2.x). Rejects with 1103047 when the stream has none of the kind,
   * 1103079 when it cannot be sent.
   */
  replaceTrack(localStream: MediaStream, mediaStreamTrack: MediaStreamTrack): Promise<ZegoServerResponse> {
    return this.promise('replaceTrack', () =>
      this.change(localStream, (source) => replaceTrack(source, mediaStreamTrack, this.resend)),
    );
  }

  /** Adds a track of a kind that the stream lacks (2.x). Rejects with 1103101 when it has one. */
  addTrack(localStream: MediaStream, track: MediaStreamTrack): Promise<ZegoServerResponse> {
    return this.promise('addTrack', () => this.change(localStream, (source) => addTrack(source, track, this.resend)));
  }

  /** Takes a track out of the stream (2.x). Rejects with 1103047 when it is not in it. */
  removeTrack(localStream: MediaStream, track: MediaStreamTrack): Promise<ZegoServerResponse> {
    return this.promise('removeTrack', () => this.change(localStream, (source) => removeTrack(source, track, this.resend)));
  }

  /**
   * Changes size, frame rate and bitrate (kbit/s) of a stream, also while publishing. Rejects with 1103066 when the camera
   * cannot, 1103045 for a stream without a picture.
   */
  setVideoConfig(localStream: MediaStream | ZegoLocalStream, constraints: ZegoPublishStreamConfig): Promise<ZegoServerResponse> {
    return this.promise('setVideoConfig', () =>
      this.change(localStream, async (source) => {
        const bitrate = await changePicture(source, constraints ?? {});
        if (bitrate !== undefined) await this.parts.publications.setBitrate(source, bitrate);
      }),
    );
  }

  /**
   * Turns noise suppression, gain control and echo cancellation of a microphone on or off. Rejects with 1103012 for a stream
   * whose sound is not from a microphone.
   */
  setAudioConfig(
    localStream: MediaStream | ZegoLocalStream,
    constraints: ZegoPublishStreamAudioConfig,
  ): Promise<ZegoServerResponse> {
    return this.switchDevice('setAudioConfig', localStream, () => {
      const { ANS, AGC, AEC } = constraints ?? {};
      const change: MediaTrackConstraints = {
        ...(ANS === undefined ? {} : { noiseSuppression: flag(ANS, 'ANS') }),
        ...(AGC === undefined ? {} : { autoGainControl: flag(AGC, 'AGC') }),
        ...(AEC === undefined ? {} : { echoCancellation: flag(AEC, 'AEC') }),
      };
      return { kind: 'audio', constraints: change, sameDevice: true };
    });
  }
}
