// The engine, devices, the network, files it writes. Numbers are those of the documented API.

/** Data Record State. */
export const ZegoDataRecordState = { NoRecord: 0, Recording: 1, Success: 2 } as const;
export type ZegoDataRecordState = (typeof ZegoDataRecordState)[keyof typeof ZegoDataRecordState];

/** Data Record Type. */
export const ZegoDataRecordType = { Default: 0, OnlyAudio: 1, OnlyVideo: 2, AudioAndVideo: 3 } as const;
export type ZegoDataRecordType = (typeof ZegoDataRecordType)[keyof typeof ZegoDataRecordType];

/** Device Exception Type. */
export const ZegoDeviceExceptionType = {
  Unknown: 0,
  Generic: 1,
  InvalidId: 2,
  PermissionNotGranted: 3,
  ZeroCaptureFps: 4,
  DeviceOccupied: 5,
  DeviceUnplugged: 6,
  RebootRequired: 7,
  MediaServicesWereLost: 8,
  SiriIsRecording: 9,
  SoundLevelTooLow: 10,
  MagneticCase: 11,
  AudioSessionDeactive: 12,
  AudioSessionCategoryChange: 13,
} as const;
export type ZegoDeviceExceptionType = (typeof ZegoDeviceExceptionType)[keyof typeof ZegoDeviceExceptionType];

/** Device Type. */
export const ZegoDeviceType = { Unknown: 0, Camera: 1, Microphone: 2, Speaker: 3, AudioDevice: 4, AudioSession: 5 } as const;
export type ZegoDeviceType = (typeof ZegoDeviceType)[keyof typeof ZegoDeviceType];

/** Dump Data Type. */
export const ZegoDumpDataType = { Audio: 0, Video: 1 } as const;
export type ZegoDumpDataType = (typeof ZegoDumpDataType)[keyof typeof ZegoDumpDataType];

/** Engine State. */
export const ZegoEngineState = { Start: 0, Stop: 1 } as const;
export type ZegoEngineState = (typeof ZegoEngineState)[keyof typeof ZegoEngineState];

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

/** Network Speed Test Type. */
export const ZegoNetworkSpeedTestType = { Uplink: 0, Downlink: 1 } as const;
export type ZegoNetworkSpeedTestType = (typeof ZegoNetworkSpeedTestType)[keyof typeof ZegoNetworkSpeedTestType];

/** Remote Device State. */
export const ZegoRemoteDeviceState = {
  Open: 0,
  GenericError: 1,
  InvalidID: 2,
  NoAuthorization: 3,
  ZeroFPS: 4,
  InUseByOther: 5,
  Unplugged: 6,
  RebootRequired: 7,
  SystemMediaServicesLost: 8,
  Disable: 9,
  Mute: 10,
  Interruption: 11,
  InBackground: 12,
  MultiForegroundApp: 13,
  BySystemPressure: 14,
  NotSupport: 15,
} as const;
export type ZegoRemoteDeviceState = (typeof ZegoRemoteDeviceState)[keyof typeof ZegoRemoteDeviceState];

/** Scenario. */
export const ZegoScenario = {
  General: 0,
  Communication: 1,
  Live: 2,
  Default: 3,
  StandardVideoCall: 4,
  HighQualityVideoCall: 5,
  StandardChatroom: 6,
  HighQualityChatroom: 7,
  Broadcast: 8,
  Karaoke: 9,
  StandardVoiceCall: 10,
} as const;
export type ZegoScenario = (typeof ZegoScenario)[keyof typeof ZegoScenario];
