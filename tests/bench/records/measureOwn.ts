import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Room } from '../../../server/domain/rooms/Room.ts';
import type { Session } from '../../../server/domain/sessions/Session.ts';
import { RecordBook } from '../../../server/operations/records/RecordBook.ts';
import { Recorder } from '../../../server/operations/records/Recorder.ts';
import { openRecords } from '../../../server/stores/sqlite/records/openRecords.ts';
import { pack } from '../../../server/stores/sqlite/records/packed.ts';
import { SqliteRecords } from '../../../server/stores/sqlite/records/SqliteRecords.ts';

const LOGINS_AT_ONCE = 200;
const ROOMS = 100;

export type OwnFigures = {
  /** Of the signalling thread: rows, and handing them over. */
  signallingUs: number;
  /** Of the records' own thread. */
  threadUs: number;
};

/**
 * What records themselves take of a login and logout, by CPU time, everything else left out: so small a part of a server's
 * work cannot be told from the noise of a busy machine. The worst case: both are written, in different seconds.
 */
export function measureOwn(logins: number): OwnFigures {
  const folder = mkdtempSync(join(tmpdir(), 'liuyun-bench-'));
  const records = new SqliteRecords(openRecords(folder));
  const book = new RecordBook();
  let now = Date.now();
  let number = 0;
  const recorder = new Recorder({ book, now: () => now, newNumber: () => ++number, newCallID: () => (++number).toString(16) });
  const rooms = Array.from({ length: ROOMS }, (_, index) => ({ appID: 1, roomID: `room-${index}` }) as Room);
  const spent = { signalling: 0, thread: 0 };
  const time = <T>(part: keyof typeof spent, task: () => T): T => {
    const before = process.cpuUsage();
    const result = task();
    const { user, system } = process.cpuUsage(before);
    spent[part] += user + system;
    return result;
  };
  const write = () => {
    const batch = time('signalling', () => structuredClone(pack(book.take(4_000, now))));
    time('thread', () => records.write(batch));
    now += 1_000;
  };
  try {
    for (let done = 0; done < logins; done += LOGINS_AT_ONCE) {
      const sessions = Array.from({ length: LOGINS_AT_ONCE }, (_, index) => sessionOf(`user-${done + index}`));
      const room = (index: number) => rooms[index % ROOMS] as Room;
      time('signalling', () => {
        for (const [index, session] of sessions.entries()) recorder.entered(room(index), session);
      });
      write();
      const given = { reason: 'loggedOut', detail: '' } as const;
      time('signalling', () => {
        for (const [index, session] of sessions.entries()) recorder.left(room(index), session, given);
      });
      write();
    }
  } finally {
    records.close();
    rmSync(folder, { recursive: true });
  }
  const each = (us: number) => Math.round((10 * us) / logins) / 10;
  return { signallingUs: each(spent.signalling), threadUs: each(spent.thread) };
}

function sessionOf(userID: string): Session {
  const client = { sdk: 'bench', version: '1', platform: 'Mozilla/5.0 (X11; Linux x64) Chrome/150.0' };
  return { user: { userID, userName: userID }, client } as unknown as Session;
}
