import { FakeClock } from '@liuyun/kit';
import type { StreamID } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import type { Session } from '../domain/sessions/Session.ts';
import { LayerWishes } from '../media/LayerWishes.ts';
import type { Publication } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';
import { tellLayersWanted, UNWANTED_AFTER_MS } from './tellLayersWanted.ts';

function following(layered: boolean) {
  const clock = new FakeClock();
  const wishes = new LayerWishes(() => layered);
  const told: unknown[] = [];
  const session = { tell: (...notice: unknown[]) => told.push(notice) } as unknown as Session;
  const publication = {
    closed: false,
    facts: wishes.facts,
    get layersWanted() {
      return wishes.wanted;
    },
  };
  const streamID = 's' as StreamID;
  const cloud = { clock } as unknown as Cloud;
  tellLayersWanted(cloud, { session, streamID, publication: publication as unknown as Publication });
  return { clock, wishes, told, publication };
}
const notice = (high: boolean) => ['publishingLayersWanted', { streamID: 's', low: true, high }];

it('[LAYER-3] the publisher hears at once that a picture is missed, and that it is not only after a while', () => {
  const { clock, wishes, told } = following(true);
  clock.advance(UNWANTED_AFTER_MS - 1);
  expect(told).toEqual([]);
  clock.advance(1);
  expect(told).toEqual([notice(false)]);
  const player = {};
  wishes.wish(player, 'auto');
  expect(told).toEqual([notice(false), notice(true)]);
  wishes.wish(player, 'low');
  clock.advance(UNWANTED_AFTER_MS / 2);
  wishes.wish(player, 'high');
  clock.advance(UNWANTED_AFTER_MS);
  expect(told.slice(2)).toEqual([notice(true)]);
  wishes.wish(player, undefined);
  clock.advance(UNWANTED_AFTER_MS);
  expect(told.at(-1)).toEqual(notice(false));
});

it('[LAYER-3] nobody hears anything of a stream with one picture, or of one that is over', () => {
  const single = following(false);
  single.wishes.wish({}, 'auto');
  single.clock.advance(UNWANTED_AFTER_MS * 2);
  expect(single.told).toEqual([]);
  const over = following(true);
  over.publication.closed = true;
  over.clock.advance(UNWANTED_AFTER_MS * 2);
  expect(over.told).toEqual([]);
});
