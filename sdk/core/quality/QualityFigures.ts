/** Figures of one stream over the last interval. Bitrates kbit/s, losses as a ratio 0–1, times ms. Missing kinds have zeros. */
export type PublishQuality = {
  video: {
    codec: string;
    width: number;
    height: number;
    bitrate: number;
    capturedFps: number;
    encodedFps: number;
    sentFps: number;
    packetsLost: number;
    packetsLostRate: number;
    quality: QualityGrade;
    muted: boolean;
    hardwareEncoder: boolean;
  };
  audio: {
    codec: string;
    bitrate: number;
    packetsLost: number;
    packetsLostRate: number;
    fps: number;
    quality: QualityGrade;
    muted: boolean;
  };
  /** Round trip to the server, ms. */
  rtt: number;
};

export type PlayQuality = {
  video: {
    codec: string;
    width: number;
    height: number;
    bitrate: number;
    receivedFps: number;
    decodedFps: number;
    renderedFps: number;
    packetsLost: number;
    packetsLostRate: number;
    framesDecoded: number;
    framesDropped: number;
    /** For how long it has been decoded since playing began. */
    decodeMs: number;
    breakMs: number;
    breakRate: number;
    quality: QualityGrade;
    muted: boolean;
  };
  audio: {
    codec: string;
    bitrate: number;
    jitter: number;
    level: number;
    packetsLost: number;
    packetsLostRate: number;
    samplingRate: number;
    fps: number;
    /** For how long it has been decoded since playing began. */
    decodeMs: number;
    breakMs: number;
    breakRate: number;
    quality: QualityGrade;
    muted: boolean;
  };
  /** Estimated publisher-to-player delay, ms: half the round trip plus what the jitter buffer holds. */
  delay: number;
  packetsLostRate: number;
};

/** −1 unknown, 0 excellent, 1 good, 2 middle, 3 poor, 4 dead. */
export type QualityGrade = -1 | 0 | 1 | 2 | 3 | 4;
