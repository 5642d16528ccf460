import { RtcError } from '@liuyun/protocol/errors';
import { playStats } from '../../quality/stats.ts';
import type { ZegoPlayStats, ZegoWebPlayOption } from '../../types/stream.ts';
import type { ZegoStreamView } from '../../types/views.ts';
import { flag } from '../flag.ts';
import { PublishMembers } from './PublishMembers.ts';

/** Receiving streams. */
export abstract class PlayMembers extends PublishMembers {
  /**
   * Receives a stream. Resolves when signalling is done; `playerStateUpdate` tells the rest. Rejects with 1004002 no such
   * stream, 1104032 being played already, 1104001 for wrong options, 1104045 too many streams, 1000002 not in a room.
   */
  startPlayingStream(streamID: string, playOption?: ZegoWebPlayOption): Promise<MediaStream> {
    return this.promise('startPlayingStream', () => this.parts.plays.start(streamID, playOption ?? {}));
  }

  /** Stops receiving and empties the views of the stream. Without effect for a stream that is not being played. */
  stopPlayingStream(streamID: string): void {
    this.value('stopPlayingStream', () => this.parts.plays.stop(streamID), undefined);
  }

  /**
   * A view for a stream of `startPlayingStream`. One per stream. For anything else: a view that shows nothing, and one log
   * line (1100001).
   */
  createRemoteStreamView(remoteStream: MediaStream): ZegoStreamView {
    return this.view(
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

  /** Stops (or goes on) receiving the sound of a stream. Resolves false (1104039) for a stream that is not being played. */
  mutePlayStreamAudio(streamID: string, mute: boolean): Promise<boolean> {
    return this.parts.calls.promisedBoolean('mutePlayStreamAudio', async () =>
      this.parts.plays.pause(streamID, 'audio', flag(mute, 'mute')),
    );
  }

  /** Stops (or goes on) receiving the picture of a stream. Resolves false (1104039) for a stream that is not being played. */
  mutePlayStreamVideo(streamID: string, mute: boolean): Promise<boolean> {
    return this.parts.calls.promisedBoolean('mutePlayStreamVideo', async () =>
      this.parts.plays.pause(streamID, 'video', flag(mute, 'mute')),
    );
  }

  /** Stops receiving the sound of all streams, also of those played later; off, each goes back to its own setting. */
  muteAllPlayAudioStreams(mute: boolean): Promise<boolean> {
    return this.parts.calls.promisedBoolean('muteAllPlayAudioStreams', async () =>
      this.parts.plays.pauseAll('audio', flag(mute, 'mute')),
    );
  }

  /** Stops receiving the picture of all streams, also of those played later; off, each goes back to its own setting. */
  muteAllPlayVideoStreams(mute: boolean): Promise<boolean> {
    return this.parts.calls.promisedBoolean('muteAllPlayVideoStreams', async () =>
      this.parts.plays.pauseAll('video', flag(mute, 'mute')),
    );
  }

  /** The latest figures of a played stream, renewed every 3 s; null if there are none. */
  getPlayingStreamQuality(streamID: string): ZegoPlayStats | null {
    return this.value<ZegoPlayStats | null>(
      'getPlayingStreamQuality',
      () => {
        const quality = this.parts.core.playQuality(streamID);
        return quality ? playStats(quality) : null;
      },
      null,
    );
  }
}
