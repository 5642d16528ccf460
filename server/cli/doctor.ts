import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { type Command, UsageError } from './Command.ts';
import { checkAddresses } from './doctor/checkAddresses.ts';
import { checkDataFolder } from './doctor/checkDataFolder.ts';
import { checkFfmpeg } from './doctor/checkFfmpeg.ts';
import { checkNode } from './doctor/checkNode.ts';
import { checkPorts } from './doctor/checkPorts.ts';
import { checkTls } from './doctor/checkTls.ts';
import { checkWorker } from './doctor/checkWorker.ts';
import type { Check, Finding } from './doctor/Finding.ts';
import { printable } from './printable.ts';

const checks: Check[] = [checkNode, checkWorker, checkPorts, checkAddresses, checkTls, checkDataFolder, checkFfmpeg];
const marks = { ok: '✓', warning: '!', wrong: '✗' };

/** `liuyun doctor`: looks at everything that `start` with the same options would need. It creates nothing; a database that is there is brought up to date. */
export const doctor: Command = {
  summary: 'what is wrong, and what to do',
  help: `liuyun doctor [--json] [OPTIONS of liuyun start]

Looks at everything that "liuyun start" with the same options would need: Node.js, media worker, ports, addresses, TLS,
data folder, clock, ffmpeg. ✓ fine, ! works but may surprise, ✗ does not work. Exit code 1 when there is a ✗.

  --json  for programs`,
  async run(call) {
    const flags = readFlags(call.argv, { json: 'switch' });
    if (flags.words[0] !== undefined) throw new UsageError(`${JSON.stringify(flags.words[0])} is not expected here`);
    const patient = { config: configFrom(flags, call.env), env: call.env, now: Date.now() };
    const findings: Finding[] = [];
    for (const check of checks) findings.push(...(await check(patient)));
    const healthy = findings.every(({ state }) => state !== 'wrong');
    if (flags.own.json) call.out(JSON.stringify({ ok: healthy, findings }, null, 2));
    else call.out(`${findings.map(shown).join('\n')}\n\n${verdict(findings)}`);
    return healthy ? 0 : 1;
  },
};

function shown({ state, about, says, todo }: Finding): string {
  const line = `${marks[state]} ${about.padEnd(18)} ${printable(says)}`;
  return todo === undefined ? line : `${line}\n  ${''.padEnd(18)} → ${printable(todo)}`;
}

function verdict(findings: Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [bad, odd] = [count('wrong'), count('warning')];
  if (bad > 0) return `${bad} thing${bad === 1 ? '' : 's'} must be put right first.`;
  return odd > 0 ? 'Ready, with something to know.' : 'Ready.';
}
