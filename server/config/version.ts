import { existsSync, readFileSync } from 'node:fs';

/** Of this server. package.json is one folder up for the sources, two for the compiled files. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    const path = new URL(place, import.meta.url);
    if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
  }
  return 'unknown';
}
