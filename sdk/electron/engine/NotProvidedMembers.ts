import type {
  ZegoAudioDeviceType,
  ZegoAudioSourceType,
  ZegoAudioVADStableStateMonitorType,
  ZegoCustomAudioProcessConfigureType,
  ZegoReverbPreset,
  ZegoVoiceChangerPreset,
} from '../definitions/enums/audio.ts';
import type { ZegoFeatureType } from '../definitions/enums/engine.ts';
import type { ZegoPublishChannel, ZegoStreamAlignmentMode } from '../definitions/enums/streams.ts';
import type {
  ZegoAlphaLayoutType,
  ZegoCapturePipelineScaleMode,
  ZegoLowlightEnhancementMode,
  ZegoViewMode,
} from '../definitions/enums/video.ts';
import type {
  ZegoAudioFrameParam,
  ZegoCustomAudioConfig,
  ZegoCustomAudioProcessConfig,
  ZegoReverbAdvancedParam,
  ZegoReverbEchoParam,
  ZegoVoiceChangerParam,
} from '../definitions/structures/audio.ts';
import type { ZegoDataRecordConfig, ZegoDumpDataConfig, ZegoNetworkSpeedTestConfig } from '../definitions/structures/engine.ts';
import type {
  ZegoAudioSourceMixConfig,
  ZegoAutoMixerTask,
  ZegoMixerTask,
  ZegoWatermark,
} from '../definitions/structures/players.ts';
import type { ZegoCDNConfig } from '../definitions/structures/streams.ts';
import type { ZegoObjectSegmentationConfig, ZegoRoiRect } from '../definitions/structures/video.ts';
import type { ZegoAudioEffectPlayer, ZegoCopyrightedMusic, ZegoMediaPlayer } from './companions.ts';
import type { Result } from './members/EngineBase.ts';

