/** Trouble with a stream: 1001–1010 when it begins, 2001–2010 when the same trouble is over. */
export const ExceptionCode = {
  captureFpsToLow: 1001,
  captureVolumeToLow: 1002,
  sendVideoBitrateToLow: 1003,
  sendFpsToLow: 1004,
  sendAudioBitrateToLow: 1005,
  receiveVolumeToLow: 1006,
  receiveAudioDecodedFail: 1007,
  receiveVideoDecodedFail: 1008,
  receiveVideoFpsDecodedToLow: 1009,
  renderVideoFpsToLow: 1010,
  captureFpsNormal: 2001,
  captureVolumeNormal: 2002,
  sendVideoBitrateNormal: 2003,
  sendFpsNormal: 2004,
  sendAudioBitrateNormal: 2005,
  receiveVolumeNormal: 2006,
  receiveAudioDecodedNormal: 2007,
  receiveVideoDecodedNormal: 2008,
  receiveVideoFpsDecodedNormal: 2009,
  renderVideoFpsNormal: 2010,
} as const;
export type ExceptionCode = (typeof ExceptionCode)[keyof typeof ExceptionCode];

export interface ExceptionData {
  code: ExceptionCode;
  message: string;
}
