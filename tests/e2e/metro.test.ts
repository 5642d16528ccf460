import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildReactNative } from '../../tools/build/reactNativePackage.ts';
import { PhoneApp } from '../../tools/metro/phoneApp.ts';

const TEST_MS = 9 * 60_000;
let app: PhoneApp | undefined;
afterAll(() => app?.remove());

test.skipIf(!process.env.LIUYUN_METRO)(
  '[SAMPLE-43] the sample holds against the real declarations, and Metro bundles it for both phones (with LIUYUN_METRO=1)',
  async () => {
    const manifest = readFileSync(join(import.meta.dirname, '../../sdk/react-native/package.json'), 'utf8');
    await buildReactNative((JSON.parse(manifest) as { version: string }).version);
    app = await PhoneApp.install();
    expect(await app.types()).toMatchObject({ ok: true });
    for (const platform of ['android', 'ios'] as const) {
      expect(await app.bundle(platform)).toMatchObject({ ok: true });
      // Our part of it, and the sample's.
      const text = await app.bundleText(platform);
      expect(text).toContain('LiuyunCall');
      expect(text).toContain('createEngineWithProfile');
      expect((await app.hermes(platform))?.ok).not.toBe(false);
    }
  },
  TEST_MS,
);
