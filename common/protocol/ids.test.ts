import { expect, test } from 'vitest';
import { faultOfExtraInfo, faultOfRoomID, faultOfStreamID, faultOfUserID, faultOfUserName } from './ids.ts';

const cases: [string, (value: unknown) => string | undefined, [unknown, string | undefined][]][] = [
  [
    '[IDS-1] a user ID has 1–64 bytes of the documented alphabet',
    faultOfUserID,
    [
      ['ann', undefined],
      ['~!@#$^&*()_+=-;’,.<>/`%', undefined],
      ['a'.repeat(64), undefined],
      ['a'.repeat(65), 'USER_ID_TOO_LONG'],
      ['', 'USER_ID_EMPTY'],
      [undefined, 'USER_ID_EMPTY'],
      [42, 'USER_ID_EMPTY'],
      ['ann smith', 'USER_ID_ILLEGAL'],
      ['安', 'USER_ID_ILLEGAL'],
      ['a\u0000b', 'USER_ID_ILLEGAL'],
      ['a"b', 'USER_ID_ILLEGAL'],
      ['a\nb', 'USER_ID_ILLEGAL'],
    ],
  ],
  [
    '[IDS-2] a room ID has 1–128 bytes of the documented alphabet',
    faultOfRoomID,
    [
      ['123', undefined],
      ['r'.repeat(128), undefined],
      ['r'.repeat(129), 'ROOM_ID_TOO_LONG'],
      ['', 'ROOM_ID_EMPTY'],
      [null, 'ROOM_ID_EMPTY'],
      ['a b', 'ROOM_ID_ILLEGAL'],
    ],
  ],
  [
    '[IDS-3] a stream ID has 1–256 letters, digits, - and _',
    faultOfStreamID,
    [
      ['1700000000000', undefined],
      ['a-b_C', undefined],
      ['s'.repeat(256), undefined],
      ['s'.repeat(257), 'STREAM_ID_TOO_LONG'],
      ['', 'STREAM_ID_EMPTY'],
      [{}, 'STREAM_ID_EMPTY'],
      ['a.b', 'STREAM_ID_ILLEGAL'],
      ['流', 'STREAM_ID_ILLEGAL'],
      ['a\n', 'STREAM_ID_ILLEGAL'],
    ],
  ],
  [
    '[IDS-4] a user name is any text of at most 256 bytes; limits count UTF-8 bytes, not characters',
    faultOfUserName,
    [
      ['', undefined],
      ['流云'.repeat(42), undefined],
      ['流云'.repeat(43), 'USER_NAME_TOO_LONG'],
      [undefined, 'USER_NAME_EMPTY'],
    ],
  ],
  [
    '[IDS-5] stream extra info is any text of at most 1024 bytes',
    faultOfExtraInfo,
    [
      ['', undefined],
      ['x'.repeat(1024), undefined],
      ['x'.repeat(1025), 'EXTRA_INFO_TOO_LONG'],
      [7, 'EXTRA_INFO_EMPTY'],
    ],
  ],
];

for (const [title, fault, examples] of cases) {
  test(title, () => {
    for (const [value, expected] of examples) expect(fault(value), JSON.stringify(value)).toBe(expected);
  });
}
