import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person, TestBrowser } from './openBrowser.ts';
import type { servePages } from './servePages.ts';
import type { Cloud } from './startCloud.ts';

/** The members of the public engine that the tests call. */
type EngineInPage = {
  on(event: string, listener: (...args: unknown[]) => void): boolean;
  setDebugVerbose(enable: boolean): void;
  setEngineConfig(config: Record<string, unknown>): void;
  loginRoom(
    roomID: string,
    token: string,
    user: { userID: string; userName: string },
    config: { userUpdate: boolean },
  ): Promise<boolean>;
  logoutRoom(roomID?: string): void;
  createZegoStream(options?: unknown): Promise<LocalStreamInPage>;
  destroyStream(stream: LocalStreamInPage): void;
  startPublishingStream(streamID: string, stream: LocalStreamInPage, options?: unknown): boolean;
  stopPublishingStream(streamID: string): boolean;
  startPlayingStream(streamID: string, options?: unknown): Promise<MediaStream>;
  muteAllPlayAudioStreams(mute: boolean): Promise<boolean>;
  stopPlayingStream(streamID: string): void;
  createRemoteStreamView(stream: MediaStream): { play(container: string | HTMLElement): void };
  mutePublishStreamAudio(stream: LocalStreamInPage, mute: boolean): boolean;
  mutePublishStreamVideo(stream: LocalStreamInPage, mute: boolean): boolean;
  destroyEngine(): void;
};
type LocalStreamInPage = { stream: MediaStream | null };

declare global {
  interface Window {
    ZegoExpressEngine: new (appID: number, server: string, options?: { scenario: number }) => EngineInPage;
    engine: EngineInPage;
    local: LocalStreamInPage | undefined;
    events: { name: string; args: unknown[]; at: number }[];
  }
}

export type EngineEvent = { name: string; args: unknown[]; at: number };

const EVENTS = [
  'roomStateChanged',
  'roomUserUpdate',
  'roomStreamUpdate',
  'publisherStateUpdate',
  'playerStateUpdate',
  'remoteCameraStatusUpdate',
  'remoteMicStatusUpdate',
  'deviceError',
  'audioDeviceStateChanged',
  'videoDeviceStateChanged',
];

/** Somebody with an engine on a page of their own, driven step by step. */
export class User {
  readonly userID: string;
  readonly page: Page;
  readonly #person: Person;
  readonly #cloud: Cloud;

  private constructor(userID: string, { person, cloud }: { person: Person; cloud: Cloud }) {
    this.userID = userID;
    this.page = person.page;
    this.#person = person;
    this.#cloud = cloud;
  }

  /** Opens an empty page with the SDK on it and makes an engine that records its events. */
  static async open(
    // `url`: a page that leaves the SDK's classes as globals, in place of an empty one with the script of the cloud.
    where: { cloud: Cloud; browser: TestBrowser; site: Awaited<ReturnType<typeof servePages>>; url?: string },
    userID: string,
    config: Record<string, unknown> = {},
  ): Promise<User> {
    const url =
      where.url ??
      where.site.put(
        `<!doctype html><title>${userID}</title><script src="${where.cloud.origin}/sdk/ZegoExpressWebRTC.js"></script><body></body>`,
      );
    const person = await where.browser.open(url);
    const { appID, server } = await where.cloud.access({ userID });
    await person.page.evaluate(
      ({ appID, server, config, names }) => {
        window.events = [];
        window.engine = new window.ZegoExpressEngine(appID, server);
        window.engine.setDebugVerbose(false);
        window.engine.setEngineConfig(config);
        for (const name of names) {
          window.engine.on(name, (...args) => {
            window.events.push({ name, args, at: performance.now() });
          });
        }
      },
      { appID, server, config, names: EVENTS },
    );
    return new User(userID, { person, cloud: where.cloud });
  }

  get faults(): string[] {
    return this.#person.faults;
  }

  async login(roomID: string): Promise<void> {
    const { token } = await this.#cloud.access({ userID: this.userID, roomID });
    await this.page.evaluate(
      ({ roomID, token, userID }) => window.engine.loginRoom(roomID, token, { userID, userName: userID }, { userUpdate: true }),
      { roomID, token, userID: this.userID },
    );
  }

  async logout(): Promise<void> {
    await this.page.evaluate(() => window.engine.logoutRoom());
  }

  /** Captures if nothing is captured yet, publishes, and waits for PUBLISHING. */
  async publish(streamID: string, { capture, options }: { capture?: unknown; options?: unknown } = {}): Promise<void> {
    const began = (await this.events()).length;
    const accepted = await this.page.evaluate(
      async ({ streamID, capture, options }) => {
        window.local ??= await window.engine.createZegoStream(capture);
        return window.engine.startPublishingStream(streamID, window.local, options);
      },
      { streamID, capture, options },
    );
    expect(accepted).toBe(true);
    await this.waitFor('publisherStateUpdate', ([result]) => isState(result, streamID, 'PUBLISHING'), began);
  }

  async unpublish(streamID: string): Promise<void> {
    await this.page.evaluate((streamID) => window.engine.stopPublishingStream(streamID), streamID);
  }

  /** Plays into a new `<div>` and returns where. */
  async play(streamID: string, options: object = {}): Promise<string> {
    const id = `view-${streamID}`;
    await this.page.evaluate(
      async ({ streamID, id, options }) => {
        const stream = await window.engine.startPlayingStream(streamID, options);
        const place = Object.assign(document.createElement('div'), { id });
        place.style.cssText = 'width:320px;height:240px';
        document.body.append(place);
        window.engine.createRemoteStreamView(stream).play(place);
      },
      { streamID, id, options },
    );
    return `#${id} video`;
  }

  events(): Promise<EngineEvent[]> {
    return this.page.evaluate(() => window.events);
  }

  /** The first event of this name that fits, counted from `since`; waits for it. */
  async waitFor(name: string, fits: (args: unknown[]) => boolean = () => true, since = 0): Promise<EngineEvent> {
    let found: EngineEvent | undefined;
    await expect
      .poll(
        async () => {
          const events = await this.events();
          found = events.slice(since).find((event) => event.name === name && fits(event.args));
          return found ? 'seen' : events.map(({ name, args }) => `${name} ${JSON.stringify(args)}`);
        },
        { timeout: 45_000, interval: 20, message: `${this.userID} hears ${name}` },
      )
      .toBe('seen');
    if (!found) throw new Error(name);
    return found;
  }

  leave(): Promise<void> {
    return this.#person.leave();
  }
}

/** Whether the argument of publisherStateUpdate or playerStateUpdate says this. */
export function isState(result: unknown, streamID: string, state: string): boolean {
  const { streamID: id, state: now } = result as { streamID: string; state: string };
  return id === streamID && now === state;
}
