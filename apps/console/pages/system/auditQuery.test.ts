import { describe, expect, it } from 'vitest';
import { addressOf, EVERYTHING, filterOf, readQuery } from './auditQuery.ts';

describe('a search of the audit log', () => {
  it('[CONSOLE-43] stands in the address and is read from it', () => {
    const wanted = { actor: 'ann & bob', verb: 'kickUsers', from: '2026-11-21T09:00', to: '' };
    expect(readQuery(new URLSearchParams(addressOf(wanted).split('?')[1]))).toEqual(wanted);
    expect([addressOf(EVERYTHING), readQuery(new URLSearchParams())]).toEqual(['/audit', EVERYTHING]);
    expect(filterOf(wanted)).toEqual({ actor: 'ann & bob', verb: 'kickUsers', from: new Date(2026, 10, 21, 9).getTime() });
  });
});
