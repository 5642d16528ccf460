import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSupport } from '../support/table.ts';
import { report, scan } from './scan.ts';

const TOOL = join(import.meta.dirname, 'compat.ts');
const table = readSupport();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuyun-compat-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const CALL = `
import { ZegoExpressEngine } from 'zego-express-engine-webrtc';
import { VoiceChanger } from 'zego-express-engine-webrtc/voice-changer';
ZegoExpressEngine.use(VoiceChanger);
app.use(router);
const zg = new ZegoExpressEngine(1234, "wss://webliveroom1234-api.zegocloud.com/ws");
// zg.startAutoMixerTask(task);
await zg.loginRoom(room, token, user);
this.zg?.startMixerTask?.(task);
zg!.startMixerTask(task).then(next);
zg.on('roomStreamUpdate', update).valueOf();
zg.on("mixerRelayCDNStateUpdate", update);
zg['enableAiDenoise'](stream, true);
`;

test('[SUPPORT-7] what an app uses is found with its line and what this SDK makes of it; what others call so is not', () => {
  const found = scan('call.ts', CALL, table);
  expect(found.uses.map(({ line, member, support }) => [line, member, typeof support])).toEqual([
    [4, 'use', 'string'],
    [8, 'loginRoom', 'boolean'],
    [9, 'startMixerTask', 'number'],
    [10, 'startMixerTask', 'number'],
    [11, 'roomStreamUpdate', 'boolean'],
    [12, 'mixerRelayCDNStateUpdate', 'string'],
  ]);
  expect(found.addresses).toEqual([{ file: 'call.ts', line: 6, url: 'wss://webliveroom1234-api.zegocloud.com/ws' }]);
  const built = `new ZegoExpressEngine(appID, "wss://webliveroom" + appID + "-api.zego.im/ws"); open("wss://other.example/ws")`;
  expect(scan('x.js', built, table).addresses).toEqual([{ file: 'x.js', line: 1, url: 'wss://webliveroom' }]);
  expect(
    scan('x.js', 'constructor.toString(); a.hasOwnProperty("x"); b.__proto__(c); d.on("constructor", e)', table).uses,
  ).toEqual([]);
});

test('[SUPPORT-7] the report says first what is not provided, with the code that it answers, and counts', () => {
  const text = report(scan('call.ts', CALL, table));
  expect(text).toContain('Not provided\n\n  startMixerTask: answers 1005000\n    call.ts:9\n    call.ts:10\n');
  expect(text).toContain('  call.ts:6  wss://webliveroom1234-api.zegocloud.com/ws');
  expect(text.split('\n').at(-1)).toBe('5 members and events found: 2 provided, 2 in part, 1 not.');
  expect(report(scan('x.js', '', table))).toContain('Nothing here imports');
});

test('[SUPPORT-8] the command reads the sources of a folder and not what is installed or built in it', () => {
  const inside = (...path: string[]) => join(folder, ...path);
  execFileSync('mkdir', ['-p', inside('src'), inside('node_modules/a'), inside('dist')]);
  writeFileSync(inside('src/call.vue'), CALL);
  for (const path of ['node_modules/a/x.js', 'dist/x.js', 'src/notes.txt'])
    writeFileSync(inside(path), 'zg.addPublishCdnUrl(url)');
  const run = (...args: string[]) => spawnSync(process.execPath, [TOOL, ...args], { encoding: 'utf8' });
  const { stdout, status } = run(folder);
  expect(status).toBe(0);
  expect(stdout).toContain(inside('src/call.vue:9'));
  expect(stdout).not.toContain('addPublishCdnUrl');
  expect(run().status).toBe(2);
  expect(run(inside('nowhere')).stderr).toContain('cannot be read');
});
