import { DESKTOP_CHANNEL } from './channel.ts';
import type { PreloadElectron } from './electron.ts';

declare function require(name: string): unknown;

/** The app's own. */
const ELECTRON = 'electron';

const { contextBridge, ipcRenderer } = require(ELECTRON) as PreloadElectron;

/** All that an isolated page needs of Electron: the list of what can be shared. Canvases and media stay in the page. */
contextBridge.exposeInMainWorld('liuyunElectron', {
  getDesktopSources: (options: unknown) => ipcRenderer.invoke(DESKTOP_CHANNEL, options),
});
