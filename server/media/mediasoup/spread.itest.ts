import { afterEach, expect, it } from 'vitest';
import type { MediaEngine } from '../MediaEngine.ts';
import { openTestEngine } from './openTestEngine.ts';

let engine: MediaEngine | undefined;
afterEach(() => engine?.close());

it('[MEDIA-57] rooms are spread over the workers, also when they open at the same moment', async () => {
  ({ engine } = await openTestEngine({ workers: 2 }));
  await Promise.all(Array.from({ length: 6 }, () => engine?.openRoom()));
  const { workers } = await engine.describe();
  expect(workers.map(({ rooms }) => rooms)).toEqual([3, 3]);
});
