import { Facts } from '@liuyun/kit';
import { expect, it } from 'vitest';
import { BitrateWishes } from './BitrateWishes.ts';
import type { PublicationFacts } from './MediaEngine.ts';

it('[ADAPT-5] the best connected player decides what a publisher is told, and small changes are not told', () => {
  const facts = new Facts<PublicationFacts>();
  const told: (number | undefined)[] = [];
  facts.on('bitrateBearable', (bps) => told.push(bps));
  const wishes = new BitrateWishes(facts);
  const [one, other] = [{}, {}];
  wishes.bears(one, undefined);
  expect([wishes.bearable, told]).toEqual([undefined, []]);
  wishes.bears(one, 300_000);
  wishes.bears(one, 310_000);
  wishes.bears(one, 290_000);
  expect(told).toEqual([300_000]);
  wishes.bears(one, 200_000);
  wishes.bears(other, undefined);
  wishes.bears(other, 500_000);
  expect(told).toEqual([300_000, 200_000, undefined, 500_000]);
  wishes.leave(other);
  wishes.leave(one);
  wishes.leave(one);
  expect(told.slice(4)).toEqual([200_000, undefined]);
});
