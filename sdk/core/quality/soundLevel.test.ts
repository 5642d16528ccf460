import { expect, test } from 'vitest';
import { fakeCall, streamOf } from '../platform/fake/fakeCall.ts';
import { soundLevel } from './soundLevel.ts';

const measured = (records: { type: string; audioLevel?: unknown }[], closed = false) => ({
  closed,
  getStats: async () => new Map(records.map((record, id) => [String(id), record])) as unknown as RTCStatsReport,
});

test('[QUAL-45] a level is what the statistics say of the source or of what was received, and 0 where they do not', async () => {
  expect(await soundLevel(measured([{ type: 'codec' }, { type: 'media-source', audioLevel: 0.25 }]), 'media-source')).toBe(0.25);
  expect(await soundLevel(measured([{ type: 'inbound-rtp', audioLevel: 0.5 }]), 'inbound-rtp')).toBe(0.5);
  expect(await soundLevel(measured([{ type: 'inbound-rtp', audioLevel: 0.5 }]), 'media-source')).toBe(0);
  expect(await soundLevel(measured([{ type: 'inbound-rtp', audioLevel: 7 }]), 'inbound-rtp')).toBe(1);
  for (const audioLevel of [undefined, 'loud', Number.NaN, -1]) {
    expect(await soundLevel(measured([{ type: 'inbound-rtp', audioLevel }]), 'inbound-rtp')).toBe(0);
  }
  expect(await soundLevel(measured([{ type: 'inbound-rtp', audioLevel: 0.5 }], true), 'inbound-rtp')).toBe(0);
  expect(await soundLevel(undefined, 'inbound-rtp')).toBe(0);
  const failing = { closed: false, getStats: () => Promise.reject(new Error('closed')) };
  expect(await soundLevel(failing, 'inbound-rtp')).toBe(0);
});

test('[QUAL-45] a sample holds every stream that is published or played, and nothing without a room', async () => {
  const call = fakeCall();
  expect(await call.engine.sampleSound()).toEqual({ sent: [], heard: [] });
  call.server.streams = [streamOf('bob', 'his')];
  await call.login();
  await call.publish(call.engine);
  await call.play('his');
  call.engine.mutePublished('mine', 'audio', true);
  const sample = call.engine.sampleSound();
  await call.platform.settle();
  expect(await sample).toEqual({ sent: [{ streamID: 'mine', level: 0 }], heard: [{ streamID: 'his', level: 0 }] });
});
