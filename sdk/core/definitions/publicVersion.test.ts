import { expect, test } from 'vitest';
import { publicVersion } from './publicVersion.ts';

test('[WEB-52] the version is that of the public API, with our own behind it', () => {
  expect(publicVersion('3.12.0', '0.1.0')).toBe('3.12.0.100');
  expect(publicVersion('3.12.0', '1.20.3')).toBe('3.12.0.12003');
  expect(publicVersion('3.12.0', '0.0.0-source')).toBe('3.12.0.0');
});
