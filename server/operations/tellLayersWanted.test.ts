import { FakeClock } from '@liuyun/kit';
import type { StreamID } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import type { Session } from '../domain/sessions/Session.ts';
import { LayerWishes, type Sizes } from '../media/LayerWishes.ts';
import type { Publication } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';
import { tellLayersWanted, UNPLAYED_AFTER_MS, UNWANTED_AFTER_MS } from './tellLayersWanted.ts';

function following(sizes: Sizes) {
  const clock = new FakeClock();
  const wishes = new LayerWishes(() => sizes);
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
  const beginning = told.splice(0);
  return { clock, wishes, told, beginning, publication };
}
const notice = (low: boolean, high: boolean) => ['publishingLayersWanted', { streamID: 's', low, high }];

it('[LAYER-3] the publisher hears at once that a picture is missed, and that it is not only after a while', () => {
  const { clock, wishes, told, beginning } = following(2);
  expect(beginning).toEqual([notice(true, true)]);
  const player = {};
  wishes.wish(player, 'low');
  clock.advance(UNWANTED_AFTER_MS - 1);
  expect(told).toEqual([]);
  clock.advance(1);
  expect(told).toEqual([notice(true, false)]);
  wishes.wish(player, 'auto');
  expect(told).toEqual([notice(true, false), notice(true, true)]);
  wishes.wish(player, 'low');
  clock.advance(UNWANTED_AFTER_MS / 2);
  wishes.wish(player, 'high');
  clock.advance(UNWANTED_AFTER_MS);
  expect(told.slice(2)).toEqual([]);
  wishes.wish(player, 'low');
  clock.advance(UNWANTED_AFTER_MS);
  expect(told.slice(2)).toEqual([notice(true, false)]);
});

it.each([1, 2] as const)('[LAYER-9] of a picture in %d sizes that nobody plays nothing is sent, after a while', (sizes) => {
  const { clock, wishes, told } = following(sizes);
  clock.advance(UNPLAYED_AFTER_MS - 1);
  expect(told).toEqual([]);
  clock.advance(1);
  expect(told).toEqual([notice(false, false)]);
  const player = {};
  wishes.wish(player, 'auto');
  expect(told.slice(1)).toEqual([notice(true, true)]);
  wishes.wish(player, undefined);
  clock.advance(UNPLAYED_AFTER_MS / 2);
  wishes.wish(player, 'auto');
  clock.advance(UNPLAYED_AFTER_MS);
  expect(told.slice(2)).toEqual([]);
  wishes.wish(player, undefined);
  clock.advance(UNPLAYED_AFTER_MS);
  expect(told.slice(2)).toEqual([notice(false, false)]);
});

it('[LAYER-9] who wants the small one of two that were both let go is sent that one', () => {
  const { clock, wishes, told } = following(2);
  clock.advance(UNPLAYED_AFTER_MS);
  wishes.wish({}, 'low');
  expect(told).toEqual([notice(false, false), notice(true, false)]);
  clock.advance(UNPLAYED_AFTER_MS);
  expect(told).toHaveLength(2);
});

it('[LAYER-3] nobody hears anything of a stream without a picture, or of one that is over', () => {
  const silent = following(0);
  silent.wishes.wish({}, 'auto');
  silent.clock.advance(UNPLAYED_AFTER_MS * 2);
  expect([silent.beginning, silent.told]).toEqual([[], []]);
  const over = following(2);
  over.publication.closed = true;
  over.clock.advance(UNPLAYED_AFTER_MS * 2);
  expect(over.told).toEqual([]);
});

it('[LAYER-3] nothing waits for a stream that is over: its session is let go of with it', () => {
  const { clock, wishes, publication } = following(2);
  wishes.wish({}, 'low');
  expect(clock.pending).toBe(1);
  publication.closed = true;
  wishes.facts.tell('closed');
  expect(clock.pending).toBe(0);
});
