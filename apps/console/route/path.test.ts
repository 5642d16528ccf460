import { describe, expect, it } from 'vitest';
import { match, pathOf } from './path.ts';

describe('addresses', () => {
  it('[CONSOLE-43] carry any ID there and back', () => {
    for (const roomID of ['lobby', 'a/b', '50 %', '云', '..', '?x=1#y', ':appID']) {
      expect(match('/live/:appID/:roomID', pathOf('live', 7, roomID))).toEqual({ appID: '7', roomID });
    }
  });

  it('[CONSOLE-43] fit one page or none', () => {
    expect(match('/', '/')).toEqual({});
    expect(match('/apps', '/apps/')).toEqual({});
    expect(match('/apps', '/apps/7')).toBeUndefined();
    expect(match('/apps/:appID', '/apps')).toBeUndefined();
    expect(match('/live/:appID', '/live/%E4')).toEqual({ appID: '%E4' });
  });
});
