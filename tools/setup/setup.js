// Plain JavaScript on purpose: it must still run, and say what is wrong, on a Node that cannot read TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const readsTypeScript = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (readsTypeScript) {
  await import('./setup.ts');
} else {
  // Started outside npm's scripts: npm would have put the pinned Node first on the PATH.
  const pinned = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  if (existsSync(pinned)) {
    const { status } = spawnSync(pinned, process.argv.slice(1), { stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } else {
    console.error(
      `liuyun: Node ${process.versions.node} is too old (22.18 or newer is needed) and the one that comes with \`npm ci\` is not there: run \`npm ci\` without --omit=optional, or install Node 22.`,
    );
    process.exitCode = 1;
  }
}
