import { beforeEach, expect, it } from 'vitest';
import { MemoryRecordStore } from '../../stores/memory/MemoryRecordStore.ts';
import { aCall, aPlay, aPublication, aSample, aStay, batch, callID } from '../../stores/RecordStore.examples.ts';
import { csvLine } from './csv.ts';
import { exportCalls } from './exportCalls.ts';

let store: MemoryRecordStore;
beforeEach(() => {
  store = new MemoryRecordStore();
});

async function exported(asked: object): Promise<string> {
  const pieces: string[] = [];
  const all = { match: 'exact', rows: 'calls', format: 'csv', now: 5_000, ...asked } as const;
  for await (const piece of exportCalls(store, all)) pieces.push(piece);
  return pieces.join('');
}

it('[REC-50] CSV has a heading, one line for each row, times and reasons as people read them', async () => {
  const stay = aStay({ until: 3_000, reason: 'silent' });
  await store.write(
    batch({
      calls: [aCall({ closedAt: 3_000 })],
      stays: [stay],
      publications: [aPublication()],
      plays: [aPlay()],
      samples: [aSample()],
    }),
  );
  const calls = (await exported({})).split('\r\n');
  expect(calls).toHaveLength(3);
  expect(calls[0]).toBe('call,app,room,opened,closed,duration_ms,crashed,users,peak_users,stays,publications,plays');
  expect(calls[1]).toContain(",7,r' OR 1=1; --,1970-01-01T00:00:01.000Z,1970-01-01T00:00:03.000Z,2000,false,1,1,1,0,0");
  const stays = await exported({ rows: 'stays' });
  expect(stays).toContain('"流云 ""ann"""');
  expect(stays).toContain('fell silent and did not come back in time');
  expect(await exported({ rows: 'publications' })).toContain('video VP8');
  expect((await exported({ rows: 'plays' })).split('\r\n')).toHaveLength(3);
  expect(await exported({ rows: 'samples' })).toContain('send,1970-01-01T00:00:01.000Z,800,32.4,15,640,360,0.0123,40,,4.5,0,0.5');
});

it('[REC-51] text that a spreadsheet would run is made harmless, and cannot leave its cell', async () => {
  expect(csvLine(['=HYPERLINK("http://evil")', '+1', '-1', '@x', '\tx', 'a,b', 'line\nline', -5, null])).toBe(
    `"'=HYPERLINK(""http://evil"")",'+1,'-1,'@x,'\tx,"a,b","line\nline",-5,\r\n`,
  );
  await store.write(batch({ calls: [aCall({ roomID: '=1+1' })], stays: [aStay({ userName: '=cmd|calc' })] }));
  expect(await exported({ rows: 'stays' })).toMatch(/,'=1\+1,ann,'=cmd\|calc,/);
});

it('[REC-52] JSON is one array with one call a line and everything about it', async () => {
  const calls = [1, 2].map((number) => aCall({ number, callID: callID(number) }));
  await store.write(batch({ calls, stays: [aStay()], samples: [aSample(), aSample({ t: 9_000 })] }));
  const text = await exported({ format: 'json' });
  const [newest, oldest] = JSON.parse(text) as [{ call: object }, { call: object; stays: object[]; samples: object[] }];
  expect(newest.call).toMatchObject({ callID: callID(2) });
  expect(oldest.stays).toMatchObject([{ userID: 'ann' }]);
  expect(oldest.samples).toHaveLength(2);
  expect(text.trimEnd().split('\n')).toHaveLength(4);
  expect(JSON.parse(await exported({ format: 'json', roomID: 'nobody' }))).toEqual([]);
});

it('[REC-53] an export is read page by page, of the calls that were asked for', async () => {
  const calls = Array.from({ length: 250 }, (_, index) => aCall({ number: index + 1, callID: callID(index + 1) }));
  const stays = Array.from({ length: 2_500 }, (_, index) => aStay({ stayID: index + 1, call: 3 }));
  await store.write(batch({ calls, stays }));
  expect((await exported({})).split('\r\n')).toHaveLength(252);
  expect((await exported({ rows: 'stays', callID: callID(3) })).split('\r\n')).toHaveLength(2_502);
  expect((await exported({ callID: callID(999) })).split('\r\n')).toHaveLength(2);
});
