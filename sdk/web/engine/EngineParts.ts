import type { Captured } from '@liuyun/browser/capture/Captured';
import { deviceFailure } from '@liuyun/browser/devices/deviceFailure';
import { listDevices } from '@liuyun/browser/devices/deviceLists';
import { BrowserPlatform } from '@liuyun/browser/platform/BrowserPlatform';
import { serverUrls } from '@liuyun/browser/platform/serverUrl';
import { SeiFrames } from '@liuyun/browser/video/SeiFrames';
import { createEngine, type Engine } from '@liuyun/core';
import { Listeners } from '@liuyun/core/Listeners';
import type { ErrorName } from '@liuyun/protocol/errors';
import { AudioParts } from '../audio/AudioParts.ts';
import { type ScenarioPreset, scenarioPreset } from '../capture/presets.ts';
import { DataManagers } from '../data/DataManagers.ts';
import { AutoSwitch } from '../devices/AutoSwitch.ts';
import { DeviceWatch } from '../devices/DeviceWatch.ts';
import { StreamPictures } from '../picture/StreamPictures.ts';
import { Plays } from '../play/Plays.ts';
import { Thrift } from '../play/Thrift.ts';
import { Publications } from '../publish/Publications.ts';
import { Exceptions } from '../quality/Exceptions.ts';
import { SoundLevels } from '../sound/SoundLevels.ts';
import type { Kind, LocalSource } from '../streams/LocalSource.ts';
import { LocalSources } from '../streams/LocalSources.ts';
import type { ZegoEvent } from '../types/events.ts';
import type { StreamCompositor } from '../video/StreamCompositor.ts';
import { engineMade, throughProxies } from './beforehand.ts';
import { Calls } from './Calls.ts';
import { eventNames, forwardFacts } from './events.ts';
import { Log } from './Log.ts';
import { scriptUrl } from './scriptUrl.ts';
import type { LastFrames } from './tuning.ts';
import { version } from './version.ts';
import { codeOf } from './ZegoError.ts';

const LARGEST_APP_ID = 0xffff_ffff;

/** What one engine is made of, joined here and nowhere else. */
export class EngineParts {
  readonly log = new Log();
  readonly calls = new Calls(this.log);
  readonly events = new Listeners<ZegoEvent>(eventNames);
  readonly core: Engine;
  readonly sources: LocalSources;
  readonly publications: Publications;
  readonly plays: Plays;
  readonly thrift: Thrift;
  readonly devices = new DeviceWatch(this.events);
  readonly soundLevels: SoundLevels;
  readonly dataManagers: DataManagers;
  readonly compositors = new Set<StreamCompositor>();
  readonly sei = new SeiFrames({
    received: (streamID, data) => this.events.tell('playerRecvSEI', streamID, data),
    now: () => performance.now(),
  });
  readonly pictures: StreamPictures;
  readonly audio: AudioParts;
  readonly autoSwitch: AutoSwitch;
  /** Whether views are emptied when their stream stops, where the app does not say so of one. */
  lastFrames: LastFrames = { playClear: true, previewClear: true };
  /** Whether what is played goes on when the app switches rooms (`switchRoomNotStopPlay`). */
  keepsPlays = false;
  scenario: ScenarioPreset;
  /** What was wrong with the constructor's arguments; told at login, where the documentation puts it. */
  readonly fault: ErrorName | undefined;

