import { describe, expect, it } from 'vitest';
import { bitrate, bytes, millis, NOTHING, share } from './figures.ts';
import { duration, fromField, moment, timestamp, toField, zone } from './times.ts';

describe('figures', () => {
  it('[CONSOLE-41] are written with their unit, and as nothing where nothing is known', () => {
    expect([bitrate(0, 'en'), bitrate(850.4, 'en'), bitrate(1500, 'en'), bitrate(2_340_000, 'en'), bitrate(null, 'en')]).toEqual([
      '0 kbit/s',
      '850 kbit/s',
      '1.5 Mbit/s',
      '2.3 Gbit/s',
      NOTHING,
    ]);
    expect([bytes(0, 'en'), bytes(1023, 'en'), bytes(1536, 'en'), bytes(2_147_483_648, 'en')]).toEqual([
      '0 B',
      '1,023 B',
      '1.5 KiB',
      '2 GiB',
    ]);
    expect([share(0, 'en'), share(0.0123, 'en'), share(0.5, 'en'), share(1.234, 'zh'), share(null, 'zh')]).toEqual([
      '0 %',
      '1.2 %',
      '50 %',
      '123 %',
      NOTHING,
    ]);
    expect([millis(0, 'en'), millis(1234.4, 'en'), millis(65_000, 'en')]).toEqual(['0 ms', '1,234 ms', '65 s']);
  });
});

describe('times', () => {
  it('[CONSOLE-41] are the two largest units', () => {
    expect([0, 900, 8_000, 125_000, 3_600_000, 90_061_000].map((ms) => duration(ms, 'en'))).toEqual([
      '0 s',
      '1 s',
      '8 s',
      '2 min 5 s',
      '1 h',
      '1 d 1 h',
    ]);
    expect(duration(3_661_000, 'zh')).toBe('1 小时 1 分');
    expect(duration(-5, 'en')).toBe('0 s');
  });

  it('[CONSOLE-41] of a field are moments and back', () => {
    const at = new Date(2026, 10, 21, 9, 5).getTime();
    expect(toField(at)).toBe('2026-11-21T09:05');
    expect(fromField(toField(at))).toBe(at);
    expect([fromField(''), fromField('soon')]).toEqual([undefined, undefined]);
    expect([timestamp(at), timestamp(null)]).toEqual(['2026-11-21 09:05:00', NOTHING]);
  });

  it('[CONSOLE-41] within something that lasts for days say the day', () => {
    const at = new Date(2026, 10, 21, 9, 5, 7).getTime();
    expect([moment(at, 86_399_999), moment(at, 86_400_000)]).toEqual(['09:05:07', '11-21 09:05']);
  });

  it('[CONSOLE-41] name their zone', () => {
    const zoned = (minutes: number) => zone({ getTimezoneOffset: () => minutes } as Date);
    expect([zoned(-480), zoned(0), zoned(210), zoned(-345)]).toEqual(['UTC+08:00', 'UTC+00:00', 'UTC−03:30', 'UTC+05:45']);
  });
});
