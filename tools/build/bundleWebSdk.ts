import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { ROOT } from './inputs.ts';
import { gzipped, sizesOf, sizeTable } from './size.ts';
import { umdBanner, umdFooter } from './umd.ts';

/**
 * The bundles of the Web SDK: UMD for script tags and `require`, an ES module for bundlers. Both minified, maps beside them.
 * What the sources `import()` is a file of its own in `parts/` beside the ES module, loaded when it is needed, and stands
 * inside the UMD script: that is one file, wherever it is copied to.
 */
export async function bundleWebSdk(dist: string, version: string): Promise<void> {
  const title = `Liuyun Web SDK ${version} | Apache-2.0`;
  const common: BuildOptions = {
    bundle: true,
    platform: 'browser',
    target: 'es2020',
    minify: true,
    sourcemap: 'linked',
    legalComments: 'none',
    metafile: true,
    // The package's index also brings its test doubles; the SDK wants the device alone.
    alias: { 'mediasoup-client': join(ROOT, 'node_modules/mediasoup-client/lib/Device.js') },
    logLevel: 'warning',
    absWorkingDir: ROOT,
  };
  const injected = { __LIUYUN_VERSION__: JSON.stringify(version) };
  const umd = await build({
    ...common,
    entryPoints: ['sdk/web/index.ts'],
    outfile: join(dist, 'ZegoExpressWebRTC.js'),
    format: 'cjs',
    define: { ...injected, 'import.meta.url': 'undefined' },
    banner: { js: umdBanner(title, ['ZegoExpressEngine', 'WebRTCUtil']) },
    footer: { js: umdFooter },
  });
  rmSync(join(dist, 'parts'), { recursive: true, force: true });
  const esm = await build({
    ...common,
    entryPoints: { 'ZegoExpressWebRTC.esm': 'sdk/web/index.ts' },
    outdir: dist,
    chunkNames: 'parts/[name]-[hash]',
    splitting: true,
    format: 'esm',
    define: injected,
    banner: { js: `/*! ${title} */` },
  });
  if (esm.metafile) console.log(sizeTable(sizesOf(esm.metafile, scriptsWeigh(esm.metafile))));
  if (umd.metafile) writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(umd.metafile));
}

/** All scripts of a build after gzip. */
function scriptsWeigh(metafile: Metafile): number {
  const scripts = Object.keys(metafile.outputs).filter((file) => file.endsWith('.js'));
  return scripts.reduce((sum, file) => sum + gzipped(readFileSync(join(ROOT, file))), 0);
}

/** The licences of what is inside the bundle, which ask to be passed on with it. */
export function notices(metafile: Metafile): string {
  const packages = new Set<string>();
  for (const input of Object.keys(metafile.inputs)) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name && !name.startsWith('@liuyun/')) packages.add(name);
  }
  return [...packages]
    .sort()
    .map((name) => {
      const folder = join(ROOT, 'node_modules', name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const manifest: { version: string; license?: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : (manifest.license ?? '');
      return `${name} ${manifest.version}\n\n${text.trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
