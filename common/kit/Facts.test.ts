import { expect, test } from 'vitest';
import { Facts } from './Facts.ts';

type Told = { entered: [name: string]; closed: [] };

test('[KIT-6] a fact reaches its listeners in the order in which they came', () => {
  const facts = new Facts<Told>();
  const heard: string[] = [];
  facts.on('entered', (name) => void heard.push(`first ${name}`));
  facts.on('entered', (name) => void heard.push(`second ${name}`));
  facts.tell('entered', 'ann');
  expect(heard).toEqual(['first ann', 'second ann']);
});

test('[KIT-7] a listener that throws disturbs neither the teller nor the others', () => {
  const errors: unknown[] = [];
  const facts = new Facts<Told>((error) => void errors.push(error));
  let heard = false;
  facts.on('closed', () => {
    throw new Error('mine');
  });
  facts.on('closed', () => void (heard = true));
  facts.tell('closed');
  expect(heard).toBe(true);
  expect(errors).toHaveLength(1);
});

test('[KIT-8] a listener may stop listening, also while a fact is being told, and the same function may listen twice', () => {
  const facts = new Facts<Told>();
  let count = 0;
  const listener = () => void count++;
  const stop = facts.on('closed', listener);
  facts.on('closed', listener);
  facts.on('closed', () => stop());
  facts.tell('closed');
  facts.tell('closed');
  expect(count).toBe(3);
});
