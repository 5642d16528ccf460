import { afterAll, afterEach, beforeAll } from 'vitest';
import { chromiumBin } from '../../tools/setup/chromium.ts';
import { openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { Lab, type Machine } from '../kit/netns/Lab.ts';
import { Microphones } from '../kit/netns/Microphones.ts';
import { missingForFaults } from '../kit/netns/missing.ts';
import { FaultCloud } from './FaultCloud.ts';
import { installMeter } from './meter.ts';
import { recordFailure } from './results.ts';

/** Somebody's machine with a browser on it; `microphones` for who asked for real ones. */
export type Seat = { machine: Machine; browser: TestBrowser; microphones?: Microphones };
/** Somebody whose machine has real microphones, none of them plugged in yet, and no camera. */
export type Speaker = { name: string; microphones: true };
export type Stage = { lab: Lab; cloud: FaultCloud; seats: Record<string, Seat>; site: { put(html: string): string } };

/** Why the laboratory cannot run here; asked once for each file, before its tests are listed. */
export const missing = await missingForFaults();
if (missing) console.warn(`fault tests are skipped: ${missing}`);

/** Before the cloud starts: more machines and what runs on them; answers options of `liuyun start`. */
export type Prepare = (lab: Lab) => Promise<string[]>;

/** Sets the stage for a file: a router, a server behind it, and each named person on a machine of their own. */
export function useStage(...people: (string | Speaker | Prepare)[]): Stage {
  const seated = people.filter((one) => typeof one !== 'function');
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
    for (const one of seated) {
      const machine = await lab.add(typeof one === 'string' ? one : one.name);
      const microphones = typeof one === 'string' ? undefined : await Microphones.open(machine);
      const browser = await openOn(machine, { origin: stage.cloud.origin, pages, microphones });
      stage.seats[machine.name] = { machine, browser, ...(microphones && { microphones }) };
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
    for (const { browser, microphones } of Object.values(stage.seats ?? {})) {
      await browser.close().catch(() => undefined);
      await microphones?.close();
    }
    await stage.cloud?.stop();
    await stage.lab?.close();
  });
  return stage;
}

/** Its pages are answered by the test, under the cloud's origin, which counts as secure so that there is a camera. */
async function openOn(
  machine: Machine,
  { origin, pages, microphones }: { origin: string; pages: Map<string, string>; microphones: Microphones | undefined },
): Promise<TestBrowser> {
  const executablePath = await machine.wrapper((await microphones?.wrapper(chromiumBin())) ?? chromiumBin());
  const args = [
    `--unsafely-treat-insecure-origin-as-secure=${origin}`,
    // A page that no network brought must not be kept from a private address.
    '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
  ];
  const browser = await openBrowser(microphones ? 'real' : 'fake', { executablePath, args, env: microphones?.env ?? {} });
  return {
    ...browser,
    open: (url, options) => browser.open(url, { ...options, html: pages.get(url), before: { run: installMeter } }),
  };
}
