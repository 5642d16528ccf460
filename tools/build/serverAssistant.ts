import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { writeAssistantTypings } from './assistantTypings.ts';
import { ROOT, TOOLS } from './inputs.ts';
import { unlessFresh } from './unlessFresh.ts';

/** The package for app servers as plain JavaScript: Node does not run TypeScript that lies in node_modules. */
export function buildServerAssistant(): Promise<void> {
  const sources = ['common', 'sdk/server-assistant', 'LICENSE', 'NOTICE', ...TOOLS];
  const output = 'sdk/server-assistant/dist/package.json';
  return unlessFresh({ name: 'server assistant', stamp: 'server-assistant', sources, version: '', output }, make);
}

async function make(): Promise<void> {
  const source = join(ROOT, 'sdk/server-assistant');
  const dist = join(source, 'dist');
  mkdirSync(dist, { recursive: true });
  const { name, version, description, license } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const common: BuildOptions = {
    entryPoints: [join(source, 'index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node18',
    legalComments: 'none',
    logLevel: 'warning',
  };
  await build({ ...common, format: 'esm', outfile: join(dist, 'index.mjs') });
  await build({ ...common, format: 'cjs', outfile: join(dist, 'index.cjs') });
  writeAssistantTypings(dist, [join(dist, 'index.d.mts'), join(dist, 'index.d.cts')]);
  const manifest = {
    name,
    version,
    description,
    license,
    main: './index.cjs',
    module: './index.mjs',
    types: './index.d.cts',
    exports: {
      '.': {
        import: { types: './index.d.mts', default: './index.mjs' },
        require: { types: './index.d.cts', default: './index.cjs' },
      },
      './package.json': './package.json',
    },
    sideEffects: false,
    files: ['index.cjs', 'index.mjs', 'index.d.cts', 'index.d.mts', 'README.md', 'LICENSE', 'NOTICE'],
    engines: { node: '>=18' },
  };
  writeFileSync(join(dist, 'README.md'), README);
  for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(ROOT, file), join(dist, file));
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log('server assistant: built');
}

const README = `# @liuyun/server-assistant

For an application's own server: makes and verifies the tokens that its users log in with, asks the server API, verifies callbacks.

\`\`\`js
import { generateToken04, ServerApi } from '@liuyun/server-assistant';

const token = generateToken04(appID, userID, serverSecret, 3600, '');

const api = new ServerApi({ server: 'https://rtc.example.com', appID, serverSecret });
await api.kickoutUser({ RoomId: 'room1', UserId: ['bob'] });
\`\`\`

Apache-2.0.
`;
