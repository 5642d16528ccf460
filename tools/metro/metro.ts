/**
 * `node tools/metro/metro.ts [version of React Native]`: the React Native sample with the packed SDK, as an app has them. Installs
 * both with the real React Native and react-native-webrtc in a folder of its own (about 400 MB, from the registry that npm is set
 * up with), holds them to the real declarations, and has Metro and Hermes make what a phone runs. Not part of the tests.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/inputs.ts';
import { buildReactNative } from '../build/reactNativePackage.ts';
import { PhoneApp, type Step } from './phoneApp.ts';

const { version } = JSON.parse(readFileSync(join(ROOT, 'sdk/react-native/package.json'), 'utf8')) as { version: string };

function say({ name, ok, output }: Step, more = ''): void {
  console.log(`${ok ? '✓' : '✗'} ${name}${more}`);
  if (ok) return;
  console.log(output);
  process.exitCode = 1;
}

await buildReactNative(version);
const app = await PhoneApp.install(process.argv[2]).catch((error: unknown) => {
  console.error(`metro: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
try {
  const versions = ['react-native', 'react', 'react-native-webrtc', 'typescript', 'metro'];
  console.log((await Promise.all(versions.map(async (name) => `${name} ${await app.version(name)}`))).join(', '));
  say(await app.types());
  for (const platform of ['android', 'ios'] as const) {
    const bundle = await app.bundle(platform);
    const ours = bundle.ok && (await app.bundleText(platform)).includes('LiuyunCall');
    say({ ...bundle, ok: bundle.ok && ours }, `: ${(bundle.bytes / 1e6).toFixed(2)} MB`);
    const compiled = bundle.ok ? await app.hermes(platform) : undefined;
    if (compiled) say(compiled);
    else console.log(`- Hermes, ${platform}: not compiled`);
  }
} finally {
  await app.remove();
}
