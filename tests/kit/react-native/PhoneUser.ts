import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestBrowser } from '../browser/openBrowser.ts';
import type { servePages } from '../browser/servePages.ts';
import type { Cloud } from '../browser/startCloud.ts';
import type { EngineEvent } from '../browser/User.ts';
import { bundleForWeb, pageOf } from './bundleForWeb.ts';
import type { Driver } from './driver.ts';

const EVENTS = [
  'roomStateChanged',
  'roomStateUpdate',
  'roomStreamUpdate',
  'publisherStateUpdate',
  'playerStateUpdate',
  'debugError',
] as const;

let script: Promise<string> | undefined;

type PhoneWindow = { phone: Driver };

/** Somebody with the React Native SDK on a page of their own, driven step by step. */
export class PhoneUser {
  readonly userID: string;
  readonly page: Page;

  private constructor(userID: string, page: Page) {
    this.userID = userID;
    this.page = page;
  }

  /** Opens a page with an engine that records its events. It logs in with the app's AppSign, as native clients do. */
  static async open(
    where: { cloud: Cloud; browser: TestBrowser; site: Awaited<ReturnType<typeof servePages>> },
    userID: string,
  ): Promise<PhoneUser> {
    script ??= readFile(join(import.meta.dirname, 'driver.ts'), 'utf8').then((code) => bundleForWeb(code));
    const { page } = await where.browser.open(where.site.put(pageOf(userID, await script)));
    const { appID, server } = await where.cloud.access({ userID });
    const [, appSign = ''] = /AppSign\s+([0-9a-f]{64})/.exec(where.cloud.output()) ?? [];
    await page.evaluate(
      async ({ appID, appSign, server, names }) => {
        const { ZegoExpressEngine, events } = (window as unknown as PhoneWindow).phone;
        await ZegoExpressEngine.createEngineWithProfile({ appID, appSign, scenario: 0, server });
        for (const name of names) {
          ZegoExpressEngine.instance().on(name, (...args: unknown[]) => void events.push({ name, args, at: performance.now() }));
        }
      },
      { appID, appSign, server, names: EVENTS },
    );
    return new PhoneUser(userID, page);
  }

  async login(roomID: string): Promise<void> {
    const answer = await this.page.evaluate(
      ({ roomID, userID }) => {
        const engine = (window as unknown as PhoneWindow).phone.ZegoExpressEngine.instance();
        return engine.loginRoom(roomID, { userID, userName: userID }, { isUserStatusNotify: true });
      },
      { roomID, userID: this.userID },
    );
    expect(answer).toEqual({ errorCode: 0, extendedData: '' });
  }

  /** Shows the own picture, publishes it, and waits for Publishing. */
  async publish(streamID: string): Promise<string> {
    await this.page.evaluate(async (streamID) => {
      const { ZegoExpressEngine, view } = (window as unknown as PhoneWindow).phone;
      const reactTag = await view('own');
      await ZegoExpressEngine.instance().startPreview({ reactTag, viewMode: 0, backgroundColor: 0 });
      await ZegoExpressEngine.instance().startPublishingStream(streamID);
    }, streamID);
    await this.waitFor('publisherStateUpdate', ([id, state]) => id === streamID && state === 2);
    return '[data-testid=own] video';
  }

  /** Plays into a new view and returns where. */
  async play(streamID: string): Promise<string> {
    await this.page.evaluate(async (streamID) => {
      const { ZegoExpressEngine, view } = (window as unknown as PhoneWindow).phone;
      const reactTag = await view(streamID);
      await ZegoExpressEngine.instance().startPlayingStream(streamID, { reactTag, viewMode: 0, backgroundColor: 0 });
    }, streamID);
    return `[data-testid=${streamID}] video`;
  }

  async call(member: string, ...args: unknown[]): Promise<unknown> {
    return this.page.evaluate(
      ({ member, args }) => {
        const engine = (window as unknown as PhoneWindow).phone.ZegoExpressEngine.instance();
        return (engine as unknown as Record<string, (...args: unknown[]) => unknown>)[member]?.(...args);
      },
      { member, args },
    );
  }

  events(): Promise<EngineEvent[]> {
    return this.page.evaluate(() => (window as unknown as PhoneWindow).phone.events);
  }

  /** Waits for an event of this name that fits. */
  async waitFor(name: string, fits: (args: unknown[]) => boolean): Promise<void> {
    await expect
      .poll(
        async () => {
          const events = await this.events();
          const seen = events.some((event) => event.name === name && fits(event.args));
          return seen ? 'seen' : events.map(({ name, args }) => `${name} ${JSON.stringify(args)}`);
        },
        { timeout: 30_000, message: `${this.userID} hears ${name}` },
      )
      .toBe('seen');
  }
}
