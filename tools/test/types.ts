import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { captured } from './programs.ts';
import { sideBySide } from './sideBySide.ts';

/** What is checked with rules of its own, the longest first: everything with Node, the SDKs without, two kinds of pages. */
const PROJECTS = [
  'tsconfig.json',
  'tsconfig.sdk.json',
  'apps/console/tsconfig.json',
  'tests/kit/react-native/tsconfig.sample.json',
];
/** What the compiler knew the last time: it looks only at what has changed since, and at what depends on that. */
const KNOWN = 'node_modules/.cache/liuyun/types';

mkdirSync(KNOWN, { recursive: true });
const jobs = PROJECTS.map((project) => () => {
  const known = `${KNOWN}/${project.replaceAll('/', '-').replace('.json', '')}.tsbuildinfo`;
  return captured('tsc', ['-p', project, '--incremental', '--tsBuildInfoFile', known]);
});
for (const job of sideBySide(jobs, availableParallelism())) {
  const { code, output } = await job;
  if (output) console.log(output);
  if (code !== 0) process.exitCode = 1;
}
