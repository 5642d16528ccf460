import type { Kind, Opaque, ReceivedTrack } from '@liuyun/protocol';
import { type Codec, codecs } from './codecs.ts';
import type { PacketMeter } from './PacketMeter.ts';
import type { RtpPacket } from './rtp.ts';

/** What came of one stream so far. Times are `performance.now()`. */
export type Counters = {
  audioPackets: number;
  videoPackets: number;
  keyFrames: number;
  bytes: number;
  firstPacketAt: number | undefined;
  firstKeyFrameAt: number | undefined;
};

/** Counts the packets of one played stream. */
export class ReceivedStream {
  readonly counters: Counters = {
    audioPackets: 0,
    videoPackets: 0,
    keyFrames: 0,
    bytes: 0,
    firstPacketAt: undefined,
    firstKeyFrameAt: undefined,
  };
  #tracks: readonly ReceivedTrack[] = [];
  readonly #bySsrc = new Map<number, { kind: Kind; codec: Codec | undefined }>();
  readonly #meter: PacketMeter | undefined;
  readonly #waiting: { until: (counters: Counters) => boolean; done: (counters: Counters) => void }[] = [];

  /** @param meter is given every packet of this stream. */
  constructor(meter?: PacketMeter) {
    this.#meter = meter;
  }

  get tracks(): readonly ReceivedTrack[] {
    return this.#tracks;
  }

  set tracks(tracks: readonly ReceivedTrack[]) {
    this.#tracks = tracks;
    this.#bySsrc.clear();
    for (const { kind, rtpParameters } of tracks) {
      const ssrc = ssrcOf(rtpParameters);
      if (ssrc !== undefined) this.#bySsrc.set(ssrc, { kind, codec: codecOf(rtpParameters) });
    }
  }

  /** Which of its tracks this packet is of; undefined when it is of none. */
  kindOf({ ssrc }: RtpPacket): Kind | undefined {
    return this.#bySsrc.get(ssrc)?.kind;
  }

  /** Counts the packet if it is of this stream. */
  take(packet: RtpPacket): boolean {
    const track = this.#bySsrc.get(packet.ssrc);
    if (!track) return false;
    const { counters } = this;
    const { payload } = packet;
    if (payload.length > 0) {
      counters.firstPacketAt ??= performance.now();
      counters.bytes += payload.length;
      if (track.kind === 'audio') counters.audioPackets++;
      else counters.videoPackets++;
      this.#meter?.take(packet);
      if (track.codec?.isKeyFrame(payload)) {
        counters.keyFrames++;
        counters.firstKeyFrameAt ??= performance.now();
      }
      if (this.#waiting.length === 0) return true;
      for (const waiting of this.#waiting.filter(({ until }) => until(counters))) {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        waiting.done(counters);
      }
    }
    return true;
  }

  /** Ends at the first packet after which `until` holds; at once if it holds already. */
  async when(until: (counters: Counters) => boolean, timeoutMs = 10_000): Promise<Counters> {
    if (until(this.counters)) return this.counters;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`still ${JSON.stringify(this.counters)}`)), timeoutMs);
      this.#waiting.push({
        until,
        done: (counters) => {
          clearTimeout(timer);
          resolve(counters);
        },
      });
    });
  }
}

function ssrcOf(rtpParameters: Opaque): number | undefined {
  return (rtpParameters.encodings as { ssrc?: number }[] | undefined)?.[0]?.ssrc;
}

function codecOf(rtpParameters: Opaque) {
  const mimeType = (rtpParameters.codecs as { mimeType: string }[])[0]?.mimeType.toLowerCase();
  return codecs.find(({ parameters }) => parameters.mimeType.toLowerCase() === mimeType);
}

/** What a client without codecs can receive: Opus, VP8 and H.264, without retransmission and bandwidth estimation. */
export function receivable(mediaCapabilities: Opaque): Opaque {
  const known = codecs.map(({ parameters }) => parameters.mimeType.toLowerCase());
  const offered = mediaCapabilities.codecs as { mimeType: string; rtcpFeedback?: { type: string; parameter?: string }[] }[];
  return {
    codecs: offered
      .filter(({ mimeType }) => known.includes(mimeType.toLowerCase()))
      .map((codec) => ({ ...codec, rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ parameter }) => parameter) })),
    headerExtensions: [],
  };
}
