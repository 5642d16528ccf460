import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import { DEFAULT_TUNING, tuned } from '../tuning.ts';
import { DataSending } from './DataSending.ts';

test('[DATA-24] the server is told how data is delivered: in order and whole, unless the app chose otherwise', async () => {
  const asked: unknown[] = [];
  const wire = {
    ask: async (name: string, params: { sctp: object }) => void asked.push([name, params.sctp]),
    owe: () => undefined,
  };
  const producer = { readyState: 'open', sctpStreamParameters: { streamId: 7 } };
  const late = { ordered: false, maxPacketLifeTime: 300 };
  for (const tuning of [DEFAULT_TUNING, tuned(DEFAULT_TUNING, { dataDelivery: late })]) {
    const delivery = tuning.dataDelivery;
    const options = { streamID: 'd', producer, delivery, transportID: 't', wire, clock: new FakeClock() };
    await DataSending.open(options as never);
  }
  expect(asked).toEqual([
    ['startBroadcastingData', { streamId: 7, ordered: true }],
    ['startBroadcastingData', { streamId: 7, ...late }],
  ]);
});
