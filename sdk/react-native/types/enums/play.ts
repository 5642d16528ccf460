export {
  ZegoPlayerMediaEvent,
  ZegoPlayerState,
  ZegoRemoteDeviceState,
  ZegoStreamResourceMode,
  ZegoStreamResourceSwitchMode,
  ZegoStreamResourceType,
  ZegoVideoStreamType,
  ZegoViewMode,
} from '@liuyun/core/definitions/play';
