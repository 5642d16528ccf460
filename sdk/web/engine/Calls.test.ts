import { RtcError } from '@liuyun/protocol/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from './Calls.ts';
import { Log } from './Log.ts';
import { ZegoError } from './ZegoError.ts';

let lines: string[];
let calls: Calls;
let log: Log;

beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'warn').mockImplementation((line) => lines.push(String(line)));
  log = new Log();
  calls = new Calls(log);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('[WEB-4] a rejection carries errorCode and extendedData, code and msg, and is an Error', async () => {
  const failed = calls.promise('loginRoom', async () => {
    throw new RtcError('ROOM_FULL', 'cap 2');
  });
  const error = await failed.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect({ ...(error as ZegoError) }).toMatchObject({ errorCode: 1002034, extendedData: 'cap 2', code: 1002034 });
  expect((error as ZegoError).msg).toContain('1002034');
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ errorCode: 1002034, msg: expect.any(String) });
});

test('[WEB-4] what is not a failure of ours gets the fallback code, never a naked exception', async () => {
  const failed = calls.promise(
    'useVideoDevice',
    () => {
      throw new TypeError('x is undefined');
    },
    'USE_DEVICE_FAILED',
  );
  await expect(failed).rejects.toMatchObject({ errorCode: 1103012, extendedData: 'TypeError: x is undefined' });
});

test('[WEB-5] a boolean call answers false instead of throwing, and leaves one line with the code', () => {
  const answer = calls.boolean('startPublishingStream', () => {
    throw new RtcError('NOT_LOGGED_IN');
  });
  expect(answer).toBe(false);
  expect(lines).toEqual(['[liuyun] startPublishingStream: not logged in to a room (1000002)']);
});

test('[WEB-6] after the engine was destroyed every call fails cleanly', async () => {
  calls.end();
  const never = vi.fn();
  expect(calls.boolean('stopPublishingStream', never)).toBe(false);
  expect(calls.value('getPlayingStreamQuality', never, null)).toBe(null);
  await expect(calls.promise('loginRoom', never)).rejects.toMatchObject({ errorCode: 1101000 });
  expect(await calls.promisedBoolean('mutePlayStreamAudio', never)).toBe(false);
  expect(never).not.toHaveBeenCalled();
});

test('[WEB-8] a rejection that nobody waits for is no unhandled rejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  void calls.promise('sendBroadcastMessage', async () => {
    throw new RtcError('MESSAGE_EMPTY');
  });
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('[WEB-9] errors open an alert box only after setDebugVerbose(true), and the same one not again and again', () => {
  const alert = vi.fn();
  vi.stubGlobal('alert', alert);
  const thrown = () => {
    throw new RtcError('ROOM_FULL');
  };
  calls.boolean('x', thrown);
  expect(alert).not.toHaveBeenCalled();
  log.alerts = true;
  for (let i = 0; i < 3; i++) calls.boolean('x', thrown);
  expect(alert).toHaveBeenCalledTimes(1);
});

test('[WEB-10] a log configuration is taken whole or refused', () => {
  expect(log.configure({ logLevel: 'disable', remoteLogLevel: 'error', logURL: '', logCount: 3, logSize: 0 })).toBe(true);
  calls.boolean('x', () => {
    throw new ZegoError('INTERNAL');
  });
  expect(lines).toEqual([]);
  for (const bad of [undefined, null, 5, { logLevel: 'loud' }, { remoteLogLevel: 'report' }, { logCount: 2 }, { logSize: 5 }]) {
    expect(log.configure(bad)).toBe(false);
  }
});
