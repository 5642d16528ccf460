import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { madeEngine } from '../../sdk/electron/fake/madeEngine.ts';
import { readSupport } from './table.ts';

/** Beside the repository, where it is at all: what the public documentation lists. */
const DOCUMENTED = join(import.meta.dirname, '../../../shared/api/members.json');
const table = readSupport('electron');

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

type Callable = { [member: string]: (...args: unknown[]) => unknown };

/** The real objects, as an app gets them. */
async function objects() {
  const made = await madeEngine();
  const { engine } = made;
  const all: { [object: string]: object } = {
    engine,
    mediaPlayer: engine.createMediaPlayer(),
    audioEffectPlayer: engine.createAudioEffectPlayer(),
    copyrightedMusic: engine.createCopyrightedMusic(),
    screenCaptureSource: engine.createScreenCaptureSource(0, 2),
  };
  return { ...made, all };
}

test('[SUPPORT-1][SUPPORT-2] every member of the Electron table exists, and refuses with its code where it is not provided', async () => {
  const { all, told, codes } = await objects();
  const wrong: string[] = [];
  for (const [object, members] of Object.entries(table)) {
    if (object.endsWith('vents')) continue;
    for (const [member, support] of Object.entries(members)) {
      const call = (all[object] as Callable)[member];
      if (typeof call !== 'function') wrong.push(`${object}.${member} is not there`);
      else if (typeof support === 'number') {
        told.length = 0;
        await call.call(all[object], 'a', 'b');
        if (!codes().includes(support)) wrong.push(`${object}.${member} does not tell ${support}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('[SUPPORT-2] no member of the Electron table is listed as provided that only refuses', async () => {
  const { all, told, codes } = await objects();
  const refusing: string[] = [];
  for (const [member, support] of Object.entries(table.engine ?? {})) {
    if (typeof support === 'number' || member === 'destroyEngine' || member === 'uninit') continue;
    told.length = 0;
    await Promise.resolve((all.engine as Callable)[member]?.()).catch(() => undefined);
    if (codes().some((code) => [1005000, 1003040, 1017041].includes(Number(code)))) refusing.push(member);
  }
  expect(refusing).toEqual([]);
});

test.skipIf(!existsSync(DOCUMENTED))('[SUPPORT-3] no documented member is missing from the Electron table', () => {
  const { electron } = JSON.parse(readFileSync(DOCUMENTED, 'utf8')) as { electron: { [object: string]: { name: string }[] } };
  const missing = Object.entries(electron).flatMap(([object, members]) =>
    members.filter(({ name }) => table[object]?.[name] === undefined).map(({ name }) => `${object}.${name}`),
  );
  expect(missing).toEqual([]);
});
