import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mediasoupPackage } from './workerBin.ts';
import { batches, workerSources } from './workerSources.ts';

const worker = join(mediasoupPackage().dir, 'worker');

test('[SETUP-10] every source of the installed mediasoup is there and in exactly one batch', () => {
  const sources = workerSources(worker);
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((file) => !existsSync(file))).toEqual([]);
  const batched = batches(sources, worker).flatMap(({ files }) => files);
  expect(batched.toSorted()).toEqual(sources.toSorted());
  expect(new Set(sources).size).toBe(sources.length);
});

test('[SETUP-10] units have names of their own, and libwebrtc never shares one with the worker', () => {
  const units = batches(workerSources(worker), worker);
  expect(new Set(units.map(({ name }) => name)).size).toBe(units.length);
  for (const { files } of units) expect(new Set(files.map((file) => file.includes('/deps/libwebrtc/'))).size).toBe(1);
});

test('[SETUP-10] a folder without the lists is refused', () => {
  expect(() => workerSources('/nonexistent')).toThrow();
});
