import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoElectronScreenSource } from '../types/audio.ts';

type DesktopCapturer = { getSources(options: { types: string[] }): Promise<ZegoElectronScreenSource[]> };

const MODULE = 'electron';

/** What Electron can share; `id` is for `sourceID`. BROWSER_NOT_SUPPORTED anywhere else. */
export async function electronScreens(): Promise<ZegoElectronScreenSource[]> {
  const sources = await desktopCapturer().getSources({ types: ['window', 'screen'] });
  return sources.map(({ id, name, thumbnail }) => ({ id, name, thumbnail }));
}

function desktopCapturer(): DesktopCapturer {
  const require = (globalThis as { require?: unknown }).require;
  if (typeof require === 'function') {
    try {
      const { desktopCapturer } = require(MODULE) as { desktopCapturer?: DesktopCapturer };
      if (desktopCapturer) return desktopCapturer;
    } catch {
      // A require of another module system.
    }
  }
  throw new RtcError('BROWSER_NOT_SUPPORTED', 'getElectronScreenSources works inside Electron with node integration only');
}
