import { describe, expect, it } from 'vitest';
import { closest, editDistance } from './closest.ts';

describe('closest', () => {
  it('[CONFIG-30] a slip of the fingers is understood, a different word is not', () => {
    const words = ['port', 'host', 'media-port', 'data-dir'];
    expect(closest('prot', words)).toBe('port');
    expect(closest('hots', words)).toBe('host');
    expect(closest('mediaport', words)).toBe('media-port');
    expect(closest('PORT', words)).toBe('port');
    expect(closest('frobnicate', words)).toBeUndefined();
    expect(closest('x', words)).toBeUndefined();
    expect(closest('port', [])).toBeUndefined();
  });

  it('[CONFIG-31] changing, adding, leaving out and swapping a letter count one each', () => {
    const distances = [
      ['port', 'part'],
      ['port', 'ports'],
      ['port', 'por'],
      ['port', 'prot'],
      ['port', 'port'],
      ['', 'abc'],
    ];
    expect(distances.map(([from = '', to = '']) => editDistance(from, to))).toEqual([1, 1, 1, 1, 0, 3]);
  });
});
