import type {
  ZegoBeautifyOption,
  ZegoEffectsBeautyParam,
  ZegoObjectSegmentationConfig,
  ZegoReverbAdvancedParam,
  ZegoReverbEchoParam,
  ZegoVoiceChangerParam,
} from '../types/effects.ts';
import type {
  ZegoAlphaLayoutType,
  ZegoAudioDeviceMode,
  ZegoElectronicEffectsMode,
  ZegoPublishChannel,
  ZegoReverbPreset,
  ZegoVoiceChangerPreset,
} from '../types/enums/index.ts';
import type {
  ZegoAudioFrameParam,
  ZegoCustomAudioConfig,
  ZegoCustomAudioProcessConfig,
  ZegoCustomVideoCaptureConfig,
  ZegoCustomVideoProcessConfig,
} from '../types/media.ts';
import type { ZegoDataRecordConfig } from '../types/services.ts';
import { DeviceMembers } from './DeviceMembers.ts';

/** What would process sound or pictures on the way: not provided. Every member answers 1000010 as `debugError`. */
export abstract class EffectMembers extends DeviceMembers {
  enableVideoObjectSegmentation(
    _enable: boolean,
    _config: ZegoObjectSegmentationConfig,
    _channel?: ZegoPublishChannel,
  ): Promise<void> {
    return this.missing('enableVideoObjectSegmentation');
  }

  enableAlphaChannelVideoEncoder(
    _enable: boolean,
    _alphaLayout: ZegoAlphaLayoutType,
    _channel?: ZegoPublishChannel,
  ): Promise<void> {
    return this.missing('enableAlphaChannelVideoEncoder');
  }

  setAudioDeviceMode(_deviceMode: ZegoAudioDeviceMode): Promise<void> {
    return this.missing('setAudioDeviceMode');
  }

  enableHeadphoneAEC(_enable: boolean): Promise<void> {
    return this.missing('enableHeadphoneAEC');
  }

  startEffectsEnv(): Promise<void> {
    return this.missing('startEffectsEnv');
  }

  stopEffectsEnv(): Promise<void> {
    return this.missing('stopEffectsEnv');
  }

  enableEffectsBeauty(_enable: boolean): Promise<void> {
    return this.missing('enableEffectsBeauty');
  }

  setEffectsBeautyParam(_param: ZegoEffectsBeautyParam): Promise<void> {
    return this.missing('setEffectsBeautyParam');
  }

  setAudioEqualizerGain(_bandIndex: number, _bandGain: number): Promise<void> {
    return this.missing('setAudioEqualizerGain');
  }

  setVoiceChangerPreset(_preset: ZegoVoiceChangerPreset): Promise<void> {
    return this.missing('setVoiceChangerPreset');
  }

  setVoiceChangerParam(_param: ZegoVoiceChangerParam): Promise<void> {
    return this.missing('setVoiceChangerParam');
  }

  setReverbPreset(_preset: ZegoReverbPreset): Promise<void> {
    return this.missing('setReverbPreset');
  }

  setReverbAdvancedParam(_param: ZegoReverbAdvancedParam): Promise<void> {
    return this.missing('setReverbAdvancedParam');
  }

  setReverbEchoParam(_param: ZegoReverbEchoParam): Promise<void> {
    return this.missing('setReverbEchoParam');
  }

  enableVirtualStereo(_enable: boolean, _angle: number): Promise<void> {
    return this.missing('enableVirtualStereo');
  }

  setElectronicEffects(_enable: boolean, _mode: ZegoElectronicEffectsMode, _tonal: number): Promise<void> {
    return this.missing('setElectronicEffects');
  }

  startRecordingCapturedData(_config: ZegoDataRecordConfig, _channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('startRecordingCapturedData');
  }

  stopRecordingCapturedData(_channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('stopRecordingCapturedData');
  }

  enableCustomVideoCapture(
    _enable: boolean,
    _config?: ZegoCustomVideoCaptureConfig,
    _channel?: ZegoPublishChannel,
  ): Promise<void> {
    return this.missing('enableCustomVideoCapture');
  }

  enableCustomVideoProcessing(
    _enable: boolean,
    _config?: ZegoCustomVideoProcessConfig,
    _channel?: ZegoPublishChannel,
  ): Promise<void> {
    return this.missing('enableCustomVideoProcessing');
  }

  enableCustomAudioCaptureProcessing(_enable: boolean, _config: ZegoCustomAudioProcessConfig): Promise<void> {
    return this.missing('enableCustomAudioCaptureProcessing');
  }

  enableCustomAudioCaptureProcessingAfterHeadphoneMonitor(
    _enable: boolean,
    _config: ZegoCustomAudioProcessConfig,
  ): Promise<void> {
    return this.missing('enableCustomAudioCaptureProcessingAfterHeadphoneMonitor');
  }

  enableAlignedAudioAuxData(_enable: boolean, _param: ZegoAudioFrameParam): Promise<void> {
    return this.missing('enableAlignedAudioAuxData');
  }

  enableBeforeAudioPrepAudioData(_enable: boolean, _param: ZegoAudioFrameParam): Promise<void> {
    return this.missing('enableBeforeAudioPrepAudioData');
  }

  enableCustomAudioRemoteProcessing(_enable: boolean, _config: ZegoCustomAudioProcessConfig): Promise<void> {
    return this.missing('enableCustomAudioRemoteProcessing');
  }

  enableCustomAudioPlaybackProcessing(_enable: boolean, _config: ZegoCustomAudioProcessConfig): Promise<void> {
    return this.missing('enableCustomAudioPlaybackProcessing');
  }

  enableCustomAudioIO(_enable: boolean, _config: ZegoCustomAudioConfig, _channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('enableCustomAudioIO');
  }

  enableBeautify(_featureBitmask: number, _channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('enableBeautify');
  }

  setBeautifyOption(_option: ZegoBeautifyOption, _channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('setBeautifyOption');
  }
}
