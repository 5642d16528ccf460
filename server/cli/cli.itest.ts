import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppRecord } from '../stores/AppStore.ts';

const bin = resolve(import.meta.dirname, '../bin/liuyun.js');
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'liuyun-cli-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

type Ended = { code: number | null; out: string; err: string };

/** Runs `liuyun` as a person would: a process of its own. */
function liuyun(argv: string[], program = bin): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...argv], {
      env: { ...process.env, LIUYUN_DATA_DIR: dataDir },
      cwd: dataDir,
    });
    const ended: Ended = { code: null, out: '', err: '' };
    child.stdout.on('data', (chunk) => (ended.out += chunk));
    child.stderr.on('data', (chunk) => (ended.err += chunk));
    child.on('error', fail);
    child.on('close', (code) => done({ ...ended, code }));
  });
}

describe('liuyun as a process', () => {
  it('[CLI-1] --help lists the commands and --version is the version', async () => {
    const [help, version] = await Promise.all([liuyun(['--help']), liuyun(['--version'])]);
    expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining('liuyun COMMAND') });
    expect(version).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('[CLI-2] an unknown command or option is answered on standard error, exit code 2', async () => {
    const [command, option] = await Promise.all([liuyun(['strat']), liuyun(['start', '--prot', '1'])]);
    expect(command).toEqual({ code: 2, out: '', err: 'liuyun: "strat" is not a command; did you mean "liuyun start"?\n' });
    expect(option).toEqual({ code: 2, out: '', err: 'liuyun: --prot is not an option here; did you mean --port?\n' });
  });

  it('[CLI-3] an app made by one process is listed and gets tokens by others', async () => {
    const made = JSON.parse((await liuyun(['app', 'create', '--json'])).out) as AppRecord;
    const [list, token] = await Promise.all([
      liuyun(['app', 'list', '--json']),
      liuyun(['token', '--app', String(made.appID), '--user', 'ann']),
    ]);
    expect(JSON.parse(list.out)).toMatchObject([{ appID: made.appID }]);
    expect(token).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^04[A-Za-z0-9+/]+=*\n$/) });
  });

  it('[CLI-12] processes that create apps in a new folder at the same moment all succeed', async () => {
    const ends = await Promise.all(Array.from({ length: 4 }, () => liuyun(['app', 'create', '--json'])));
    expect(ends.map(({ code, err }) => ({ code, err }))).toEqual(ends.map(() => ({ code: 0, err: '' })));
    expect(JSON.parse((await liuyun(['app', 'list', '--json'])).out)).toHaveLength(4);
  });

  it('[CLI-10] a Node that is too old is told so by the first file, which it can read', async () => {
    const text = readFileSync(bin, 'utf8');
    expect(text.startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(bin).mode & 0o111).not.toBe(0);
    // The same file with another version in place of ours.
    const old = join(dataDir, 'old.mjs');
    writeFileSync(old, text.replace('process.versions.node.split', `'20.11.0'.split`));
    expect(await liuyun([], old)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^liuyun needs Node\.js 22\.18 or newer .*\n$/),
    });
  });
});