/** Documented members that exist so that apps load and can ask, and that this cloud does not provide. */
export interface NotProvidedMembers {
  /** Not provided: 1000010. */
  isFeatureSupported(featureType: ZegoFeatureType): boolean;
  /** Not provided: 1000010. */
  enableDebugAssistant(enable: boolean): void;
  /** Not provided: 1000010. */
  setPublishStreamEncryptionKey(key: string, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setStreamAlignmentProperty(alignment: number, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setMinVideoFpsForTrafficControl(fps: number, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setMinVideoResolutionForTrafficControl(width: number, height: number, channel?: ZegoPublishChannel): void;
  /** Not provided: 1003040. */
  addPublishCdnUrl(streamID: string, targetURL: string): Promise<Result>;
  /** Not provided: 1003040. */
  removePublishCdnUrl(streamID: string, targetURL: string): Promise<Result>;
  /** Not provided: 1003040. */
  enablePublishDirectToCDN(enable: boolean, config?: ZegoCDNConfig | null, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setPublishWatermark(watermark: ZegoWatermark | null, isPreviewVisible: boolean, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  enableHardwareEncoder(enable: boolean): void;
  /** Not provided: 1000010. */
  setCapturePipelineScaleMode(mode: ZegoCapturePipelineScaleMode): void;
  /** Not provided: 1000010. */
  setDummyCaptureImagePath(filePath: string, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  enableH265EncodeFallback(enable: boolean): void;
  /** Not provided: 1000010. */
  setLowlightEnhancement(mode: ZegoLowlightEnhancementMode, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setAudioSourceWithConfig(source: ZegoAudioSourceType, config?: ZegoAudioSourceMixConfig | null): number;
  /** Not provided: 1000010. */
  enableVideoObjectSegmentation(
    enable: boolean,
    config?: ZegoObjectSegmentationConfig | null,
    channel?: ZegoPublishChannel,
  ): void;
  /** Not provided: 1000010. */
  enableAlphaChannelVideoEncoder(enable: boolean, alphaLayout: ZegoAlphaLayoutType, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setPlayStreamDecryptionKey(streamID: string, key: string): void;
  /** Not provided: 1000010. */
  setPlayStreamFocusOn(streamID: string): void;
  /** Not provided: 1000010. */
  enableHardwareDecoder(enable: boolean): void;
  /** Not provided: 1000010. */
  enableCheckPoc(enable: boolean): void;
  /** Not provided: 1000010. */
  setPlayStreamsAlignmentProperty(mode: ZegoStreamAlignmentMode): void;
  /** Not provided: 1005000. */
  startMixerTask(task: ZegoMixerTask): Promise<Result>;
  /** Not provided: 1005000. */
  stopMixerTask(task: ZegoMixerTask): Promise<Result>;
  /** Not provided: 1005000. */
  startAutoMixerTask(task: ZegoAutoMixerTask): Promise<Result>;
  /** Not provided: 1005000. */
  stopAutoMixerTask(task: ZegoAutoMixerTask): Promise<Result>;
  /** Not provided: 1000010. */
  getAudioDeviceVolume(deviceType: ZegoAudioDeviceType, deviceID: string): number;
  /** Not provided: 1000010. */
  setAudioDeviceVolume(deviceType: ZegoAudioDeviceType, deviceID: string, volume: number): void;
  /** Not provided: 1000010. */
  setSpeakerVolumeInAPP(deviceID: string, volume: number): void;
  /** Not provided: 1000010. */
  getSpeakerVolumeInAPP(deviceID: string): number;
  /** Not provided: 1000010. */
  startAudioDeviceVolumeMonitor(deviceType: ZegoAudioDeviceType, deviceID: string): void;
  /** Not provided: 1000010. */
  stopAudioDeviceVolumeMonitor(deviceType: ZegoAudioDeviceType, deviceID: string): void;
  /** Not provided: 1000010. */
  muteAudioDevice(deviceType: ZegoAudioDeviceType, deviceID: string, mute: boolean): void;
  /** Not provided: 1000010. */
  startAudioSpectrumMonitor(millisecond?: number): void;
  /** Not provided: 1000010. */
  stopAudioSpectrumMonitor(): void;
  /** Not provided: 1000010. */
  enableHeadphoneMonitor(enable: boolean): void;
  /** Not provided: 1000010. */
  setHeadphoneMonitorVolume(volume: number): void;
  /** Not provided: 1000010. */
  enableMixSystemPlayout(enable: boolean): void;
  /** Not provided: 1000010. */
  setMixSystemPlayoutVolume(volume: number): void;
  /** Not provided: 1000010. */
  enableMixEnginePlayout(enable: boolean): void;
  /** Not provided: 1000010. */
  startAudioVADStableStateMonitor(type: ZegoAudioVADStableStateMonitorType, millisecond: number): void;
  /** Not provided: 1000010. */
  stopAudioVADStableStateMonitor(type: ZegoAudioVADStableStateMonitorType): void;
  /** Not provided: 1000010. */
  enableTransientANS(enable: boolean): void;
  /** Not provided: 1000010. */
  enableSpeechEnhance(enable: boolean, level: number): void;
  /** Not provided: 1000010. */
  setAudioEqualizerGain(bandIndex: number, bandGain: number): void;
  /** Not provided: 1000010. */
  setVoiceChangerPreset(preset: ZegoVoiceChangerPreset): void;
  /** Not provided: 1000010. */
  setVoiceChangerParam(param: ZegoVoiceChangerParam): void;
  /** Not provided: 1000010. */
  setReverbPreset(preset: ZegoReverbPreset): void;
  /** Not provided: 1000010. */
  setReverbAdvancedParam(param: ZegoReverbAdvancedParam): void;
  /** Not provided: 1000010. */
  setReverbEchoParam(param: ZegoReverbEchoParam): void;
  /** Not provided: 1000010. */
  enableVirtualStereo(enable: boolean, angle: number): void;
  /** Not provided: 1000010. */
  createMediaPlayer(): ZegoMediaPlayer;
  /** Not provided: 1000010. */
  destroyMediaPlayer(mediaPlayer: ZegoMediaPlayer): void;
  /** Not provided: 1000010. */
  createAudioEffectPlayer(): ZegoAudioEffectPlayer;
  /** Not provided: 1000010. */
  destroyAudioEffectPlayer(audioEffectPlayer: ZegoAudioEffectPlayer): void;
  /** Not provided: 1000010. */
  startRecordingCapturedData(config: ZegoDataRecordConfig, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  stopRecordingCapturedData(channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  startNetworkSpeedTest(config: ZegoNetworkSpeedTestConfig, interval?: number): void;
  /** Not provided: 1000010. */
  stopNetworkSpeedTest(): void;
  /** Not provided: 1000010. */
  startDumpData(config: ZegoDumpDataConfig): void;
  /** Not provided: 1000010. */
  stopDumpData(): void;
  /** Not provided: 1000010. */
  uploadDumpData(): void;
  /** Not provided: 1000010. */
  removeDumpData(): void;
  /** Not provided: 1000010. */
  enableCustomVideoCapture(enable: boolean, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  enableExternalRender(enable: boolean): void;
  /** Not provided: 1000010. */
  registerCustomVideoCapturePlugin(plugin: number, channel: ZegoPublishChannel, config?: Result): void;
  /** Not provided: 1000010. */
  unregisterCustomVideoCapturePlugin(plugin: number): void;
  /** Not provided: 1000010. */
  enableCameraVideoDataCapturePlugin(enable: boolean, channel: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  getCameraVideoDataCapturePlugin(channel: ZegoPublishChannel): number;
  /** Not provided: 1000010. */
  setCustomVideoCaptureFillMode(mode: ZegoViewMode, channel: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setCustomVideoCaptureRegionOfInterest(rectList: ZegoRoiRect[], rectCount?: number, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  enableCustomVideoProcessing(enable: boolean, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  registerCustomVideoProcessPlugin(plugin: number, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  setCustomVideoProcessCutRegion(left: number, top: number, right: number, bottom: number, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  enableCustomAudioCaptureProcessing(enable: boolean, config?: ZegoCustomAudioProcessConfig | null): void;
  /** Not provided: 1000010. */
  registerCustomAudioProcessPlugin(plugin: number, type: ZegoCustomAudioProcessConfigureType): void;
  /** Not provided: 1000010. */
  unregisterCustomAudioProcessPlugin(type: ZegoCustomAudioProcessConfigureType): void;
  /** Not provided: 1000010. */
  enableCustomAudioCaptureProcessingAfterHeadphoneMonitor(enable: boolean, config?: ZegoCustomAudioProcessConfig | null): void;
  /** Not provided: 1000010. */
  startAudioDataObserver(observerBitMask: number, param: ZegoAudioFrameParam): void;
  /** Not provided: 1000010. */
  stopAudioDataObserver(): void;
  /** Not provided: 1000010. */
  enableCustomAudioIO(enable: boolean, config?: ZegoCustomAudioConfig | null, channel?: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  registerCustomAudioCapturePlugin(plugin: number, channel: ZegoPublishChannel): void;
  /** Not provided: 1000010. */
  unregisterCustomAudioCapturePlugin(plugin: number): void;
  /** Not provided: 1017041. */
  createCopyrightedMusic(): ZegoCopyrightedMusic;
  /** Not provided: 1017041. */
  destroyCopyrightedMusic(copyrightedMusic: ZegoCopyrightedMusic): void;
}
