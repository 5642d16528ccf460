import { describe, expect, it } from 'vitest';
import { ExportCallsParams, GetQualityParams, SearchCallsParams } from './records.ts';

describe('records in the admin API', () => {
  it('fills in what is left out', () => {
    expect(SearchCallsParams.parse({ appID: 7, from: 1000 })).toEqual({ appID: 7, from: 1000, match: 'exact', limit: 50 });
    expect(GetQualityParams.parse({ callID: 'a'.repeat(32) }).points).toBe(600);
    expect(ExportCallsParams.parse({ format: 'csv' }).rows).toBe('calls');
  });

  it('refuses what is out of bounds', () => {
    for (const bad of [{ limit: 201 }, { limit: 0 }, { appID: 'x' }, { from: -1 }, { roomID: '' }, { match: 'like' }]) {
      expect(SearchCallsParams.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
    }
    expect(GetQualityParams.safeParse({ callID: "' OR 1=1" }).success).toBe(false);
  });
});
