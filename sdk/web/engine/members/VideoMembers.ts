import { stillPicture } from '@liuyun/browser/video/stillPicture';
import { RtcError } from '@liuyun/protocol/errors';
import type { Segmentation, ZegoLowlightEnhancementMode } from '../../types/enums.ts';
import type { ZegoLocalStream } from '../../types/localStream.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import type {
  BackgroundBlurOptions,
  BackgroundVirtualOptions,
  ZegoEffectsBeautyParam,
  ZegoLowStreamParameter,
  ZegoSEIConfig,
  ZegoStreamCompositor,
} from '../../types/video.ts';
import { composedSource } from '../../video/composedSource.ts';
import { layerOf, lowPicture } from '../../video/dualStream.ts';
import { StreamCompositor } from '../../video/StreamCompositor.ts';
import { flag } from '../flag.ts';
import { type NotProvided, refuse } from '../notProvided.ts';
import { AudioMembers } from './AudioMembers.ts';

/** What is seen: layers, pictures in place of the camera, data in frames, effects. */
export abstract class VideoMembers extends AudioMembers {
  /** Sends a small picture beside the big one, for players who want or can bear no more. Before publishing. */
  enableDualStream(localStream: MediaStream | ZegoLocalStream): void {
    this.value(
      'enableDualStream',
      () => {
        this.parts.sources.of(localStream).dual = true;
      },
      undefined,
    );
  }

  /**
   * The small picture of `enableDualStream` (default 320 × 180, 15 frames, 150 kbit/s). Before publishing. Figures out of
   * range: one log line (1100001), and the former ones stay.
   */
  setLowStreamParameter(localStream: MediaStream | ZegoLocalStream, param: ZegoLowStreamParameter): void {
    this.value(
      'setLowStreamParameter',
      () => {
        this.parts.sources.of(localStream).low = lowPicture(param);
      },
      undefined,
    );
  }

  /**
   * Chooses the picture of a played stream: 0 small, 1 big, 2 what its bandwidth allows. The old one is shown until the new
   * one is there. Where nothing is chosen, a view of at most 320 × 180 device pixels takes the small one. Resolves false for
   * a stream that is not being played (1104039) or another type (1104001).
   */
  setPlayStreamVideoType(streamID: string, streamType: number): Promise<boolean> {
    return this.parts.calls.promisedBoolean('setPlayStreamVideoType', () =>
      this.parts.plays.choose(streamID, layerOf(streamType)),
    );
  }

  /** A wish that browsers do not take: they use the hardware encoder where they trust it. The choice is logged. */
  enableHardwareEncoder(enable: boolean): void {
    this.value(
      'enableHardwareEncoder',
      () => this.parts.log.write('info', `enableHardwareEncoder(${enable === true}): browsers decide this by themselves`),
      undefined,
    );
  }

  /** Which messages in video frames are told. */
  setSEIConfig(config: ZegoSEIConfig): void {
    this.value(
      'setSEIConfig',
      () => {
        if (typeof config !== 'object' || config === null) throw new RtcError('INPUT_PARAM', 'config');
        this.parts.sei.setFilter(config.unregisterSEIFilter);
      },
      undefined,
    );
  }

  /**
   * Puts at most 4096 bytes into the next video frame, at most 30 times a second. Needs `publishOption.isSEIStart`, H.264
   * and a browser with encoded transforms; false otherwise. Players with `isSEIStart` get `playerRecvSEI`.
   */
  sendSEI(streamID: string, inData: Uint8Array): boolean {
    return this.boolean('sendSEI', () => {
      const published = this.parts.publications.all().find((publication) => publication.streamID === streamID);
      if (!published) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
      if (published.source.muted.video) throw new RtcError('NO_VIDEO_TRACK', 'no frames are sent');
      this.parts.sei.send(streamID, inData);
    });
  }

  /** A picture file that is sent while the camera is switched off (`enableVideoCaptureDevice`). False if it cannot be loaded. */
  setDummyCaptureImagePath(filePath: string, localStream: MediaStream | ZegoLocalStream): Promise<boolean> {
    return this.parts.calls.promisedBoolean('setDummyCaptureImagePath', async () => {
      const source = this.parts.sources.of(localStream);
      source.setStandIn(await stillPicture(filePath));
      if (!source.cameraOff) return;
      await this.resend(source, 'video');
      this.parts.publications.applyMute(source, 'video');
    });
  }

