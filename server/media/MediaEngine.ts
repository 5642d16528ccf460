import type { Facts } from '@liuyun/kit';
import type { Kind, Layer, Opaque, ReceivedTrack, SctpStream, Track } from '@liuyun/protocol';

/**
 * Port: what forwards packets. It speaks of rooms, streams and tracks; RTP, DTLS and ICE parameters pass through
 * it unread. Failures are RtcErrors (MEDIA_FAILED, CODEC_NOT_DECODABLE, TRANSPORT_UNKNOWN).
 * Every object may be closed at any time and more than once; what it opened closes with it, without a call back.
 */
export interface MediaEngine {
  readonly facts: Facts<MediaEngineFacts>;
  /** Opens the media of one room, on the least loaded worker. */
  openRoom(): Promise<MediaRoom>;
  /** For readiness, reports and metrics. */
  describe(): Promise<MediaEngineDescription>;
  /** What has passed since the start, of publishers and players, not between workers. What has closed since it was asked last is counted to that moment. */
  traffic(): Promise<MediaTraffic>;
  close(): Promise<void>;
}

/** Of one direction, since the engine was opened. `bytes` are all of the transports', `packets` and `lost` (as RTCP reports it) of RTP alone. */
export type TrafficCount = { bytes: number; packets: number; lost: number };

export type MediaTraffic = { received: TrafficCount; sent: TrafficCount };

export type MediaEngineFacts = {
  /** The media of these rooms is gone; a new worker takes the place of the dead one. */
  roomsLost: [rooms: MediaRoom[]];
};

export type MediaEngineDescription = {
  /** Where media arrives: one port per worker, UDP and TCP. `beside`: over UDP also at this address, announced as it is. */
  listening: { host: string; port: number; announcedAddress: string; beside?: string }[];
  workers: { pid: number; rooms: number; transports: number; cpuMs: number; rssBytes: number }[];
};

export interface MediaRoom {
  readonly id: string;
  readonly closed: boolean;
  /** What can be sent and received here; the client needs it before it opens transports. */
  readonly capabilities: Opaque;
  openTransport(options: { direction: 'send' | 'receive'; tcpOnly: boolean }): Promise<MediaTransport>;
  /** For rehearsals: kills what carries this room, and every other room on it. */
  crash(): void;
  close(): void;
}

export interface MediaTransport {
  readonly id: string;
  readonly closed: boolean;
  /** What the client needs to open its end. */
  readonly parameters: Opaque;
  connect(dtlsParameters: Opaque): Promise<void>;
  /** New ICE parameters for the same transport. */
  restartIce(): Promise<Opaque>;
  /** Packets were lost for a while: video published or played on it begins anew, with a key frame. */
  catchUp(): Promise<void>;
  /** Only on a send transport. All tracks or none. */
  publish(tracks: Track[]): Promise<Publication>;
  /**
   * Only on a receive transport. The publication may live in another room, on another worker: the engine pipes it.
   * Tracks start paused. CODEC_NOT_DECODABLE when none of the wanted tracks can be received with `capabilities`.
   */
  play(publication: Publication, options: { capabilities: Opaque; audio: boolean; video: boolean }): Promise<Playback>;
  /** Only on a send transport: data that arrives on this stream of its data channel. */
  publishData(sctp: SctpStream): Promise<DataPublication>;
  /** Only on a receive transport of the room where the data is published; in the order and as reliably as it is sent. STREAM_NOT_FOUND once it is closed. */
  playData(publication: DataPublication): Promise<DataPlayback>;
  /** Lets no more through than this, bit/s; undefined lifts the limit. */
  limit(bps: number | undefined): Promise<void>;
  close(): void;
}

/** Data that one user sends. */
export interface DataPublication {
  readonly closed: boolean;
  close(): void;
}

/** Data as one user receives it; closes with its publication. */
export interface DataPlayback {
  readonly id: string;
  readonly closed: boolean;
  /** Where it arrives on the receiver's data channel. */
  readonly sctp: SctpStream;
  close(): void;
}

/**
 * Which of two pictures some player would be sent if it could: the small one as soon as anybody plays either, as their way
 * out. Of a picture in one size both say whether anybody plays it.
 */
export type LayersWanted = { low: boolean; high: boolean };

export type PublicationFacts = {
  layersWanted: [wanted: LayersWanted];
  /** What the best connected of the players bears of a picture that is sent in one size, bit/s; undefined is all of it. */
  bitrateBearable: [bps: number | undefined];
  /** Nothing is told after it. */
  closed: [];
};

/** A picture that does not fit through the player's connection is held, so that the sound does; and goes on when it fits. */
export type PlaybackFacts = {
  pictureHeld: [held: boolean];
  /** The first picture that can be decoded, a key frame, was sent to the player: once, and never without a picture. */
  pictureBegan: [];
};

/** One published stream inside the engine. */
export interface Publication {
  readonly facts: Facts<PublicationFacts>;
  /** Undefined without a picture. */
  readonly layersWanted: LayersWanted | undefined;
  /** bit/s */
  readonly bitrateBearable: number | undefined;
  readonly id: string;
  readonly closed: boolean;
  readonly tracks: readonly { kind: Kind; muted: boolean }[];
  add(tracks: Track[]): Promise<void>;
  remove(kind: Kind): void;
  mute(kind: Kind, muted: boolean): Promise<void>;
  close(): void;
}

/** One stream as one player receives it. */
export interface Playback {
  readonly facts: Facts<PlaybackFacts>;
  readonly id: string;
  readonly closed: boolean;
  readonly tracks: readonly ReceivedTrack[];
  /** Takes in tracks that the publication gained since, and drops the ones it lost. */
  refresh(): Promise<void>;
  /** Lets packets flow; asks the publisher for a key frame until one has come. */
  resume(): Promise<void>;
  pause(kind: Kind, paused: boolean): Promise<void>;
  /** The picture to send of a stream with two; the change waits for a key frame, so that nothing stands still. */
  prefer(layer: Layer): Promise<void>;
  /**
   * The picture stands still: asks the publisher for a key frame until one has come, which serves everybody who plays it. So
   * it is not asked for again soon after somebody else wanted the same.
   */
  renewPicture(): Promise<void>;
  close(): void;
}
