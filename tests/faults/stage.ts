import { afterAll, afterEach, beforeAll } from 'vitest';
import { chromiumBin } from '../../tools/setup/chromium.ts';
import { openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { Lab, type Machine } from '../kit/netns/Lab.ts';
import { missingForFaults } from '../kit/netns/missing.ts';
import { FaultCloud } from './FaultCloud.ts';
import { installMeter } from './meter.ts';
import { recordFailure } from './results.ts';

/** Somebody's machine with a browser on it. */
export type Seat = { machine: Machine; browser: TestBrowser };
export type Stage = { lab: Lab; cloud: FaultCloud; seats: Record<string, Seat>; site: { put(html: string): string } };

/** Why the laboratory cannot run here; asked once for each file, before its tests are listed. */
export const missing = await missingForFaults();
if (missing) console.warn(`fault tests are skipped: ${missing}`);

/** Before the cloud starts: more machines and what runs on them; answers options of `liuyun start`. */
export type Prepare = (lab: Lab) => Promise<string[]>;

/** Sets the stage for a file: a router, a server behind it, and each named person on a machine of their own. */
export function useStage(...people: (string | Prepare)[]): Stage {
  const names = people.filter((one) => typeof one === 'string');
  const prepare = people.find((one) => typeof one === 'function');
  const stage = {} as Stage;
  beforeAll(async () => {
    if (missing) return;
    const lab = await Lab.open();
    stage.lab = lab;
    const more = (await prepare?.(lab)) ?? [];
    stage.cloud = await FaultCloud.start(await lab.add('server'), more);
    const pages = new Map<string, string>();
    stage.site = {
      put(html) {
        const url = `${stage.cloud.origin}/faults/${pages.size + 1}.html`;
        pages.set(url, html);
        return url;
      },
    };
    stage.seats = {};
    for (const name of names) {
      const machine = await lab.add(name);
      stage.seats[name] = { machine, browser: await openOn(machine, { origin: stage.cloud.origin, pages }) };
    }
  });
  afterEach(async ({ task }) => {
    await recordFailure(task.name, task.result?.state === 'fail' ? task.result.errors : undefined);
    for (const [name, { browser }] of Object.entries(stage.seats ?? {})) {
      await stage.lab.router.shape(name, {});
      await browser.clear();
    }
  });
  afterAll(async () => {
    for (const { browser } of Object.values(stage.seats ?? {})) await browser.close().catch(() => undefined);
    await stage.cloud?.stop();
    await stage.lab?.close();
  });
  return stage;
}

/** Its pages are answered by the test, under the cloud's origin, which counts as secure so that there is a camera. */
async function openOn(machine: Machine, { origin, pages }: { origin: string; pages: Map<string, string> }): Promise<TestBrowser> {
  const executablePath = await machine.wrapper(chromiumBin());
  const args = [
    `--unsafely-treat-insecure-origin-as-secure=${origin}`,
    // A page that no network brought must not be kept from a private address.
    '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
  ];
  const browser = await openBrowser('fake', { executablePath, args });
  return {
    ...browser,
    open: (url, options) => browser.open(url, { ...options, html: pages.get(url), before: { run: installMeter } }),
  };
}
