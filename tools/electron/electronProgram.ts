import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What there is to run Electron with, or what is missing, in one line. */
export type Found = { program: string; under: readonly string[] } | { missing: string };

export type Around = {
  env: { [name: string]: string | undefined };
  platform: string;
  argument?: string | undefined;
  folder: string;
};

/**
 * Electron's own program: the one that is named (`argument`, or LIUYUN_ELECTRON), that of an `electron` package which has
 * downloaded it, or the one on the PATH. On Linux without a screen it runs under Xvfb.
 */
export function findElectron({ env, platform, argument, folder }: Around): Found {
  const named = argument ?? env.LIUYUN_ELECTRON;
  if (named !== undefined && !isFile(named)) return { missing: `there is no Electron at ${named}` };
  const program = named ?? packaged(folder) ?? onPath('electron', env);
  if (!program) {
    return {
      missing:
        "Electron's program: its npm package downloads it from its own place. Where that can be reached: `npm i electron` in another folder, then LIUYUN_ELECTRON=<folder>/node_modules/electron/dist/electron",
    };
  }
  if (platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return { program, under: [] };
  const xvfb = onPath('xvfb-run', env);
  return xvfb ? { program, under: [xvfb, '-a'] } : { missing: 'a screen: neither DISPLAY nor xvfb-run (package xvfb) is there' };
}

/** The package says in `path.txt` where below its `dist` the program lies, once it has been downloaded. */
function packaged(folder: string): string | undefined {
  const at = join(folder, 'node_modules/electron');
  const file = join(at, 'path.txt');
  if (!existsSync(file)) return undefined;
  const program = join(at, 'dist', readFileSync(file, 'utf8').trim());
  return isFile(program) ? program : undefined;
}

function onPath(name: string, env: Around['env']): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
