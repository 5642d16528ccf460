import { expect, test } from 'vitest';
import { Scope } from './Scope.ts';

test('[KIT-1] a scope undoes newest first', async () => {
  const order: string[] = [];
  const scope = new Scope();
  scope.onClose(() => void order.push('oldest'));
  scope.onClose(() => void order.push('newest'));
  await scope.close();
  expect(order).toEqual(['newest', 'oldest']);
});

test('[KIT-2] every caller of close gets the same promise and the work is done once', async () => {
  let times = 0;
  const scope = new Scope();
  scope.onClose(() => void times++);
  const first = scope.close('a');
  expect(scope.close('b')).toBe(first);
  await first;
  expect(times).toBe(1);
});

test('[KIT-3] a failing undo does not keep the others from running, and is reported', async () => {
  let reached = false;
  const scope = new Scope();
  scope.onClose(() => void (reached = true));
  scope.onClose(() => Promise.reject(new Error('stuck')));
  await expect(scope.close()).rejects.toBeInstanceOf(AggregateError);
  expect(reached).toBe(true);
});

test('[KIT-4] what is registered on a closed scope is undone at once', async () => {
  const scope = new Scope();
  await scope.close();
  let undone = false;
  scope.onClose(() => void (undone = true));
  expect(undone).toBe(true);
});

test('[KIT-5] a child hears the reason of its parent, and the signal aborts before any undo runs', async () => {
  const scope = new Scope();
  let heard = '';
  let abortedBefore = false;
  scope.own({
    close: (reason) => {
      heard = reason;
      abortedBefore = scope.signal.aborted;
    },
  });
  await scope.close('server closing');
  expect(heard).toBe('server closing');
  expect(abortedBefore).toBe(true);
});
