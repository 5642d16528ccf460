import { RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo, faultOfStreamID } from '@liuyun/protocol/ids';
import { publishStats } from '../../quality/stats.ts';
import type { ZegoLocalStream } from '../../types/localStream.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import type { ZegoPublishStats, ZegoWebPublishOption } from '../../types/stream.ts';
import { tellCodecChange } from '../../video/codecChange.ts';
import { LocalStreamMembers } from './LocalStreamMembers.ts';

const done = (): ZegoServerResponse => ({ errorCode: 0, extendedData: '' });

/** Sending streams. */
export abstract class PublishMembers extends LocalStreamMembers {
  /**
   * Begins to send a stream under a streamID (letters, digits, - and _, unique per app). True means that the request has
   * started; success and failure come as `publisherStateUpdate`.
   */
  startPublishingStream(
    streamID: string,
    localStream: MediaStream | ZegoLocalStream,
    publishOption?: ZegoWebPublishOption,
  ): boolean {
    return this.boolean('startPublishingStream', () => {
      if (!this.parts.core.room) throw new RtcError('NOT_LOGGED_IN');
      const fault = faultOfStreamID(streamID);
      if (fault) throw new RtcError(fault);
      const source = this.parts.sources.of(localStream);
      this.parts.publications.start(streamID, source, publishOption ?? {});
      tellCodecChange(this.parts, streamID, publishOption ?? {});
    });
  }

  /** Stops sending. False if the streamID was not being published. Capture and preview go on. */
  stopPublishingStream(streamID: string): boolean {
    return this.boolean('stopPublishingStream', () => {
      if (!this.parts.publications.stop(streamID)) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    });
  }

  /** Attaches a text (at most 1024 bytes) to a published stream; others get `streamExtraInfoUpdate`. */
  setStreamExtraInfo(streamID: string, extraInfo: string): Promise<ZegoServerResponse> {
    return this.promise('setStreamExtraInfo', async () => {
      const fault = faultOfStreamID(streamID) ?? faultOfExtraInfo(extraInfo);
      if (fault) throw new RtcError(fault);
      await this.parts.core.setStreamExtraInfo(streamID, extraInfo);
      return done();
    });
  }

  /** Sends no sound of this stream. Players get `remoteMicStatusUpdate`. */
  mutePublishStreamAudio(localStream: MediaStream | ZegoLocalStream, mute: boolean): boolean {
    return this.boolean('mutePublishStreamAudio', () => this.mute(localStream, { kind: 'audio', mute }));
  }

  /** Sends no picture of this stream; the camera stays on. Players get `remoteCameraStatusUpdate`. */
  mutePublishStreamVideo(localStream: MediaStream | ZegoLocalStream, mute: boolean, retain?: boolean): boolean {
    return this.boolean('mutePublishStreamVideo', () =>
      this.mute(localStream, { kind: 'video', mute, keepPreview: retain === true }),
    );
  }

  /** The latest figures of an own stream, renewed every 3 s; null if there are none. */
  getPublishingStreamQuality(streamID: string): ZegoPublishStats | null {
    return this.value<ZegoPublishStats | null>(
      'getPublishingStreamQuality',
      () => {
        const quality = this.parts.core.publishQuality(streamID);
        return quality ? publishStats(quality) : null;
      },
      null,
    );
  }
}
