/**
 * Trouble with a stream: 1001–1010 when it begins, 2001–2010 when the same trouble is over.
 * @enum
 */
export const ExceptionCode = {
  /** The camera delivers fewer than 5 frames per second. */
  captureFpsToLow: 1001,
  /** The microphone is silent (below −60 dBFS). */
  captureVolumeToLow: 1002,
  /** Less than 30 kbit/s of video is sent. */
  sendVideoBitrateToLow: 1003,
  /** Fewer than 5 frames per second are sent. */
  sendFpsToLow: 1004,
  /** Less than 4 kbit/s of sound is sent. */
  sendAudioBitrateToLow: 1005,
  /** A played stream is silent (below −60 dBFS). */
  receiveVolumeToLow: 1006,
  /** Sound arrives and cannot be decoded: nearly all of it is made up. */
  receiveAudioDecodedFail: 1007,
  /** Frames arrive and none can be decoded. */
  receiveVideoDecodedFail: 1008,
  /** Fewer than 5 frames per second are decoded. */
  receiveVideoFpsDecodedToLow: 1009,
  /** Fewer than 5 frames per second are shown. */
  renderVideoFpsToLow: 1010,
  /** The end of 1001. */
  captureFpsNormal: 2001,
  /** The end of 1002. */
  captureVolumeNormal: 2002,
  /** The end of 1003. */
  sendVideoBitrateNormal: 2003,
  /** The end of 1004. */
  sendFpsNormal: 2004,
  /** The end of 1005. */
  sendAudioBitrateNormal: 2005,
  /** The end of 1006. */
  receiveVolumeNormal: 2006,
  /** The end of 1007. */
  receiveAudioDecodedNormal: 2007,
  /** The end of 1008. */
  receiveVideoDecodedNormal: 2008,
  /** The end of 1009. */
  receiveVideoFpsDecodedNormal: 2009,
  /** The end of 1010. */
  renderVideoFpsNormal: 2010,
} as const;
export type ExceptionCode = (typeof ExceptionCode)[keyof typeof ExceptionCode];

/** What `exceptionUpdate` tells. */
export interface ExceptionData {
  /** What began or ended. */
  code: ExceptionCode;
  /** The same in words, for logs. */
  message: string;
}
