import { DESKTOP_CHANNEL } from './channel.ts';
import type { MainElectron, SourceOptions } from './electron.ts';

declare function require(name: string): unknown;

const LARGEST = 4096;
/** The app's own, found when it is needed. */
const ELECTRON = 'electron';

/**
 * In the main process, once: pages may list screens and windows (`getScreenCaptureSources`), and where a page asks for a
 * screen without naming one the system lets the user choose, or the first screen is shared.
 */
export function install(electron = require(ELECTRON) as MainElectron): void {
  const { ipcMain, desktopCapturer, session, app } = electron;
  ipcMain.removeHandler(DESKTOP_CHANNEL);
  ipcMain.handle(DESKTOP_CHANNEL, async (_event, options) => {
    const sources = await desktopCapturer.getSources(safe(options));
    return sources.map(({ id, name, thumbnail, appIcon }) => ({
      id,
      name,
      thumbnail: thumbnail.isEmpty() ? '' : thumbnail.toDataURL(),
      appIcon: appIcon && !appIcon.isEmpty() ? appIcon.toDataURL() : '',
    }));
  });
  void app.whenReady().then(() => {
    session.defaultSession.setDisplayMediaRequestHandler?.(
      (_request, callback) => {
        desktopCapturer.getSources({ types: ['screen'] }).then(
          ([video]) => callback(video ? { video } : {}),
          () => callback({}),
        );
      },
      { useSystemPicker: true },
    );
  });
}

/** A page may say what it likes: only kinds and sizes are taken from it. */
function safe(options: unknown): SourceOptions {
  const { types, thumbnailSize, fetchWindowIcons } = (options ?? {}) as Partial<Record<keyof SourceOptions, unknown>>;
  const kinds = (['screen', 'window'] as const).filter((kind) => !Array.isArray(types) || types.includes(kind));
  const { width, height } = (thumbnailSize ?? {}) as { width?: unknown; height?: unknown };
  const side = (value: unknown) => (typeof value === 'number' && value >= 0 ? Math.min(LARGEST, Math.round(value)) : 150);
  return {
    types: kinds,
    thumbnailSize: { width: side(width), height: side(height) },
    fetchWindowIcons: fetchWindowIcons === true,
  };
}
