/**
 * The floors (docs/decisions/0002): who may open which door. `npm run floors` fails on an import that goes up
 * or sideways; type imports count. Each rule's comment says what it protects.
 */
const PORTS = '^server/(media|stores|webhooks)/[A-Z][A-Za-z]*\\.ts$';
const PACKAGES = 'node_modules';

/** Files of `name` may import only the listed places, npm packages in `packages`, and themselves. */
function room(name, from, protects, allowed, packages = []) {
  const npm = packages.map((pack) => `node_modules/${pack}(/|$)`);
  return [
    {
      name,
      comment: protects,
      severity: 'error',
      from: { path: from, pathNot: '\\.(test|itest|contract)\\.ts$' },
      to: {
        pathNot: [
          from,
          ...allowed,
          PACKAGES,
          '^node:',
          '^(fs|path|os|url|crypto|http|https|module|net|child_process|events|stream|util|dns|dgram|tls|perf_hooks|v8|process|timers|worker_threads|zlib)(/|$)',
        ],
      },
    },
    {
      name: `${name}: packages`,
      comment: protects,
      severity: 'error',
      from: { path: from, pathNot: '\\.(test|itest|contract)\\.ts$' },
      to: { path: 'node_modules', pathNot: ['node_modules/@types/', 'node_modules/@liuyun/', 'node_modules/liuyun', ...npm] },
    },
  ];
}

export default {
  forbidden: [
    { name: 'no rings', comment: 'a ring cannot be read in any order', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing unresolved',
      comment: 'an import must exist',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^react-native(-webrtc|-web)?$' },
    },
    ...room('common', '^common/', 'both ends can be trusted to mean the same thing', [], ['zod']),
    ...room('domain', '^server/domain/', 'the rules run in microseconds and can be read without knowing WebRTC', ['^common/']),
    ...room('operations', '^server/operations/', 'a verb does not know by which door it was asked', [
      '^common/',
      '^server/domain/',
      PORTS,
    ]),
    ...room(
      'gateways',
      '^server/gateways/',
      'a new door adds a folder and changes none',
      ['^common/', '^server/operations/'],
      ['ws', 'fastify', '@fastify/static', 'zod', 'prom-client'],
    ),
    ...room(
      'mediasoup adapter',
      '^server/media/mediasoup/',
      'the word mediasoup appears in one server folder',
      ['^common/', PORTS],
      ['mediasoup'],
    ),
    ...room(
      'sqlite adapter',
      '^server/stores/sqlite/',
      'the word SQLite appears in one server folder',
      ['^common/', PORTS],
      ['better-sqlite3', 'kysely'],
    ),
    ...room('http webhooks', '^server/webhooks/(http|fake)/', 'who is told over what is known in one folder', [PORTS]),
    ...room('ports', PORTS, "a port speaks our words, not its library's", ['^common/']),
    ...room(
      'sdk core',
      '^sdk/core/',
      'the engine runs in Node tests, browsers and React Native',
      ['^common/protocol/', '^common/kit/'],
      ['mediasoup-client'],
    ),
    ...room(
      'sdk browser',
      '^sdk/browser/',
      'what a browser does for the Web and the Electron façade, under no public name',
      ['^sdk/core/', '^common/protocol/', '^common/kit/'],
      ['mediasoup-client'],
    ),
    ...room('sdk web', '^sdk/web/', 'the word Zego appears only in the façades', [
      '^sdk/browser/',
      '^sdk/core/',
      '^common/protocol/',
      '^common/kit/',
    ]),
    ...room(
      'sdk react native',
      '^sdk/react-native/',
      'what a phone needs of the browser parts is what works without a page',
      [
        '^sdk/browser/(platform/browserSocket|capture/captureErrors|video/videoCodec)',
        '^sdk/core/',
        '^common/protocol/',
        '^common/kit/',
        // What the app brings.
        '^react-native(-webrtc)?$',
      ],
      ['mediasoup-client', 'react', '@types/react'],
    ),
    ...room('sdk electron', '^sdk/electron/', "public names of Electron's renderer over the native engine and the browser", [
      '^sdk/browser/',
      '^sdk/core/',
      '^common/protocol/',
      '^common/kit/',
    ]),
    ...room('server assistant', '^sdk/server-assistant/', "what an app's own server needs, and nothing of the clients", [
      '^common/token/',
      '^common/protocol/',
    ]),
    ...room(
      'console',
      '^apps/console/(?!vite.config)',
      'the front end knows its server by types only',
      ['^common/protocol/admin/'],
      ['react', 'react-dom', 'uplot'],
    ),
    {
      name: 'console: types',
      comment: 'no schema reaches the bundle of the console',
      severity: 'error',
      from: { path: '^apps/console/', pathNot: '\\.test\\.ts$' },
      to: { path: '^common/', dependencyTypesNot: ['type-only'] },
    },
    ...room(
      'config',
      '^server/config/',
      'what an operator chose is known before anything is opened',
      ['^common/'],
      ['zod', 'yaml', 'selfsigned'],
    ),
    ...room(
      'command line',
      '^server/cli/',
      'a command is a door like the others; only `start` needs the server, and is given it',
      ['^common/', '^server/(config|operations|stores)/', '^server/media/mediasoup/worker/'],
    ),
    {
      name: 'two towers',
      comment: 'server and sdk never look into each other',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^sdk/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
