import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../../..');
const HERE = import.meta.dirname;
const SDK = join(ROOT, 'sdk/react-native/index.ts');

/** What Metro does for a phone, for a page: the app's code with the SDK's, on the browser's own WebRTC. */
export async function bundleForWeb(
  code: string,
  { resolveDir = HERE, packed = false }: { resolveDir?: string; packed?: boolean } = {},
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir, loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', __DEV__: 'false', global: 'globalThis' },
    alias: {
      'react-native': join(HERE, 'reactNative.ts'),
      'react-native-webrtc': join(HERE, 'webrtc.ts'),
      'react-native-safe-area-context': join(HERE, 'safeArea.ts'),
      // The packed one, as it is installed where the code lies; or the sources.
      ...(packed
        ? {}
        : {
            'zego-express-engine-reactnative': SDK,
            '@liuyun/react-native': SDK,
            'mediasoup-client': join(ROOT, 'node_modules/mediasoup-client/lib/Device.js'),
          }),
    },
    nodePaths: [join(ROOT, 'node_modules')],
    logLevel: 'silent',
    absWorkingDir: ROOT,
  });
  return outputFiles[0]?.text ?? '';
}

/** A page with that code on it, and a place for the app. */
export function pageOf(title: string, script: string): string {
  const inline = script.replaceAll('</script', '<\\/script');
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><style>html,body,#root{height:100%;margin:0}#root{display:flex}</style><div id="root"></div><script>${inline}</script>`;
}
