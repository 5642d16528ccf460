import { RtcError } from '@liuyun/protocol/errors';
import type { Kind, LocalSource } from '../../streams/LocalSource.ts';
import { type DeviceChange, switchOrRemember } from '../../streams/switchDevice.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import type { ZegoStreamView } from '../../types/views.ts';
import { StreamView } from '../../views/StreamView.ts';
import { EngineParts } from '../EngineParts.ts';
import { flag } from '../flag.ts';
import { apiVersion } from '../version.ts';

const done = (): ZegoServerResponse => ({ errorCode: 0, extendedData: '' });

/** What every group of members stands on: the parts of the engine, and how public calls end. */
export abstract class EngineBase {
  /** Version of the SDK. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  static version: any = apiVersion;

  /** @internal */
  protected readonly parts: EngineParts;

  /**
   * Nothing connects yet, and wrong arguments are told at login.
   * @param appID the app's number, an unsigned 32-bit integer
   * @param server the cloud's address or addresses (`ws://…` or `wss://…`), tried in turn. Anything else means the origin
   * that this script came from; `?server=` on the script's own URL overrides it.
   * @param options `scenario` presets what streams capture by default
   */
  constructor(appID: number, server: string | string[], options?: { scenario: number }) {
    this.parts = new EngineParts(appID, server, { scenario: options?.scenario });
  }

  /**
   * What is tagged so is no plain object to frameworks: Vue and its kind wrap those in proxies when an app keeps them in its
   * state, and through a proxy private fields cannot be reached.
   * @internal
   */
  get [Symbol.toStringTag](): string {
    return 'ZegoExpressEngine';
  }

  /** @internal */
  protected readonly resend = (source: LocalSource, kind: Kind) => this.parts.publications.resend(source, kind);

  /**
   * A new stream belongs to the engine from now on. One that was destroyed meanwhile lets the devices go at once.
   * @internal
   */
  protected adopt(source: LocalSource, ...publicObjects: object[]): void {
    if (this.parts.calls.over) {
      source.destroy();
      throw new RtcError('INIT_WRONG', 'the engine was destroyed');
    }
    this.parts.sources.add(source, ...publicObjects);
    this.parts.devices.refresh();
  }

  /** @internal */
  protected async change(localStream: unknown, change: (source: LocalSource) => Promise<void>): Promise<ZegoServerResponse> {
    const source = this.parts.sources.of(localStream);
    await source.inTurn(() => change(source));
    return done();
  }

  /** @internal */
  protected switchDevice(call: string, localStream: unknown, wanted: () => DeviceChange): Promise<ZegoServerResponse> {
    return this.promise(
      call,
      () => {
        const change = wanted();
        return this.change(localStream, (source) => switchOrRemember(source, change, this.resend));
      },
      'USE_DEVICE_FAILED',
    );
  }

  /** @internal */
  protected mute(localStream: unknown, wish: { kind: Kind; mute: unknown; keepPreview?: boolean }): void {
    const source = this.parts.sources.of(localStream);
    const { kind, mute, keepPreview } = wish;
    if (!source.captured(kind) && !source.sent(kind)) throw new RtcError(kind === 'video' ? 'NO_VIDEO_TRACK' : 'NO_AUDIO_TRACK');
    source.setMuted(kind, flag(mute, 'mute'), keepPreview);
    this.parts.publications.applyMute(source, kind);
  }

  /**
   * Never throws: for something that is no stream the app gets a view that shows nothing, and the log says why.
   * @internal
   */
  protected view(call: string, streamOf: () => MediaStream, local: boolean): ZegoStreamView {
    const { plays, calls } = this.parts;
    const clearLastFrame = () => this.parts.lastFrames[local ? 'previewClear' : 'playClear'];
    const create = (stream: MediaStream | undefined) => {
      const shows = (element?: HTMLVideoElement) => stream && !local && this.parts.thrift.shows(stream, element);
      return new StreamView(stream, { local, calls, clearLastFrame, shows });
    };
    return (
      this.value<ZegoStreamView | undefined>(
        call,
        () => {
          const stream = streamOf();
          return plays.view(stream, () => create(stream));
        },
        undefined,
      ) ?? create(undefined)
    );
  }

  /** @internal */
  protected promise<T>(
    call: string,
    work: () => Promise<T>,
    fallback?: Parameters<EngineParts['calls']['promise']>[2],
  ): Promise<T> {
    return this.parts.calls.promise(call, work, fallback);
  }

  /** @internal */
  protected boolean(call: string, work: () => unknown): boolean {
    return this.parts.calls.boolean(call, work);
  }

  /** @internal */
  protected value<T>(call: string, work: () => T, otherwise: T): T {
    return this.parts.calls.value(call, work, otherwise);
  }
}