  /** Makes one stream of several streams and pictures. */
  createStreamCompositor(): ZegoStreamCompositor {
    const { calls, sources, compositors } = this.parts;
    const compositor = new StreamCompositor(calls, {
      streamOf: (given) =>
        typeof MediaStream !== 'undefined' && given instanceof MediaStream ? given : sources.of(given).stream,
      composed: (stream, bitrate) => sources.offer(stream, () => composedSource(stream, bitrate)),
      ended: (stream) => sources.withdraw(stream),
    });
    compositors.add(compositor);
    return compositor;
  }

  /** Streams are aligned by a mixer, which this cloud does not have: false. */
  setStreamAlignmentProperty(streamID: string, alignment: number): Promise<boolean> {
    return this.parts.calls.promisedBoolean('setStreamAlignmentProperty', async () => {
      throw new RtcError('MIXING_NOT_AVAILABLE', `stream ${streamID}, alignment ${alignment}`);
    });
  }

  /**
   * Smooths, whitens, reddens skin and sharpens the picture of a stream, also while publishing. Strengths 0–100: what is not
   * named keeps its last one, at first 50. Resolves when it is what is sent; 1103072 where the machine cannot (no WebGL 2),
   * and the picture is as it was. If it fails later it is ended, and `beautyEffectError` tells why.
   */
  setEffectsBeauty(
    localStream: MediaStream | ZegoLocalStream,
    enable: boolean,
    options?: ZegoEffectsBeautyParam,
  ): Promise<ZegoServerResponse> {
    return this.promise('setEffectsBeauty', async () => {
      await this.parts.pictures.of(this.parts.sources.of(localStream)).setBeauty(flag(enable, 'enable'), options);
      return { errorCode: 0, extendedData: '' };
    });
  }

  /** Brightens the picture of a stream as much as its measured darkness asks for: 1 on, 0 off. Fails as `setEffectsBeauty`. */
  setLowlightEnhancement(
    localStream: MediaStream | ZegoLocalStream,
    mode: ZegoLowlightEnhancementMode,
  ): Promise<ZegoServerResponse> {
    return this.promise('setLowlightEnhancement', async () => {
      if (mode !== 0 && mode !== 1) throw new RtcError('INPUT_PARAM', 'mode');
      await this.parts.pictures.of(this.parts.sources.of(localStream)).setLowlight(mode === 1);
      return { errorCode: 0, extendedData: '' };
    });
  }

  /** Background processing is a licensed plug-in, which this cloud does not provide: 1101003. */
  initBackgroundModule(_segmentation: Segmentation, _assetsURL: string): Promise<ZegoServerResponse> {
    return this.refusedPicture('initBackgroundModule');
  }

  /** How a background is blurred. Not provided: rejects with 1101003. */
  setBackgroundBlurOptions(_localStream: MediaStream | ZegoLocalStream, _options: BackgroundBlurOptions): Promise<boolean> {
    return this.refusedPicture('setBackgroundBlurOptions');
  }

  /** What picture replaces a background. Not provided: rejects with 1101003. */
  setVirtualBackgroundOptions(_localStream: MediaStream | ZegoLocalStream, _options: BackgroundVirtualOptions): Promise<boolean> {
    return this.refusedPicture('setVirtualBackgroundOptions');
  }

  /** A person without a background. Not provided: rejects with 1101003. */
  setTransparentBackgroundOptions(_localStream: MediaStream | ZegoLocalStream): Promise<boolean> {
    return this.refusedPicture('setTransparentBackgroundOptions');
  }

  /** Switches background processing on or off. Not provided: rejects with 1101003. */
  enableBackgroundProcess(
    _localStream: MediaStream | ZegoLocalStream,
    _enable: boolean,
    _segmentation: Segmentation,
  ): Promise<ZegoServerResponse> {
    return this.refusedPicture('enableBackgroundProcess');
  }

  /** @internal */
  protected refusedPicture<T>(member: NotProvided): Promise<T> {
    return this.promise<T>(member, () => refuse(member));
  }
}
