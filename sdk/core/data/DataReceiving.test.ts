import { EventEmitter } from 'node:events';
import { FakeClock } from '@liuyun/kit';
import { REQUEST_TIMEOUT_MS } from '@liuyun/protocol/limits';
import { expect, test } from 'vitest';
import { DataReceiving } from './DataReceiving.ts';

class Consumer extends EventEmitter {
  readyState = 'connecting';
  readonly observer = new EventEmitter();
  closed = false;

  close(): void {
    this.closed = true;
    this.observer.emit('close');
  }
}

/** A subscription whose channel is still being opened. */
function opening() {
  const clock = new FakeClock();
  const consumer = new Consumer();
  const owed: string[] = [];
  const settled: string[] = [];
  const wire = {
    ask: async () => ({ dataID: 'd', sctp: { streamId: 1 } }),
    owe: (name: string, streamID: string) => void owed.push(`${name} ${streamID}`),
  };
  const transport = { consumeData: async () => consumer };
  const options = { streamID: 's', transport, transportID: 't', wire, clock, received: () => undefined };
  DataReceiving.open(options as never).then(
    () => settled.push('subscribed'),
    (error: Error) => settled.push(String(error.message)),
  );
  return { clock, consumer, owed, settled };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

test('[DATA-25] subscribing ends when data can arrive, not before', async () => {
  const { consumer, owed, settled } = opening();
  await turns();
  expect(settled).toEqual([]);
  consumer.readyState = 'open';
  consumer.emit('open');
  await turns();
  expect({ settled, owed }).toEqual({ settled: ['subscribed'], owed: [] });
});

test('[DATA-25] a channel that closes or does not open is given up, and the server is told', async () => {
  const closed = opening();
  await turns();
  closed.consumer.close();
  const slow = opening();
  await turns();
  slow.clock.advance(REQUEST_TIMEOUT_MS);
  await turns();
  for (const { settled, owed, consumer } of [closed, slow]) {
    expect(settled).toHaveLength(1);
    expect(settled).not.toEqual(['subscribed']);
    expect(owed).toEqual(['stopSubscribingData s']);
    expect(consumer.closed).toBe(true);
  }
});
