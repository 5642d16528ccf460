import { BrowserPlatform, type LineSink } from '@liuyun/browser/platform/BrowserPlatform';
import { SeiFrames } from '@liuyun/browser/video/SeiFrames';
import { createEngine, type Engine } from '@liuyun/core';
import type { Beforehand } from '@liuyun/core/native/Beforehand';
import { NOT_PROVIDED } from '@liuyun/core/native/failures';
import { NativeEngine } from '@liuyun/core/native/NativeEngine';
import type { Tell } from '@liuyun/core/native/NativeEvents';
import type { Profile } from '@liuyun/core/native/profile';
import { DeviceBook } from '../machine/DeviceBook.ts';
import { ElectronMachine } from '../machine/ElectronMachine.ts';
import type { CanvasView } from '../machine/viewOf.ts';
import { ScreenSources } from '../screen/ScreenSources.ts';
import { serversOf } from './serversOf.ts';
import { version } from './version.ts';

/** Warnings and errors of the SDK on the console. */
const consoleSink: LineSink = {
  write(level, message, context) {
    if (level === 'debug' || level === 'info') return;
    if (context && Object.keys(context).length > 0) console[level](`[liuyun] ${message}`, context);
    else console[level](`[liuyun] ${message}`);
  },
};

export type PartsOptions = {
  profile: Profile;
  beforehand: Beforehand;
  tell: Tell;
  /** An event that only Electron has. */
  emit(event: string, result: object): void;
  hearsSEI(): boolean;
  core?: Engine;
};

/** What one engine is made of, joined here and nowhere else. */
export class EngineParts {
  readonly native: NativeEngine<CanvasView>;
  readonly machine: ElectronMachine;
  readonly devices: DeviceBook;
  readonly screens: ScreenSources;
  readonly sei: SeiFrames;
  /** Which devices the app has chosen. */
  readonly chosen = { microphone: '', speaker: '', camera: '' };
  /** Jitter buffers of streams that are played from now on, ms. */
  readonly buffers = new Map<string, number>();

  constructor({ profile, beforehand, tell, emit, hearsSEI, core }: PartsOptions) {
    const platform = new BrowserPlatform(consoleSink);
    this.sei = new SeiFrames({
      received: (streamID, data) => {
        tell('playerRecvSEI', { streamID, data });
        emit('onPlayerSyncRecvSEI', { streamID, data });
      },
      now: () => performance.now(),
    });
    this.devices = new DeviceBook(({ change, kind, device }) => {
      const updateType = change === 'ADD' ? 0 : 1;
      if (kind === 'cameras') emit('onVideoDeviceStateChanged', { updateType, deviceInfo: device });
      else emit('onAudioDeviceStateChanged', { updateType, deviceType: kind === 'microphones' ? 0 : 1, deviceInfo: device });
    });
    this.machine = new ElectronMachine({ sei: this.sei, opened: () => void this.devices.refresh() });
    const engine =
      core ??
      createEngine({
        appID: profile.appID,
        servers: serversOf(beforehand.serversOf(profile.server)),
        ...(profile.appSign === '' ? {} : { appSign: profile.appSign }),
        platform,
        sdk: { name: 'electron', version },
      });
    if (beforehand.multiRoom) engine.enableMultiRoom(true);
    const { machine } = this;
    this.native = new NativeEngine<CanvasView>({ core: engine, platform, machine, tell, scenario: profile.scenario, hearsSEI });
    this.screens = new ScreenSources(
      (number, kind, source) => this.native.channel(number).setSource(kind, source),
      (funcName) => tell('debugError', { errorCode: NOT_PROVIDED, funcName, info: 'not provided by this cloud' }),
    );
    if (typeof window === 'object') window.addEventListener('pagehide', this.#leave);
  }

  /** Everything is let go of; listeners hear of the logout and nothing after it. */
  close(): void {
    if (typeof window === 'object') window.removeEventListener('pagehide', this.#leave);
    this.native.close();
    this.screens.close();
    this.devices.close();
    this.sei.close();
  }

  /** The window goes away: others should see it now, not when the server misses a heartbeat. */
  readonly #leave = () => {
    if (this.native.core.room) this.native.core.logout();
  };
}
