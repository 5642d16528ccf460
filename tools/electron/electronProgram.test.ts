import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from './electronProgram.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuyun-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, text = ''): string => {
  const at = join(folder, path);
  mkdirSync(join(at, '..'), { recursive: true });
  writeFileSync(at, text);
  return at;
};
const linux = (env: { [name: string]: string }, argument?: string) => findElectron({ env, platform: 'linux', argument, folder });

test('[SAMPLE-42] Electron’s program is the named one, that of an installed package, or the one on the PATH', () => {
  const named = file('somewhere/electron');
  const onPath = file('bin/electron');
  const env = { DISPLAY: ':0', PATH: join(folder, 'bin') };
  expect(linux(env)).toEqual({ program: onPath, under: [] });
  file('node_modules/electron/path.txt', 'electron\n');
  expect(linux(env)).toEqual({ program: onPath, under: [] });
  const packaged = file('node_modules/electron/dist/electron');
  expect(linux(env)).toEqual({ program: packaged, under: [] });
  expect(linux({ ...env, LIUYUN_ELECTRON: named })).toEqual({ program: named, under: [] });
  expect(linux({ ...env, LIUYUN_ELECTRON: 'nowhere' }, named)).toEqual({ program: named, under: [] });
});

test('[SAMPLE-42] without a screen it runs under Xvfb, and what is missing is said in one line', () => {
  expect(linux({})).toEqual({ missing: expect.stringMatching(/^Electron's program: .*LIUYUN_ELECTRON=/) });
  expect(linux({}, 'nowhere')).toEqual({ missing: 'there is no Electron at nowhere' });
  const electron = file('electron');
  expect(linux({ PATH: folder }, electron)).toEqual({ missing: expect.stringContaining('xvfb') });
  const xvfb = file('xvfb-run');
  expect(linux({ PATH: folder }, electron)).toEqual({ program: electron, under: [xvfb, '-a'] });
  expect(findElectron({ env: {}, platform: 'darwin', argument: electron, folder })).toEqual({ program: electron, under: [] });
});