  constructor(appID: unknown, server: unknown, options: { scenario?: number | undefined; core?: Engine } = {}) {
    const servers = serverUrls(server, { script: scriptUrl, page: typeof location === 'object' ? location.href : undefined });
    this.fault = faultOf(appID, servers);
    this.scenario = scenarioPreset(options.scenario);
    this.core =
      options.core ??
      createEngine({
        appID: typeof appID === 'number' ? appID : 0,
        servers: throughProxies(servers),
        platform: new BrowserPlatform(this.log),
        sdk: { name: 'web', version },
      });
    this.publications = new Publications(this.core, this.sei);
    this.sources = new LocalSources({
      ended: (source, kind, captured) => this.#trackEnded(source, kind, captured),
      flowChanged: (source, kind) => this.publications.applyMute(source, kind),
      destroyed: (source) => {
        this.plays.forgetView(source.stream);
        const ended = this.publications.end(source);
        if (ended.length > 0)
          this.log.write('warn', `ended publishing ${ended.join(', ')} after destroyStream or stopComposingStream`);
      },
    });
    this.plays = new Plays(this.core, this.sei);
    this.thrift = new Thrift(
      this.plays,
      (track) =>
        [...this.compositors].some((compositor) => compositor.uses(track)) ||
        this.sources.all().some((source) => source.captured('video')?.track === track),
    );
    this.soundLevels = new SoundLevels(this.events, {
      audible: () => [
        ...this.publications.all().map(({ streamID, source }) => ({
          streamID,
          stream: source.stream,
          type: 'push' as const,
          muted: source.muted.audio,
        })),
        ...this.plays.all().map(({ streamID, stream }) => ({ streamID, stream, type: 'pull' as const, muted: false })),
      ],
      microphones: () =>
        this.sources
          .all()
          .filter((source) => source.captured('audio')?.origin === 'microphone')
          .map((source) => source.audioCapture),
    });
    this.pictures = new StreamPictures({
      resend: (source, kind) => this.publications.resend(source, kind),
      failed: (source, error) => {
        this.log.write('warn', `beautyEffectError: ${error.message} (${error.code})`);
        this.events.tell('beautyEffectError', source.stream, error.code, error.message);
      },
    });
    this.audio = new AudioParts(this);
    this.autoSwitch = new AutoSwitch(
      (source, kind) => this.publications.resend(source, kind),
      (kind) => this.log.write('info', `another ${kind} device took over`),
    );
    this.dataManagers = new DataManagers(this.core, this.calls);
    forwardFacts(this.core.facts, this.events);
    new Exceptions(this.core.facts, this.events, (streamID, kind) => this.plays.paused(streamID, kind));
    engineMade();
    if (typeof window === 'object') window.addEventListener('pagehide', this.#leave);
  }

  /** Everything is let go of; listeners hear of the logout and nothing after it. */
  close(): void {
    if (this.calls.over) return;
    this.calls.end();
    if (typeof window === 'object') window.removeEventListener('pagehide', this.#leave);
    this.devices.stop();
    this.autoSwitch.stop();
    this.soundLevels.stop();
    this.sei.close();
    this.audio.close();
    this.core.close();
    this.log.close();
    this.thrift.close();
    this.plays.forgetAll();
    for (const compositor of this.compositors) compositor.close();
    this.sources.destroyAll();
    this.events.clear();
  }

  /** The page goes away: others should see it now, not when the server misses a heartbeat. */
  readonly #leave = () => {
    if (this.core.room) this.core.logout();
    this.log.remote.flush();
  };

  #trackEnded(source: LocalSource, kind: Kind, captured: Captured): void {
    if (captured.origin === 'screen' && kind === 'video') this.events.tell('screenSharingEnded', source.stream);
    if (captured.origin !== 'camera' && captured.origin !== 'microphone') return;
    listDevices()
      .catch(() => undefined)
      .then((devices) => {
        const failure = deviceFailure(captured, devices);
        this.log.write('warn', `deviceError: ${captured.track.label} (${codeOf(failure)})`);
        this.events.tell('deviceError', codeOf(failure), captured.track.label);
        this.autoSwitch.lost(source, captured, devices);
      });
  }
}

function faultOf(appID: unknown, servers: string[]): ErrorName | undefined {
  if (!Number.isInteger(appID) || (appID as number) < 1 || (appID as number) > LARGEST_APP_ID) return 'APP_ID_UNKNOWN';
  return servers.length === 0 ? 'INIT_WRONG' : undefined;
}
