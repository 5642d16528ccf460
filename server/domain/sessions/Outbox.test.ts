import { describe, expect, test } from 'vitest';
import { Outbox, WAITING_NOTICES } from './Outbox.ts';

function filled(count: number) {
  const outbox = new Outbox();
  const told: number[] = [];
  for (let index = 0; index < count; index++) outbox.add((number) => told.push(number));
  return { outbox, told };
}

describe('notices that a user must not miss', () => {
  test('[SESSION-30] what came after the last one heard is told again, in order', () => {
    const { outbox, told } = filled(5);
    expect(outbox.replay(2)).toBe(0);
    expect(told).toEqual([3, 4, 5]);
    expect(outbox.replay(5)).toBe(0);
    expect(told).toHaveLength(3);
  });

  test('[SESSION-30] what was confirmed is kept no more; numbers that are no number of ours change nothing', () => {
    const { outbox } = filled(5);
    outbox.confirm(3);
    expect(outbox.size).toBe(2);
    outbox.confirm(99);
    outbox.confirm(-1);
    expect(outbox.size).toBe(2);
    outbox.confirm(5);
    expect(outbox.size).toBe(0);
    expect(outbox.replay(5)).toBe(0);
  });

  test('[SESSION-33] of what says a state anew only the newest is kept, in its own place, and nobody has missed the others', () => {
    const { outbox, told } = filled(2);
    for (const of of ['a', 'b', 'a']) outbox.add((number) => told.push(number), { of, givesWay: true });
    expect(outbox.size).toBe(4);
    expect(outbox.replay(0)).toBe(0);
    expect(told).toEqual([1, 2, 4, 5]);
    outbox.confirm(4);
    expect(outbox.size).toBe(1);
  });

  test('[SESSION-33] states give way to messages where there are too many', () => {
    const { outbox, told } = filled(WAITING_NOTICES - 1);
    for (const of of ['a', 'b', 'c']) outbox.add(() => undefined, { of, givesWay: true });
    outbox.add((number) => told.push(number));
    expect(outbox.size).toBe(WAITING_NOTICES);
    expect(outbox.replay(0)).toBe(3);
    expect([told.length, told[0], told.at(-1)]).toEqual([WAITING_NOTICES, 1, WAITING_NOTICES + 3]);
  });

  test('[SESSION-33] a state that nothing else can make up for gives way to nothing', () => {
    const { outbox, told } = filled(WAITING_NOTICES - 1);
    outbox.add((number) => told.push(number), { of: 'a', givesWay: false });
    outbox.add((number) => told.push(number));
    outbox.replay(0);
    expect(told.slice(-2)).toEqual([WAITING_NOTICES, WAITING_NOTICES + 1]);
    expect(told[0]).toBe(2);
  });

  test('[SESSION-33] nor when it is the oldest of all', () => {
    const outbox = new Outbox();
    const told: number[] = [];
    outbox.add((number) => told.push(number), { of: 'a', givesWay: false });
    for (let index = 0; index < WAITING_NOTICES + 3; index++) outbox.add((number) => told.push(number));
    outbox.replay(0);
    expect([told.length, told[0], told[1]]).toEqual([WAITING_NOTICES, 1, 6]);
  });

  test('[SESSION-31] of too many the oldest go, and it is known how many', () => {
    const { outbox, told } = filled(WAITING_NOTICES + 20);
    expect(outbox.size).toBe(WAITING_NOTICES);
    expect(outbox.replay(5)).toBe(15);
    expect(told[0]).toBe(21);
  });
});
