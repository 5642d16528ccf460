#!/usr/bin/env node
// Plain JavaScript that any Node can read: the first thing it does is to see whether this Node can read the rest.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `liuyun needs Node.js 22.18 or newer and this is ${process.versions.node}: in a checkout run \`npm run setup\`, elsewhere install it from https://nodejs.org/`,
  );
  process.exit(1);
}
// A published package holds compiled files, the repository only sources.
const compiled = new URL('../dist/main.js', import.meta.url);
await import(existsSync(compiled) ? compiled.href : new URL('../main.ts', import.meta.url).href);
