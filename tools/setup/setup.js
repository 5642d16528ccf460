// Plain JavaScript on purpose: it must still run, and say what is wrong, on a Node that cannot read TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const pinned = `node-${process.platform}-${process.arch}/bin/node`;
const linked = `${modules}.bin/node`;

// npm 10 takes the link away again: it drops the other platforms' packages together with their `.bin/node`.
if (!existsSync(linked) && existsSync(modules + pinned)) {
  try {
    symlinkSync(`../${pinned}`, linked);
  } catch {
    // Read-only, or another setup was faster: what matters is whether it is there, below.
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const readsTypeScript = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (readsTypeScript) {
  await import('./setup.ts');
} else if (existsSync(linked)) {
  // Ctrl-C reaches both of us; the setup proper is the one that tidies up.
  process.on('SIGINT', () => {});
  process.exitCode = spawnSync(linked, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1;
} else {
  console.error(
    `liuyun: Node ${process.versions.node} is too old (22.18 or newer is needed) and the one that comes with \`npm ci\` is not there: run \`npm ci\` without --omit=optional, or install Node 22.`,
  );
  process.exitCode = 1;
}
