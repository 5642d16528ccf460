import { expect, test } from 'vitest';
import { partOf, sizesOf, sizeTable } from './size.ts';

test('[PACK-8] sources belong to their package, or to a folder of ours', () => {
  expect(partOf('node_modules/mediasoup-client/lib/Device.js')).toBe('mediasoup-client');
  expect(partOf('node_modules/@lukeed/uuid/dist/index.mjs')).toBe('@lukeed/uuid');
  expect(partOf('sdk/web/audio/frames/x.ts')).toBe('sdk/web/audio');
  expect(partOf('sdk/web/index.ts')).toBe('sdk/web');
  expect(partOf('common/kit/once.ts')).toBe('common/kit');
});

test('[PACK-8] the table adds up over all outputs, the heaviest part first', () => {
  const output = (inputs: { [file: string]: number }) => ({
    bytes: 0,
    imports: [],
    exports: [],
    inputs: Object.fromEntries(Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }])),
  });
  const sizes = sizesOf(
    {
      inputs: {},
      outputs: { 'a.js': output({ 'sdk/core/a/x.ts': 100, 'sdk/web/b/x.ts': 200 }), 'p.js': output({ 'sdk/web/b/y.ts': 700 }) },
    },
    500,
  );
  expect(sizes).toEqual([
    { part: 'sdk/web/b', min: 900, gzip: 450 },
    { part: 'sdk/core/a', min: 100, gzip: 50 },
  ]);
  expect(sizeTable(sizes).split('\n')).toHaveLength(2);
});
