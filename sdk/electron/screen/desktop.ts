import { DESKTOP_CHANNEL } from '../process/channel.ts';

/** A screen or a window as Electron's desktopCapturer lists it; pictures are data URLs or native images. */
type Listed = { id: string; name: string; thumbnail?: unknown; appIcon?: unknown };
type Sizes = { thumbnailSize: { width: number; height: number }; fetchWindowIcons: boolean };
type List = (options: { types: string[] } & Sizes) => Promise<Listed[]>;

/** What can be shared; `id` is for `chromeMediaSourceId`. */
export type DesktopSource = { id: string; name: string; type: 1 | 2; number: number; thumbnail: Picture; icon: Picture };
/** A picture as base64 of a PNG. */
export type Picture = { buffer: string; width: number; height: number };

/** What our preload script leaves in pages that are isolated from Node. */
type Bridge = { getDesktopSources?: List };

/**
 * The screens and windows of this machine: from our preload script, from Electron itself where the page may ask it, or from
 * the main process. Undefined outside of Electron, and where the app has set none of these up.
 */
export async function desktopSources(sizes: Sizes): Promise<DesktopSource[] | undefined> {
  const list = lister();
  if (!list) return undefined;
  const listed = await list({ types: ['screen', 'window'], ...sizes });
  return listed.flatMap(({ id, name, thumbnail, appIcon }) => {
    const [kind, number] = id.split(':');
    if (kind !== 'screen' && kind !== 'window') return [];
    const type = kind === 'screen' ? 2 : 1;
    return [{ id, name, type, number: Number(number), thumbnail: pictureOf(thumbnail), icon: pictureOf(appIcon) }];
  });
}

function lister(): List | undefined {
  const { liuyunElectron, require } = globalThis as { liuyunElectron?: Bridge; require?: unknown };
  if (typeof liuyunElectron?.getDesktopSources === 'function')
    return (options) => liuyunElectron.getDesktopSources?.(options) as ReturnType<List>;
  if (typeof require !== 'function') return undefined;
  try {
    // The name in a variable, so that no bundler looks for it.
    const name = 'electron';
    const electron = require(name) as {
      desktopCapturer?: { getSources?: List };
      ipcRenderer?: { invoke?(channel: string, options: unknown): Promise<Listed[]> };
    };
    const { desktopCapturer, ipcRenderer } = electron;
    if (typeof desktopCapturer?.getSources === 'function')
      return (options) => desktopCapturer.getSources?.(options) as ReturnType<List>;
    if (typeof ipcRenderer?.invoke === 'function')
      return (options) => ipcRenderer.invoke?.(DESKTOP_CHANNEL, options) as ReturnType<List>;
  } catch {
    // A require of another module system.
  }
  return undefined;
}

type NativeImage = { toDataURL(): string; getSize(): { width: number; height: number } };

function pictureOf(given: unknown): Picture {
  const image = given as Partial<NativeImage> | null | undefined;
  const url = typeof given === 'string' ? given : typeof image?.toDataURL === 'function' ? image.toDataURL() : '';
  return pngOf(url.replace(/^data:[^,]*,/, ''));
}

/** Width and height stand in the head of a PNG (RFC 2083 §4.1.1). */
export function pngOf(base64: string): Picture {
  if (base64 === '') return { buffer: '', width: 0, height: 0 };
  const head = atob(base64.slice(0, 32));
  const number = (at: number) => [0, 1, 2, 3].reduce((sum, byte) => sum * 256 + head.charCodeAt(at + byte), 0);
  const isPng = head.startsWith('\x89PNG') && head.length >= 24;
  return { buffer: base64, width: isPng ? number(16) : 0, height: isPng ? number(20) : 0 };
}

/** A snapshot as answers carry it: the picture, and its base64 alone. */
export function imageOf(base64: string): { image: Picture; imageBase64: string } {
  return { image: pngOf(base64), imageBase64: base64 };
}
