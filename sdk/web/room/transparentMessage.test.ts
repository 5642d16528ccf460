import { afterEach, expect, test, vi } from 'vitest';
import type { ZegoRoomSendTransparentMessage } from '../types/room.ts';
import { sendTransparentMessage } from './transparentMessage.ts';

afterEach(() => void vi.useRealTimers());

const message: ZegoRoomSendTransparentMessage = { sendMode: 0, sendType: 0, content: new Uint8Array(1), recvUserList: [] };
const silent = { sendTransparentMessage: () => new Promise<void>(() => {}) };
const quick = { sendTransparentMessage: async () => {} };

test('[ROOMX-37] after timeOut seconds without an answer a transparent message is 1100002; 0 and nothing mean the usual limit', async () => {
  vi.useFakeTimers();
  const late = expect(sendTransparentMessage(silent, 'r', { ...message, timeOut: 2 })).rejects.toMatchObject({ code: 1100002 });
  await vi.advanceTimersByTimeAsync(2_000);
  await late;
  for (const timeOut of [0, undefined, 5, Number.POSITIVE_INFINITY]) {
    await sendTransparentMessage(quick, 'r', { ...message, ...(timeOut === undefined ? {} : { timeOut }) });
  }
  expect(vi.getTimerCount()).toBe(0);
  for (const wrong of [-1, Number.NaN, '5', {}]) {
    const call = sendTransparentMessage(quick, 'r', { ...message, timeOut: wrong as never });
    await expect(call).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
  }
});
