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
   * Begins to send a stream under a streamID (1–256 of letters, digits, - and _, unique per app). True means that the request
   * has started; success and failure come as `publisherStateUpdate` (1003028 streamID in use, 1002082 no privilege, 1003025
   * forbidden). False with one log line: 1000002 not in a room, 1000014–1000016 streamID, 1000018 or 1103099 no stream to
   * send, 1103056 being published already, 1003028 real-time data of one's own has the streamID, 1003080 codec, 1003051 extra info.
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

  /** Stops sending. False (1103055) if the streamID was not being published. Capture and preview go on. */
  stopPublishingStream(streamID: string): boolean {
    return this.boolean('stopPublishingStream', () => {
      if (!this.parts.publications.stop(streamID)) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    });
  }

  /**
   * Attaches a text (at most 1024 bytes) to a published stream; others get `streamExtraInfoUpdate`. Rejects with 1003050
   * missing, 1003051 too long, 1103055 not being published.
   */
  setStreamExtraInfo(streamID: string, extraInfo: string): Promise<ZegoServerResponse> {
    return this.promise('setStreamExtraInfo', async () => {
      const fault = faultOfStreamID(streamID) ?? faultOfExtraInfo(extraInfo);
      if (fault) throw new RtcError(fault);
      await this.parts.core.setStreamExtraInfo(streamID, extraInfo);
      return done();
    });
  }

  /**
   * Sends no sound of this stream, neither the microphone's nor what is mixed in. Players get `remoteMicStatusUpdate`. False
   * (1103046) for a stream without sound.
   */
  mutePublishStreamAudio(localStream: MediaStream | ZegoLocalStream, mute: boolean): boolean {
    return this.boolean('mutePublishStreamAudio', () => this.mute(localStream, { kind: 'audio', mute }));
  }

  /**
   * Sends no picture of this stream; the camera stays on, and with `retain` so does the preview. Players get
   * `remoteCameraStatusUpdate`. False (1103045) for a stream without a picture.
   */
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
