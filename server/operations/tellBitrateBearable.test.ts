import { Facts } from '@liuyun/kit';
import type { StreamID } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import type { Session } from '../domain/sessions/Session.ts';
import type { Publication, PublicationFacts } from '../media/MediaEngine.ts';
import { tellBitrateBearable } from './tellBitrateBearable.ts';

it('[ADAPT-5] the publisher is told in kbit/s what its players bear, as long as the stream lives', () => {
  const told: unknown[] = [];
  const session = { tell: (...notice: unknown[]) => told.push(notice) } as unknown as Session;
  const publication = { closed: false, facts: new Facts<PublicationFacts>() };
  tellBitrateBearable({ session, streamID: 's' as StreamID, publication: publication as unknown as Publication });
  publication.facts.tell('bitrateBearable', 123_456);
  publication.facts.tell('bitrateBearable', undefined);
  publication.closed = true;
  publication.facts.tell('bitrateBearable', 1);
  expect(told).toEqual([
    ['publishingBitrateBearable', { streamID: 's', kbps: 123 }],
    ['publishingBitrateBearable', { streamID: 's', kbps: null }],
  ]);
});
