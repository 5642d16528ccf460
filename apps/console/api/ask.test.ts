import { adminRoutes } from '@liuyun/protocol/admin/routes';
import { describe, expect, it } from 'vitest';
import { addressOf, isRead } from './ask.ts';
import type { RequestName } from './types.ts';

describe('asking', () => {
  it('[CONSOLE-1] what reads is asked with GET, what changes with POST, as the server has it', () => {
    for (const [name, { method }] of Object.entries(adminRoutes))
      expect([name, isRead(name as RequestName)]).toEqual([name, method === 'GET']);
  });

  it('[CONSOLE-1] leaves out what is not given, and encodes what is', () => {
    expect(addressOf('listApps', {})).toBe('/console/api/listApps');
    expect(addressOf('listApps', { search: 'a&b=c', limit: 50, cursor: undefined, state: '' })).toBe(
      '/console/api/listApps?search=a%26b%3Dc&limit=50',
    );
  });
});
