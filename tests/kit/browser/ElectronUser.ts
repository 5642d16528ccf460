import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { electronPage } from './electronPage.ts';
import type { Person, TestBrowser } from './openBrowser.ts';
import type { servePages } from './servePages.ts';
import type { Cloud } from './startCloud.ts';

/** The members of the façade that the tests call. */
type ElectronEngine = { [member: string]: (...args: unknown[]) => unknown };

declare global {
  interface Window {
    zgEngine: ElectronEngine;
    zgHeard: { event: string; result: Record<string, unknown> }[];
  }
}

/** So many of the newest events are printed when a test waits in vain. */
const WRITTEN = 60;

/** Events that every user writes down. */
const EVENTS = [
  'onDebugError',
  'onEngineStateUpdate',
  'onRoomStateUpdate',
  'onRoomStateChanged',
  'onRoomUserUpdate',
  'onRoomStreamUpdate',
  'onPublisherStateUpdate',
  'onPublisherCapturedVideoFirstFrame',
  'onPublisherVideoSizeChanged',
  'onPublisherQualityUpdate',
  'onPlayerStateUpdate',
  'onPlayerRecvVideoFirstFrame',
  'onPlayerRecvAudioFirstFrame',
  'onPlayerRenderVideoFirstFrame',
  'onPlayerVideoSizeChanged',
  'onPlayerQualityUpdate',
  'onPlayerRecvSEI',
  'onRemoteCameraStateUpdate',
  'onRemoteMicStateUpdate',
  'onCapturedSoundLevelUpdate',
  'onRemoteSoundLevelUpdate',
  'onIMRecvBroadcastMessage',
  'onIMRecvCustomCommand',
];

export type Heard = { event: string; result: Record<string, unknown> };

/** Somebody with the Electron SDK in a renderer of their own. */
export class ElectronUser {
  readonly userID: string;
  readonly page: Page;
  readonly #cloud: Cloud;

  private constructor(userID: string, person: Person, cloud: Cloud) {
    this.userID = userID;
    this.page = person.page;
    this.#cloud = cloud;
  }

  /** Opens a renderer and makes the engine. */
  static async open(
    stage: { cloud: Cloud; browser: TestBrowser; site: Awaited<ReturnType<typeof servePages>> },
    userID: string,
    { electron }: { electron?: string } = {},
  ): Promise<ElectronUser> {
    const canvases = ['local', 'remote1', 'remote2', 'screen']
      .map((id) => `<canvas id="${id}" style="width:320px;height:240px"></canvas>`)
      .join('');
    const html = electronPage(canvases, electron === undefined ? {} : { electron });
    const person = await stage.browser.open(stage.site.put(html));
    const { appID, server } = await stage.cloud.access({ userID });
    await person.page.evaluate(
      async ({ appID, server, names }) => {
        const { require: load } = window as unknown as { require(name: string): Window['zgEngine'] };
        window.zgEngine = load('zego-express-engine-electron/ZegoExpressEngine');
        window.zgHeard = [];
        for (const event of names) window.zgEngine.on?.(event, (result: never) => void window.zgHeard.push({ event, result }));
        await window.zgEngine.createEngine?.({ appID, appSign: '', scenario: 3, server });
      },
      { appID, server, names: EVENTS },
    );
    return new ElectronUser(userID, person, stage.cloud);
  }

  /** Calls a member; a canvas is given as `{canvas: '#id', …}`. */
  call(member: string, ...args: unknown[]): Promise<unknown> {
    return this.page.evaluate(
      ({ member, args }) => {
        const real = args.map((arg) => {
          const { canvas } = (arg ?? {}) as { canvas?: unknown };
          return typeof canvas === 'string' ? { ...(arg as object), canvas: document.querySelector(canvas) } : arg;
        });
        return window.zgEngine[member]?.(...real);
      },
      { member, args },
    );
  }

  async login(roomID: string): Promise<void> {
    const { token } = await this.#cloud.access({ userID: this.userID, roomID });
    await this.call('loginRoom', roomID, { userID: this.userID, userName: this.userID }, { token, isUserStatusNotify: true });
    await this.waitFor('onRoomStateUpdate', ({ state }) => state === 2);
  }

  heard(): Promise<Heard[]> {
    return this.page.evaluate(() => window.zgHeard);
  }

  /** The first event that fits, counted from `since`; waits for it. */
  async waitFor(event: string, fits: (result: Record<string, unknown>) => boolean = () => true, since = 0): Promise<Heard> {
    let found: Heard | undefined;
    await expect
      .poll(
        async () => {
          const heard = await this.heard();
          found = heard.slice(since).find((one) => one.event === event && fits(one.result));
          // Of what was waited for everything that it said, of the rest the beginning.
          const text = (one: Heard) => `${one.event} ${JSON.stringify(one.result)}`.slice(0, one.event === event ? 1200 : 160);
          return found ? 'heard' : heard.slice(-WRITTEN).map(text);
        },
        { timeout: 45_000, interval: 30, message: `${this.userID} hears ${event}` },
      )
      .toBe('heard');
    if (!found) throw new Error(event);
    return found;
  }
}
