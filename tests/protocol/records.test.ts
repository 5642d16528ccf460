import { describe, expect, it } from 'vitest';
import { elsewhere, onStage } from './server.ts';

const everything = { match: 'exact', limit: 50 } as const;

describe.skipIf(elsewhere)('what clients measure', () => {
  const stage = onStage();

  it('[REC-20] the snapshot says how often a client is to report; a report is answered with ok and found in the records', async () => {
    const roomID = stage.fresh('room');
    const ann = await stage.login('ann', roomID);
    expect(ann.snapshot.reportQualityMs).toBe(10_000);
    expect(await ann.ask('reportQuality', { joinMs: 77 })).toEqual({});
    const { records } = stage.server;
    await records?.settle();
    const found = await records?.store.searchCalls({ ...everything, roomID }, stage.now());
    const call = await records?.store.describeCall(found?.items[0]?.callID ?? '', stage.now());
    expect(call?.stays).toMatchObject([{ userID: 'ann', joinMs: 77, until: null }]);
  });

  it('[REC-21] absurd figures are refused as a whole, and the session goes on', async () => {
    const ann = await stage.login('ann', stage.fresh('room'));
    const sample = { streamID: 's', send: true, age: 0 };
    const absurd = [
      { joinMs: -1 },
      { joinMs: 1e308 },
      { joinMs: '5' as unknown as number },
      { samples: [{ ...sample, loss: 1.5 }] },
      { samples: [{ ...sample, age: 1e9 }] },
      { samples: [{ ...sample, streamID: 'x'.repeat(300) }] },
      { samples: Array.from({ length: 201 }, () => sample) },
    ];
    for (const params of absurd) await expect(ann.ask('reportQuality', params)).rejects.toThrow();
    expect(await ann.ask('reportQuality', { samples: [sample] })).toEqual({});
  });
});

describe.skipIf(elsewhere)('with quality-reports off', () => {
  const stage = onStage({ config: { qualityReports: false } });

  it('[REC-22] clients are not asked to report, and what one reports all the same is not kept', async () => {
    const roomID = stage.fresh('room');
    const ann = await stage.login('ann', roomID);
    expect(ann.snapshot.reportQualityMs).toBeUndefined();
    expect(await ann.ask('reportQuality', { joinMs: 77 })).toEqual({});
    const { records } = stage.server;
    await records?.settle();
    const found = await records?.store.searchCalls({ ...everything, roomID }, stage.now());
    const call = await records?.store.describeCall(found?.items[0]?.callID ?? '', stage.now());
    expect(call?.stays).toMatchObject([{ userID: 'ann', joinMs: null }]);
  });
});
