import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { SlowDataEngine } from '@liuyun/core/platform/fake/SlowDataEngine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { DataManagers } from './DataManagers.ts';

beforeEach(() => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

test('[DATA-26] what the engine has given up can be started again; what goes on stays as it is', async () => {
  const core = new FakeEngine();
  const manager = new DataManagers(core, new Calls(new Log())).create('room');
  const got: string[] = [];
  manager.on('receiveRealTimeSequentialData', (_data, _length, streamID) => got.push(streamID));
  const arrive = () => core.facts.tell('dataReceived', 'd', new ArrayBuffer(1));

  expect([await manager.startSubscribing('d'), await manager.startSubscribing('d')]).toEqual([true, false]);
  arrive();
  core.receivedData.delete('d');
  expect(await manager.startSubscribing('d')).toBe(true);
  arrive();
  expect(got).toEqual(['d', 'd']);
  expect([manager.stopSubscribing('d'), core.receivedData.size]).toEqual([true, 0]);

  expect([await manager.startBroadcasting('x'), await manager.startBroadcasting('x')]).toEqual([true, false]);
  expect(manager.sendRealTimeSequentialData('x', new ArrayBuffer(1))).toBe(true);
  core.sentData.delete('x');
  expect(await manager.startBroadcasting('x')).toBe(true);
  expect([manager.stopBroadcasting('x'), core.sentData.size]).toEqual([true, 0]);
});

test('[DATA-27] what is stopped and started again before its start was answered goes on', async () => {
  const core = new SlowDataEngine();
  const manager = new DataManagers(core, new Calls(new Log())).create('room');
  const got: string[] = [];
  manager.on('receiveRealTimeSequentialData', (_data, _length, streamID) => got.push(streamID));

  const received = [manager.startSubscribing('d'), manager.stopSubscribing('d'), manager.startSubscribing('d')];
  const repeated = manager.startSubscribing('d');
  const sent = [manager.startBroadcasting('x'), manager.stopBroadcasting('x'), manager.startBroadcasting('x')];
  expect([await received[0], await repeated, await sent[0]]).toEqual([false, false, false]);
  core.answer();
  expect([await received[2], await sent[2]]).toEqual([true, true]);

  core.facts.tell('dataReceived', 'd', new ArrayBuffer(1));
  expect([got, manager.sendRealTimeSequentialData('x', new ArrayBuffer(1))]).toEqual([['d'], true]);
  expect([manager.stopSubscribing('d'), manager.stopBroadcasting('x')]).toEqual([true, true]);
  expect([core.receivedData.size, core.sentData.size]).toEqual([0, 0]);
});

test('[DATA-28] a room that is entered again has a new manager when one is made, else the one it had', async () => {
  const core = new FakeEngine();
  const managers = new DataManagers(core, new Calls(new Log()));
  const got: string[] = [];
  const make = (name: string) => {
    const manager = managers.create('room');
    manager.on('receiveRealTimeSequentialData', () => got.push(name));
    return manager;
  };
  const enterAgain = () => {
    const { rooms } = core;
    core.logout('room');
    core.rooms = rooms;
  };
  const arrive = () => core.facts.tell('dataReceived', 'd', new ArrayBuffer(1));

  const first = make('first');
  await first.startSubscribing('d');
  enterAgain();
  expect(await first.startSubscribing('d')).toBe(true);
  expect(() => make('refused')).toThrow(expect.objectContaining({ code: 1009031 }));
  enterAgain();

  const second = make('second');
  expect(() => make('refused')).toThrow(expect.objectContaining({ code: 1009031 }));
  expect([await first.startSubscribing('d'), await second.startSubscribing('d')]).toEqual([false, true]);
  arrive();
  expect(got).toEqual(['second']);
});
