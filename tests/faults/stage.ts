import { afterAll, afterEach, beforeAll } from 'vitest';
import { chromiumBin } from '../../tools/setup/chromium.ts';
import { type Devices, openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { Cameras } from '../kit/netns/Cameras.ts';
import { Lab, type Machine } from '../kit/netns/Lab.ts';
import { missingForFaults } from '../kit/netns/missing.ts';
import { SoundDevices } from '../kit/netns/SoundDevices.ts';
import { withUdev } from '../kit/netns/udev.ts';
import { FaultCloud } from './FaultCloud.ts';
import { installMeter } from './meter.ts';
import { recordFailure } from './results.ts';

/** Somebody's machine with a browser on it, and what can be plugged into it. `restart` opens another browser in its place. */
export type Seat = { machine: Machine; browser: TestBrowser; plugs?: Plugs; restart(): Promise<void> };
export type Plugs = { sound: SoundDevices; cameras?: Cameras };
/** Somebody whose machine has real devices: a speaker, no microphone yet, and no camera (where there may be any). */
export type Plugging = { name: string; devices: 'sound' | 'sound and cameras' };
/** Somebody whose camera shows a picture that takes all the bitrate it is given. */
export type Busy = { name: string; devices: 'busy' };
export type Stage = { lab: Lab; cloud: FaultCloud; seats: Record<string, Seat>; site: { put(html: string): string } };

/** Why the laboratory cannot run here; asked once for each file, before its tests are listed. */
export const missing = await missingForFaults();
if (missing) console.warn(`fault tests are skipped: ${missing}`);

/** Before the cloud starts: more machines and what runs on them; answers options of `liuyun start`. */
export type Prepare = (lab: Lab) => Promise<string[]>;

/** Sets the stage for a file: a router, a server behind it, and each named person on a machine of their own. */
export function useStage(...people: (string | Plugging | Busy | Prepare)[]): Stage {
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
      const { name, devices } = typeof one === 'string' ? { name: one, devices: 'fake' as const } : one;
      const machine = await lab.add(name);
      const fake = devices === 'fake' || devices === 'busy';
      const plugs = fake ? undefined : await openPlugs(machine, devices);
      const open = () => openOn(machine, { origin: stage.cloud.origin, pages, plugs, devices: fake ? devices : 'real' });
      const seat: Seat = {
        machine,
        browser: await open(),
        ...(plugs && { plugs }),
        async restart() {
          const former = seat.browser;
          seat.browser = await open();
          await former.close().catch(() => undefined);
        },
      };
      stage.seats[machine.name] = seat;
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
    for (const { browser, plugs } of Object.values(stage.seats ?? {})) {
      await browser.close().catch(() => undefined);
      await plugs?.sound.close();
      await plugs?.cameras?.close();
    }
    await stage.cloud?.stop();
    await stage.lab?.close();
  });
  return stage;
}

async function openPlugs(machine: Machine, devices: Plugging['devices']): Promise<Plugs> {
  const sound = await SoundDevices.open(machine);
  return devices === 'sound' ? { sound } : { sound, cameras: await Cameras.open(machine) };
}

/** Its pages are answered by the test, under the cloud's origin, which counts as secure so that there is a camera. */
async function openOn(
  machine: Machine,
  { origin, pages, plugs, devices }: { origin: string; pages: Map<string, string>; plugs: Plugs | undefined; devices: Devices },
): Promise<TestBrowser> {
  const program = plugs ? await withUdev(plugs.sound.folder, chromiumBin(), plugs.cameras?.preparation) : chromiumBin();
  const executablePath = await machine.wrapper(program);
  const args = [
    `--unsafely-treat-insecure-origin-as-secure=${origin}`,
    // A page that no network brought must not be kept from a private address.
    '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
  ];
  // Playwright silences browsers without a window.
  const heard = plugs ? { env: plugs.sound.env, leaveOut: ['--mute-audio'] } : {};
  const browser = await openBrowser(devices, { executablePath, args, ...heard });
  return {
    ...browser,
    open: (url, options) => browser.open(url, { ...options, html: pages.get(url), before: { run: installMeter } }),
  };
}
