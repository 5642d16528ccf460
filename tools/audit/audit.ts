/** `npm run audit`: hashes, origins and licences of all packages, and what is known to be wrong with those that are shipped. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAdvisories } from './advisories.ts';
import { type LockedPackage, lockFindings } from './lockFile.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Nobody's test waits longer for a registry that does not answer. */
const REGISTRY_MS = 30_000;

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: { [path: string]: LockedPackage };
};
const findings = lockFindings(packages);
for (const line of findings) console.error(`audit: ${line}`);
if (findings.length === 0) console.log('audit: every package has its hash, its origin and an allowed licence');

const asked = ['audit', '--omit=dev', '--audit-level=high', '--json', '--fetch-retries=0', `--fetch-timeout=${REGISTRY_MS / 2}`];
const npm = spawnSync('npm', asked, { cwd: ROOT, encoding: 'utf8', timeout: REGISTRY_MS });
const advisories = readAdvisories(npm.stdout ?? '');
if (advisories.state === 'unknown')
  console.log(`audit: known holes were not asked for, the registry has no answer: ${advisories.why}`);
else if (advisories.state === 'clean') console.log('audit: no high or critical hole is known in what is shipped');
else for (const line of advisories.lines) console.error(`audit: ${line}`);

process.exitCode = findings.length > 0 || advisories.state === 'holes' ? 1 : 0;
