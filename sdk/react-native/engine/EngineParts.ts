import { createEngine, type Engine, type Platform } from '@liuyun/core';
import { NativeEngine } from '@liuyun/core/native/NativeEngine';
import type { Tell } from '@liuyun/core/native/NativeEvents';
import { sourceName } from '@liuyun/core/native/numbers';
import type { Profile } from '@liuyun/core/native/profile';
import { DataManagers } from '../data/DataManagers.ts';
import { AudioRoute } from '../machine/AudioRoute.ts';
import { openScreen } from '../machine/openDevice.ts';
import { PhoneMachine } from '../machine/PhoneMachine.ts';
import { ScreenShare } from '../machine/ScreenShare.ts';
import type { PhoneView } from '../machine/viewOf.ts';
import { followNetworkMode } from '../platform/networkMode.ts';
import { optionalModules } from '../platform/optionalModules.ts';
import type { Surroundings } from '../platform/Surroundings.ts';
import { ZegoAudioSourceType, ZegoVideoSourceType } from '../types/enums/index.ts';
import { beforehand } from './beforehand.ts';
import { Calls } from './Calls.ts';
import { PhoneListeners } from './events.ts';
import { log } from './log.ts';
import { serversOf } from './serversOf.ts';
import { version } from './version.ts';

/** What one engine is made of, joined here and nowhere else. */
export class EngineParts {
  readonly listeners = new PhoneListeners();
  readonly machine: PhoneMachine;
  readonly core: Engine;
  readonly native: NativeEngine<PhoneView>;
  readonly calls: Calls;
  readonly route: AudioRoute;
  readonly screen: ScreenShare;
  readonly dataManagers: DataManagers;
  /** Channels that show the screen while it is captured. */
  readonly #onScreen = new Set<number>();
  readonly #unfollow: (() => void)[];

  constructor(profile: Profile, surroundings: Surroundings) {
    const platform: Platform = surroundings.createPlatform(log);
    this.machine = new PhoneMachine(surroundings.webrtc);
    this.core = createEngine({
      appID: profile.appID,
      servers: serversOf(beforehand.serversOf(profile.server)),
      ...(profile.appSign ? { appSign: profile.appSign } : {}),
      platform,
      sdk: { name: 'react-native', version },
    });
    if (beforehand.multiRoom) this.core.enableMultiRoom(true);
    // Which network it is, NetInfo says better than the hints that make a reconnection try again.
    const tell: Tell = (event, fields) => {
      if (event !== 'networkModeChanged') this.listeners.take(event, fields);
    };
    this.native = new NativeEngine<PhoneView>({
      core: this.core,
      platform,
      machine: this.machine,
      tell,
      scenario: profile.scenario,
    });
    this.calls = new Calls(this.native.calls);
    this.route = new AudioRoute((type) => this.listeners.tell('audioRouteChange', type));
    this.screen = new ScreenShare(() => openScreen(surroundings.webrtc.mediaDevices), {
      started: () => this.listeners.tell('mobileScreenCaptureStart'),
      failed: (type) => this.listeners.tell('mobileScreenCaptureExceptionOccurred', type),
      changed: () => {
        for (const channel of this.#onScreen) this.native.channel(channel).setSource('video', this.screen.source());
      },
    });
    this.dataManagers = new DataManagers(this.core, this.calls);
    this.#unfollow = [
      followNetworkMode(optionalModules().NetInfo, (mode) => this.listeners.tell('networkModeChanged', mode)),
      surroundings.onAudioDevice((device) => this.route.moved(device)),
    ];
  }

  /** A channel's picture or sound from somewhere else, by its documented number. */
  setSource(kind: 'audio' | 'video', source: unknown, number: unknown): void {
    const channel = this.native.channel(number);
    if (kind === 'video') this.#onScreen.delete(channel.index);
    if (kind === 'video' && source === ZegoVideoSourceType.ScreenCapture) {
      this.#onScreen.add(channel.index);
      channel.setSource('video', this.screen.source());
      return;
    }
    channel.setSource(kind, sourceName(kind === 'video' ? videoSources : audioSources, source));
  }

  async close(): Promise<void> {
    this.calls.end();
    for (const unfollow of this.#unfollow) unfollow();
    this.screen.stop();
    this.native.close();
    this.listeners.clear();
    await this.native.settled();
  }
}

type Simple = 'device' | 'main' | 'none';

const videoSources: { [number: number]: Simple } = {
  [ZegoVideoSourceType.None]: 'none',
  [ZegoVideoSourceType.Camera]: 'device',
  [ZegoVideoSourceType.MainPublishChannel]: 'main',
};

const audioSources: { [number: number]: Simple } = {
  [ZegoAudioSourceType.Default]: 'device',
  [ZegoAudioSourceType.None]: 'none',
  [ZegoAudioSourceType.Microphone]: 'device',
  [ZegoAudioSourceType.MainPublishChannel]: 'main',
};
