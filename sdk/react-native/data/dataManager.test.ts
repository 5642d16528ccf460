import type { Area } from '@liuyun/core/native/failures';
import { type Answer, NativeCalls } from '@liuyun/core/native/NativeCalls';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { SlowDataEngine } from '@liuyun/core/platform/fake/SlowDataEngine';
import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { Calls } from '../engine/Calls.ts';
import { DataManagers } from './DataManagers.ts';

/** A manager of a core, with what it received and which calls failed. */
function managerOf(core: FakeEngine) {
  const failed: string[] = [];
  class NotedCalls extends NativeCalls {
    override failed(call: string, area: Area, error: unknown): Answer {
      failed.push(`${call} ${RtcError.from(error).failure}`);
      return super.failed(call, area, error);
    }
  }
  const managers = new DataManagers(core, new Calls(new NotedCalls(() => {})));
  const manager = managers.create('room');
  const got: string[] = [];
  manager.on('receiveRealTimeSequentialData', (_manager, _data, streamID) => got.push(streamID));
  return { managers, manager, failed, got, arrive: () => core.facts.tell('dataReceived', 'd', new ArrayBuffer(1)) };
}

test('[DATA-27] what is stopped and started again before its start was answered goes on', async () => {
  const core = new SlowDataEngine();
  const { manager, failed, got, arrive } = managerOf(core);
  const starts = [manager.startSubscribing('d'), manager.stopSubscribing('d'), manager.startSubscribing('d')];
  await starts[0];
  core.answer();
  await Promise.all(starts);
  arrive();
  expect([got, failed]).toEqual([['d'], ['startSubscribing MESSAGE_FAILED']]);
});

test('[DATA-26] what is received goes on when it is started a second time', async () => {
  const core = new FakeEngine();
  const { manager, failed, got, arrive } = managerOf(core);
  await manager.startSubscribing('d');
  await manager.startSubscribing('d');
  arrive();
  expect([got, failed]).toEqual([['d'], ['startSubscribing DATA_REPEATED']]);
  core.receivedData.delete('d');
  await manager.startSubscribing('d');
  arrive();
  expect(got).toEqual(['d', 'd']);
});

test('[DATA-27] a manager that is destroyed before a start was answered leaves nothing going', async () => {
  const core = new SlowDataEngine();
  const { managers, manager } = managerOf(core);
  const starts = [manager.startSubscribing('d'), manager.startBroadcasting('x')];
  managers.destroy(manager);
  core.answer();
  await Promise.all(starts);
  expect([core.receivedData.size, core.sentData.size]).toEqual([0, 0]);
});

test('[DATA-28] a room that is entered again has a new manager when one is made, else the one it had', async () => {
  const core = new FakeEngine();
  const { managers, manager, failed, got, arrive } = managerOf(core);
  await manager.startSubscribing('d');
  core.logout('room');
  await manager.startSubscribing('d');
  arrive();
  expect(() => managers.create('room')).toThrow(expect.objectContaining({ code: 1009031 }));
  core.logout('room');

  const second = managers.create('room');
  second.on('receiveRealTimeSequentialData', () => got.push('second'));
  expect(() => managers.create('room')).toThrow(expect.objectContaining({ code: 1009031 }));
  await manager.startSubscribing('d');
  await second.startSubscribing('d');
  arrive();
  expect([got, failed]).toEqual([['d', 'second'], ['startSubscribing ROOM_NOT_JOINED']]);
});

test('[DATA-28] a manager whose place another one took stops nothing of that one, and sends nothing in its name', async () => {
  const core = new FakeEngine();
  const { managers, manager: first, failed, got, arrive } = managerOf(core);
  await first.startBroadcasting('x');
  core.logout('room');
  const second = managers.create('room');
  second.on('receiveRealTimeSequentialData', () => got.push('second'));
  await second.startBroadcasting('x');
  await second.startSubscribing('d');

  await first.stopBroadcasting('x');
  await first.stopSubscribing('d');
  const answer = await first.sendRealTimeSequentialData(new Uint8Array(1), 'x');
  expect(failed).toEqual([
    'stopBroadcasting DATA_NOT_BROADCAST',
    'stopSubscribing DATA_NOT_SUBSCRIBED',
    'sendRealTimeSequentialData DATA_NOT_BROADCAST',
  ]);
  expect(answer.errorCode).toBe(1009036);
  arrive();
  expect([[...core.sentData.keys()], got]).toEqual([['x'], ['second']]);
});
