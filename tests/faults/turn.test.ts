import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { videoFigures } from '../kit/browser/media.ts';
import type { Lab } from '../kit/netns/Lab.ts';
import { diary, longestGap, pause, startCall, tellDiary } from './call.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

const TURN = '/usr/bin/turnserver';
const PORT = 3478;
const SECRET = 'north-wind';
const noTurn = missing ?? (existsSync(TURN) ? undefined : 'there is no coturn (apt install coturn)');
if (noTurn && !missing) console.warn(`the TURN test is skipped: ${noTurn}`);

let coturn: ChildProcess | undefined;
afterAll(async () => {
  if (!coturn || coturn.exitCode !== null || coturn.signalCode !== null) return;
  const exited = once(coturn, 'exit');
  coturn.kill('SIGKILL');
  await exited;
});

/** A real coturn on a machine of its own, with what a production guide says. */
async function startTurn(lab: Lab): Promise<string[]> {
  const machine = await lab.add('turn');
  const address = machine.address();
  // biome-ignore format: one option per line
  coturn = spawn('ip', [
    'netns', 'exec', machine.namespace, TURN, '-n', '-v',
    '--listening-ip', address, '--relay-ip', address, '--listening-port', String(PORT),
    '--use-auth-secret', '--static-auth-secret', SECRET, '--realm', 'liuyun.test',
    '--no-tls', '--no-dtls', '--no-cli', '--log-file', 'stdout', '--pidfile', '/dev/null',
  ], { stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    coturn?.once('exit', (code) => reject(new Error(`coturn ended with ${code}:\n${output}`)));
    coturn?.stdout?.on('data', (chunk) => {
      output += chunk;
      if (/TCP listener opened/i.test(output)) resolve();
    });
  });
  return ['--turn-urls', `turn:${address}:${PORT}?transport=tcp`, '--turn-secret', SECRET];
}

describe.skipIf(noTurn)('a firewall that lets nothing through but pages and TURN', () => {
  const stage = useStage('ann', 'bob', startTurn);

  test('[FAULT-40] where neither UDP nor the media port is let through, the call goes over TURN', async () => {
    const stop = [{ proto: 'udp' as const }, { proto: 'tcp' as const, port: 44_000 }];
    await stage.lab.router.shape('ann', { up: { stop }, down: { stop } });
    const { ann, bob, enteredAt, playedAt } = await startCall(stage, { wait: 0 });
    const firstAt = Math.min(...(await ann.user.page.evaluate((view) => window.meter.pictures[view] ?? [], ann.view)));
    const from = Date.now();
    await pause(5_000);
    const until = Date.now();
    const relayed = await stage.lab.router.count('turn');
    const figures = {
      'first picture after playing': firstAt - playedAt,
      'longest gap at ann': await longestGap(ann, from, until),
      'longest gap at bob': await longestGap(bob, from, until),
      'bytes through TURN': relayed.down.bytes,
      'ann decodes, fps': (await videoFigures(ann.user.page, 'inbound-rtp'))?.fps ?? 0,
    };
    const held = relayed.down.bytes > 100_000 && figures['longest gap at bob'] < 1_000 && figures['longest gap at ann'] < 1_000;
    await record({
      id: 'FAULT-40',
      fault: 'UDP and the media port blocked from the start',
      must: 'call over TURN',
      figures,
      held,
    });
    await tellDiary(ann.user, enteredAt);
    expect(held, `${JSON.stringify(figures)}\n${await diary(ann.user, enteredAt)}`).toBe(true);
  });
});
