import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumBin } from '../../../tools/setup/chromium.ts';
import { busyPicture } from './busyCamera.ts';
import { type TestBrowser, testBrowser } from './TestBrowser.ts';
import { UNSEEN } from './unseen.ts';
import { voice } from './voice.ts';

export type { OpenOptions, Person, TestBrowser } from './TestBrowser.ts';

/**
 * `real`: those of the machine, for which permission has to be given as a person gives it.
 * `busy`: a camera whose picture takes all the bitrate that it is given.
 */
export type Devices = 'fake' | 'busy' | 'none' | 'refused' | 'real';

/** Another browser than usual, or one with further flags and variables, or without some of those that Playwright gives. */
export type BrowserOptions = {
  executablePath?: string;
  args?: readonly string[];
  env?: Record<string, string>;
  leaveOut?: string[];
};

/** One Chromium for a test file. Cameras show a counter on a moving disc, microphones a voice. Pages may play sound without a click. */
export async function openBrowser(
  devices: Devices = 'fake',
  { executablePath, args = [], env = {}, leaveOut = [] }: BrowserOptions = {},
): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'liuyun-browser-'));
  await writeFile(join(folder, 'voice.wav'), voice());
  if (devices === 'busy') await writeFile(join(folder, 'busy.y4m'), busyPicture());
  const browser = await chromium.launch({
    executablePath: executablePath ?? chromiumBin(),
    env: { ...process.env, ...env },
    ignoreDefaultArgs: leaveOut,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-quic',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      '--autoplay-policy=no-user-gesture-required',
      ...(devices === 'real' ? [] : fakes(devices, folder)),
      // Loopback candidates would hide behind .local names that nothing here can look up.
      `--disable-features=${['WebRtcHideLocalIpsWithMdns', ...UNSEEN].join()}`,
      ...args,
    ],
  });
  return testBrowser(browser, () => rm(folder, { recursive: true, force: true }));
}

function fakes(devices: Devices, folder: string): string[] {
  return [
    devices === 'none' ? '--use-fake-device-for-media-stream=device-count=0' : '--use-fake-device-for-media-stream',
    devices === 'refused' ? '--use-fake-ui-for-media-stream=deny' : '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${join(folder, 'voice.wav')}`,
    ...(devices === 'busy' ? [`--use-file-for-fake-video-capture=${join(folder, 'busy.y4m')}`] : []),
  ];
}
