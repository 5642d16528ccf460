import { performance } from 'node:perf_hooks';
import { machineTime } from '../players/machineTime.ts';
import { BenchServer } from './BenchServer.ts';
import { measureApi } from './measureApi.ts';
import { measureCallbacks } from './measureCallbacks.ts';
import { measureIdle } from './measureIdle.ts';
import { measureManyRooms } from './measureManyRooms.ts';
import { measureMessages } from './measureMessages.ts';
import { measureOneRoom } from './measureOneRoom.ts';
import type { ControlOptions } from './options.ts';
import { Receiver } from './Receiver.ts';
import { enter, entryOf, inTurns } from './Sitter.ts';

/** An action may be asked so often per app and second; so many apps together are never refused. */
const APPS = 40;
const WARM_UP = 100;

export type ControlFigures = Awaited<ReturnType<typeof measureControl>>;

type Told = { progress?: (text: string) => void; signal?: AbortSignal };

/** Measures a server of its own, one part after the other. Everything it started has ended when it resolves or rejects. */
export async function measureControl(options: ControlOptions, { progress = () => {}, signal }: Told = {}) {
  const receiver = await Receiver.open();
  const server = await BenchServer.start({ apps: APPS, callbackUrl: receiver.url });
  const part = async <T>(name: string, measure: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    progress(name);
    return measure();
  };
  try {
    const { seconds, rate, members, idle: sessions } = options;
    const machineFrom = machineTime();
    const busyFrom = performance.eventLoopUtilization();
    await part('warming up', () => warmUp(server));
    const api = await part('server API', () => measureApi(server, seconds));
    const manyRooms = await part('logins into many rooms', () => measureManyRooms(server, seconds));
    const oneRoom = await part('logins into one room', () => measureOneRoom(server, { rate, seconds }));
    const messages = await part('messages', () => measureMessages(server, { members, seconds }));
    const callbacks = await part('callbacks', () => measureCallbacks(server, receiver));
    const idle = await part('idle sessions', () => measureIdle(server, sessions));
    const machineTo = machineTime();
    return {
      load: options,
      api,
      manyRooms,
      oneRoom,
      messages,
      callbacks,
      idle,
      /** Of this process's JavaScript thread, and of all cores, in percent over the whole run. */
      generatorBusy: Math.round(1000 * performance.eventLoopUtilization(busyFrom).utilization) / 10,
      machineIdle:
        Math.round(1000 - (1000 * (machineTo.busyMs - machineFrom.busyMs)) / (machineTo.allMs - machineFrom.allMs)) / 10,
    };
  } finally {
    await server.stop();
    await receiver.close();
  }
}

/** What is loaded and compiled at the first logins is no matter of users. */
async function warmUp(server: BenchServer): Promise<void> {
  const { signallingUrl: url, apps } = server.begun;
  const [app] = apps;
  if (!app) throw new Error('no app');
  await inTurns(WARM_UP, 4, async (index) => {
    const sitter = await enter(url, entryOf(app, `warm-${index}`, `warm-${index % 4}`));
    await sitter.ask('logoutRoom', {});
    await sitter.close();
  });
}
