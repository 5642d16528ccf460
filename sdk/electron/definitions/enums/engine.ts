export {
  ZegoDeviceExceptionType,
  ZegoDeviceType,
} from '@liuyun/core/definitions/devices';
export { ZegoRemoteDeviceState } from '@liuyun/core/definitions/play';
export {
  ZegoDataRecordState,
  ZegoDataRecordType,
} from '@liuyun/core/definitions/records';
export {
  ZegoEngineState,
  ZegoNetworkSpeedTestType,
  ZegoScenario,
} from '@liuyun/core/definitions/room';

/** Dump Data Type. */
export const ZegoDumpDataType = { Audio: 0, Video: 1 } as const;
export type ZegoDumpDataType = (typeof ZegoDumpDataType)[keyof typeof ZegoDumpDataType];

/** Feature Type. */
export const ZegoFeatureType = {
  Audio: 0,
  Video: 1,
  MediaPlayer: 2,
  MediaDataRecorder: 3,
  MediaDataPublisher: 4,
  SEI: 5,
  SdkVideoCapture: 6,
  CustomVideoCapture: 7,
  SdkVideoRender: 8,
  CustomVideoRender: 9,
  SdkVideoProcessing: 10,
  CustomVideoProcessing: 11,
  StreamEncryption: 12,
  Rtmp: 13,
  Rtmps: 14,
  RtmpOverQuic: 15,
  HttpFlv: 16,
  HttpsFlv: 17,
  HttpFlvOverQuic: 18,
  SuperResolution: 19,
  EffectsBeauty: 20,
  Whiteboard: 21,
  RangeAudio: 22,
  CopyRightedMusic: 23,
  VideoObjectSegmentation: 24,
  RangeScene: 25,
  ScreenCapture: 26,
  AIVoiceChanger: 27,
} as const;
export type ZegoFeatureType = (typeof ZegoFeatureType)[keyof typeof ZegoFeatureType];

/** Geo Fence Type. */
export const ZegoGeoFenceType = { None: 0, Include: 1, Exclude: 2 } as const;
export type ZegoGeoFenceType = (typeof ZegoGeoFenceType)[keyof typeof ZegoGeoFenceType];

/** Language. */
export const ZegoLanguage = { English: 0, Chinese: 1 } as const;
export type ZegoLanguage = (typeof ZegoLanguage)[keyof typeof ZegoLanguage];

/** Network Mode. */
export const ZegoNetworkMode = {
  Offline: 0,
  Unknown: 1,
  Ethernet: 2,
  Wifi: 3,
  Mode2G: 4,
  Mode3G: 5,
  Mode4G: 6,
  Mode5G: 7,
} as const;
export type ZegoNetworkMode = (typeof ZegoNetworkMode)[keyof typeof ZegoNetworkMode];
