import { firefox } from 'playwright-core';
import { firefoxBin } from '../../../tools/setup/firefox.ts';
import { openSoundServer } from './soundServer.ts';
import { type TestBrowser, testBrowser } from './TestBrowser.ts';

/** As Chromium's flags in openBrowser: devices that need none and no permission, sound without a click, no hidden addresses. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  // Pages that may not capture get the addresses of the way to the Internet only, and not loopback.
  'permissions.default.camera': 1,
  'permissions.default.microphone': 1,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  // OpenH264 would be a download, and come whenever it likes.
  'media.gmp-manager.updateEnabled': false,
};

/** What of it is as Firefox comes: a person who allows camera and microphone when asked, and has set nothing. */
export const AS_IT_COMES = {
  'permissions.default.camera': 0,
  'permissions.default.microphone': 0,
  'media.autoplay.default': 1,
  'media.peerconnection.ice.loopback': false,
  'media.peerconnection.ice.obfuscate_host_addresses': true,
};

/** One stock Firefox for a test file, over WebDriver BiDi. Its camera shows a colour that changes, its microphone hums. */
export async function openFirefox(preferences: { [name: string]: boolean | number | string } = {}): Promise<TestBrowser> {
  const sound = await openSoundServer();
  try {
    const browser = await firefox.launch({
      channel: 'moz-firefox',
      executablePath: firefoxBin(),
      env: { ...process.env, ...sound.env },
      firefoxUserPrefs: { ...PREFERENCES, ...preferences },
    });
    return testBrowser(browser, () => sound.close());
  } catch (error) {
    await sound.close();
    throw error;
  }
}
