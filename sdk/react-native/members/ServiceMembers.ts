import type { ZegoNetworkSpeedTestConfig } from '../types/engine.ts';
import type { ZegoPublishChannel, ZegoStreamAlignmentMode } from '../types/enums/index.ts';
import type { ZegoCDNConfig, ZegoScreenCaptureConfig } from '../types/media.ts';
import type { ZegoMixerStartResult, ZegoMixerStopResult, ZegoPublisherUpdateCdnUrlResult } from '../types/results.ts';
import type { ZegoMixerTask } from '../types/services.ts';
import { EffectMembers } from './EffectMembers.ts';

/** Mixing, relays, other sources and the rest that needs a service or a native part: not provided. Every member answers its documented code. */
export abstract class ServiceMembers extends EffectMembers {
  setStreamAlignmentProperty(_alignment: number, _channel: ZegoPublishChannel): Promise<void> {
    return this.missing('setStreamAlignmentProperty');
  }

  addPublishCdnUrl(_streamID: string, _targetURL: string): Promise<ZegoPublisherUpdateCdnUrlResult> {
    return this.refused('addPublishCdnUrl', 'CDN_NOT_AVAILABLE', {});
  }

  removePublishCdnUrl(_streamID: string, _targetURL: string): Promise<ZegoPublisherUpdateCdnUrlResult> {
    return this.refused('removePublishCdnUrl', 'CDN_NOT_AVAILABLE', {});
  }

  enablePublishDirectToCDN(_enable: boolean, _config?: ZegoCDNConfig, _channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('enablePublishDirectToCDN');
  }

  sendSEI(_data: Uint8Array, _channel?: ZegoPublishChannel): Promise<void> {
    return this.missing('sendSEI');
  }

  enableH265EncodeFallback(_enable: boolean): Promise<void> {
    return this.missing('enableH265EncodeFallback');
  }

  setPlayStreamBufferIntervalRange(_streamID: string, _minBufferInterval: number, _maxBufferInterval: number): Promise<void> {
    return this.missing('setPlayStreamBufferIntervalRange');
  }

  setPlayStreamsAlignmentProperty(_mode: ZegoStreamAlignmentMode): Promise<void> {
    return this.missing('setPlayStreamsAlignmentProperty');
  }

  startMixerTask(_task: ZegoMixerTask): Promise<ZegoMixerStartResult> {
    return this.refused('startMixerTask', 'MIXING_NOT_AVAILABLE', { extendedData: '' });
  }

  stopMixerTask(_task: ZegoMixerTask): Promise<ZegoMixerStopResult> {
    return this.refused('stopMixerTask', 'MIXING_NOT_AVAILABLE', {});
  }

  startNetworkSpeedTest(_config: ZegoNetworkSpeedTestConfig, _interval?: number): Promise<void> {
    return this.missing('startNetworkSpeedTest');
  }

  stopNetworkSpeedTest(): Promise<void> {
    return this.missing('stopNetworkSpeedTest');
  }

  startScreenCaptureInApp(_config?: ZegoScreenCaptureConfig): Promise<void> {
    return this.missing('startScreenCaptureInApp');
  }

  updateScreenCaptureConfig(_config: ZegoScreenCaptureConfig): Promise<void> {
    return this.missing('updateScreenCaptureConfig');
  }
}
