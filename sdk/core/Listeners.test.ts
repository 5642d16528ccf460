import { expect, test, vi } from 'vitest';
import { Listeners } from './Listeners.ts';

type Events = { told: (word: string) => void; other: () => void };

test('[WEB-7] listeners are called in the order they were added, the same one as often as it was added', () => {
  const events = new Listeners<Events>(['told', 'other']);
  const heard: string[] = [];
  const first = (word: string) => heard.push(`first ${word}`);
  expect(events.on('told', first)).toBe(true);
  expect(events.on('told', (word) => heard.push(`second ${word}`))).toBe(true);
  expect(events.on('told', first)).toBe(true);
  events.tell('told', 'a');
  expect(heard).toEqual(['first a', 'second a', 'first a']);
});

test('[WEB-7] on answers false for an unknown event and for what is not a function', () => {
  const events = new Listeners<Events>(['told', 'other']);
  for (const name of ['nothing', 'constructor', '__proto__', '', 5, null]) {
    expect(events.on(name as 'told', () => {})).toBe(false);
    expect(events.off(name as 'told')).toBe(false);
  }
  for (const listener of [undefined, null, {}, 'told']) expect(events.on('told', listener as never)).toBe(false);
});

test('[WEB-7] off removes one listener, or all of the event without one', () => {
  const events = new Listeners<Events>(['told', 'other']);
  const [one, two] = [vi.fn(), vi.fn()];
  events.on('told', one);
  events.on('told', two);
  expect(events.off('told', one)).toBe(true);
  expect(events.off('told', one)).toBe(false);
  events.tell('told', 'a');
  expect(one).not.toHaveBeenCalled();
  expect(two).toHaveBeenCalledTimes(1);
  expect(events.off('told')).toBe(true);
  events.tell('told', 'b');
  expect(two).toHaveBeenCalledTimes(1);
});

test('[WEB-7] a listener that throws disturbs neither the others nor the SDK, and its error is reported', async () => {
  const events = new Listeners<Events>(['told', 'other']);
  const after = vi.fn();
  const reported: unknown[] = [];
  const before = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => reported.push(error));
  events.on('told', () => {
    throw new Error("the app's");
  });
  events.on('told', after);
  events.tell('told', 'a');
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.removeAllListeners('uncaughtException');
  for (const listener of before) process.on('uncaughtException', listener);
  expect(after).toHaveBeenCalledTimes(1);
  expect(reported).toEqual([new Error("the app's")]);
});
