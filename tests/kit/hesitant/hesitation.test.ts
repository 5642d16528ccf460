import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { hesitantFlags, pausesOf } from './hesitation.ts';

test('[TEST-6] a number has its own pauses, none of them longer than asked for', () => {
  const of = (seed: number) => {
    const pause = pausesOf(seed);
    return Array.from({ length: 200 }, () => pause(400));
  };
  expect(of(7)).toEqual(of(7));
  expect(of(8)).not.toEqual(of(7));
  expect(Math.min(...of(7))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...of(7))).toBeLessThan(400);
  expect(Math.max(...of(7))).toBeGreaterThan(200);
});

test('[TEST-6] nobody hesitates who is not told to', () => {
  vi.stubEnv('LIUYUN_HESITATE', '');
  expect(hesitantFlags()).toEqual([]);
  vi.stubEnv('LIUYUN_HESITATE', '7');
  expect(hesitantFlags()).toHaveLength(2);
  vi.unstubAllEnvs();
});

test('[TEST-6] messages come late and in their order, also those that were waiting when the socket was closed', () => {
  const script = `
    import { WebSocket, WebSocketServer } from 'ws';
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
      const socket = new WebSocket('ws://127.0.0.1:' + server.address().port);
      const heard = [];
      socket.on('message', (data) => heard.push(Number(String(data))));
      socket.on('close', () => { console.log(JSON.stringify(heard)); server.close(); });
    });
    server.on('connection', (socket) => {
      for (let n = 0; n < 20; n += 1) socket.send(String(n));
      socket.close();
    });`;
  vi.stubEnv('LIUYUN_HESITATE', '7');
  const { stdout, stderr } = spawnSync(process.execPath, [...hesitantFlags(), '--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../../..'),
    encoding: 'utf8',
  });
  vi.unstubAllEnvs();
  expect(JSON.parse(stdout || stderr)).toEqual(Array.from({ length: 20 }, (_, n) => n));
});
