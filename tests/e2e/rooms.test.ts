import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { isState, User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();

type Args = unknown[];
/** The members of the public engine that these tests call. */
type RoomEngine = {
  on(event: string, listener: (...args: Args) => void): boolean;
  switchRoom(from: string, to: string, config: object): Promise<boolean>;
  enableMultiRoom(enable: boolean): boolean;
  logoutRoom(roomID?: string): void;
  sendBroadcastMessage(roomID: string, message: string): Promise<object>;
  setRoomExtraInfo(roomID: string, key: string, value: string): Promise<object>;
  sendTransparentMessage(roomID: string, message: object): Promise<object>;
  getNetworkTimeInfo(): { timestamp: number; maxDeviation: number };
  callExperimentalAPI(params: object): Promise<object>;
  uploadLog(): Promise<object>;
  createRealTimeSequentialDataManager(roomID: string): Manager;
};
type Manager = {
  on(event: string, listener: (...args: Args) => void): void;
  startBroadcasting(streamID: string): Promise<boolean>;
  startSubscribing(streamID: string): Promise<boolean>;
  sendRealTimeSequentialData(streamID: string, data: ArrayBuffer): boolean;
};
type RoomWindow = {
  engine: RoomEngine;
  events: { name: string; args: Args; at: number }[];
  manager: Manager;
  received: number[][];
};

/** Writes these events down beside those that every user hears. */
const hear = (user: User, ...names: string[]) =>
  user.page.evaluate((names) => {
    const page = window as unknown as RoomWindow;
    for (const name of names) page.engine.on(name, (...args) => void page.events.push({ name, args, at: performance.now() }));
  }, names);

async function inOneRoom(): Promise<{ ann: User; bob: User; room: string }> {
  const room = newRoom();
  const [ann, bob] = await Promise.all([User.open(stage, 'ann'), User.open(stage, 'bob')]);
  await hear(bob, 'roomExtraInfoUpdate', 'recvRoomTransparentMessage', 'networkQuality', 'recvExperimentalAPI');
  await ann.login(room);
  await bob.login(room);
  return { ann, bob, room };
}

test(
  '[ROOMX-40] room extra info and transparent messages reach others and not oneself, and the time of the server is known',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    await ann.page.evaluate(async (room) => {
      const { engine } = window as unknown as RoomWindow;
      await engine.setRoomExtraInfo(room, 'stage', 'one');
      const content = new Uint8Array([0, 255, 7]);
      await engine.sendTransparentMessage(room, { sendMode: 0, sendType: 1, content, recvUserList: [{ userID: 'bob' }] });
    }, room);
    const { args } = await bob.waitFor('roomExtraInfoUpdate');
    expect(args).toMatchObject([room, [{ key: 'stage', value: 'one', updateUser: { userID: 'ann' } }]]);
    const message = await bob.waitFor('recvRoomTransparentMessage');
    expect(message.args).toMatchObject([room, { sendUser: { userID: 'ann' }, content: { 0: 0, 1: 255, 2: 7 } }]);
    const [time, now] = await ann.page.evaluate(() => {
      const time = (window as unknown as RoomWindow).engine.getNetworkTimeInfo();
      return [time, Date.now()] as const;
    });
    expect(Math.abs(time.timestamp - now)).toBeLessThan(time.maxDeviation + 1_000);
    expect(await ann.page.evaluate(() => (window as unknown as RoomWindow).engine.uploadLog())).toMatchObject({ errorCode: 0 });
    // What a process prints comes through a pipe.
    await expect.poll(() => stage.cloud.output()).toContain('handed in its log');
  },
  TEST_MS,
);

test(
  '[DATA-30] data arrives in order and whole, over a real data channel, also after the worker died',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    const open = (user: User) =>
      user.page.evaluate((room) => {
        const page = window as unknown as RoomWindow;
        page.received = [];
        page.manager = page.engine.createRealTimeSequentialDataManager(room);
        page.manager.on('receiveRealTimeSequentialData', (bytes, length, streamID) => {
          const numbers = new Uint16Array(bytes as ArrayBuffer);
          page.received.push([numbers[0] ?? -1, length as number, (streamID as string).length]);
        });
      }, room);
    await open(ann);
    await open(bob);
    const streamID = `data-${room}`;
    const subscribe = () => bob.page.evaluate((id) => (window as unknown as RoomWindow).manager.startSubscribing(id), streamID);
    expect(await subscribe()).toBe(false);
    expect(await ann.page.evaluate((id) => (window as unknown as RoomWindow).manager.startBroadcasting(id), streamID)).toBe(true);
    expect(await subscribe()).toBe(true);
    const send = (from: number, count: number) =>
      ann.page.evaluate(
        ({ id, from, count }) => {
          const { manager } = window as unknown as RoomWindow;
          const one = (number: number) => {
            const data = new ArrayBuffer(number % 2 ? 4096 : 2);
            new Uint16Array(data)[0] = number;
            return manager.sendRealTimeSequentialData(id, data);
          };
          return Array.from({ length: count }, (_, index) => one(from + index));
        },
        { id: streamID, from, count },
      );
    const received = () => bob.page.evaluate(() => (window as unknown as RoomWindow).received);
    expect((await send(0, 30)).every(Boolean)).toBe(true);
    await expect.poll(async () => (await received()).length).toBe(30);
    expect(await received()).toEqual(Array.from({ length: 30 }, (_, number) => [number, number % 2 ? 4096 : 2, streamID.length]));
    await ann.page.evaluate(() =>
      (window as unknown as RoomWindow).engine.callExperimentalAPI({
        method: 'simulateScenario',
        params: { scenario: 'workerDeath' },
      }),
    );
    await expect
      .poll(
        async () => {
          await send(100, 1);
          return (await received()).some(([number]) => number === 100);
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe(true);
  },
  TEST_MS,
);

test(
  '[ROOMX-41] networkQuality tells the own connection and that of a user whose stream is played',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    const streamID = `stream-${room}`;
    await ann.publish(streamID);
    await bob.play(streamID);
    const grade = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 3;
    await bob.waitFor('networkQuality', ([userID, up, down]) => userID === '' && grade(up) && grade(down));
    await bob.waitFor('networkQuality', ([userID, up]) => userID === 'ann' && grade(up));
  },
  TEST_MS,
);

test(
  '[ROOMX-43] a user sits in two rooms at once, and leaving one leaves the other alone',
  async () => {
    const [lobby, stall] = [newRoom(), newRoom()];
    const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((userID) => User.open(stage, userID)));
    if (!ann || !bob || !cat) throw new Error('three users');
    for (const user of [ann, bob, cat]) await hear(user, 'IMRecvBroadcastMessage');
    const allow = () => ann.page.evaluate(() => (window as unknown as RoomWindow).engine.enableMultiRoom(true));
    expect(await allow()).toBe(true);
    await ann.login(lobby);
    await ann.login(stall);
    expect(await allow()).toBe(false);
    await bob.login(lobby);
    await cat.login(stall);
    const [fromAnn, fromCat] = [`ann-${lobby}`, `cat-${stall}`];
    await ann.publish(fromAnn, { options: { roomID: lobby } });
    await cat.publish(fromCat);
    await bob.waitFor('roomStreamUpdate', ([roomID, change]) => roomID === lobby && change === 'ADD');
    await ann.waitFor('roomStreamUpdate', ([roomID, change]) => roomID === stall && change === 'ADD');
    await bob.play(fromAnn);
    await ann.play(fromCat);
    await ann.waitFor('playerStateUpdate', ([result]) => (result as { state: string }).state === 'PLAYING');
    const saying = (list: unknown) => (list as { message: string }[])[0]?.message;
    const say = (user: User, roomID: string, message: string) =>
      user.page.evaluate(
        ({ roomID, message }) => (window as unknown as RoomWindow).engine.sendBroadcastMessage(roomID, message),
        { roomID, message },
      );
    await say(bob, lobby, 'from the lobby');
    await say(cat, stall, 'from the stall');
    await ann.waitFor('IMRecvBroadcastMessage', ([roomID, list]) => roomID === lobby && saying(list) === 'from the lobby');
    await ann.waitFor('IMRecvBroadcastMessage', ([roomID, list]) => roomID === stall && saying(list) === 'from the stall');
    await ann.page.evaluate((roomID) => (window as unknown as RoomWindow).engine.logoutRoom(roomID), stall);
    await cat.waitFor('roomUserUpdate', ([roomID, change]) => roomID === stall && change === 'DELETE');
    await ann.waitFor('playerStateUpdate', ([result]) => (result as { state: string }).state === 'NO_PLAY');
    await say(ann, lobby, 'still here');
    await bob.waitFor('IMRecvBroadcastMessage', ([, list]) => saying(list) === 'still here');
    const reasons = (await ann.events()).filter(({ name }) => name === 'roomStateChanged').map(({ args }) => args.slice(0, 2));
    expect(reasons).toEqual([
      [lobby, 'LOGINING'],
      [lobby, 'LOGINED'],
      [stall, 'LOGINING'],
      [stall, 'LOGINED'],
      [stall, 'LOGOUT'],
    ]);
    expect((await bob.events()).some(({ name, args }) => name === 'roomStreamUpdate' && args[1] === 'DELETE')).toBe(false);
  },
  TEST_MS,
);

test(
  '[DATA-31] with datachannelOption data goes over a channel that does not wait for what was lost',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    const channels = await ann.page.evaluate((room) => {
      const page = window as unknown as RoomWindow & { channels: RTCDataChannelInit[] };
      page.channels = [];
      const create = RTCPeerConnection.prototype.createDataChannel;
      RTCPeerConnection.prototype.createDataChannel = function (label, init) {
        page.channels.push(init ?? {});
        return create.call(this, label, init);
      };
      window.engine.setEngineConfig({ datachannelOption: { ordered: false, maxRetransmits: 2 } });
      page.manager = page.engine.createRealTimeSequentialDataManager(room);
      return page.manager.startBroadcasting('loose').then(() => page.channels);
    }, room);
    expect(channels.at(-1)).toMatchObject({ ordered: false, maxRetransmits: 2 });
    await bob.page.evaluate((room) => {
      const page = window as unknown as RoomWindow;
      page.received = [];
      page.manager = page.engine.createRealTimeSequentialDataManager(room);
      page.manager.on('receiveRealTimeSequentialData', (bytes) => page.received.push([...new Uint8Array(bytes as ArrayBuffer)]));
      return page.manager.startSubscribing('loose');
    }, room);
    const send = () =>
      ann.page.evaluate(() => {
        const { manager } = window as unknown as RoomWindow;
        for (let n = 0; n < 20; n++) manager.sendRealTimeSequentialData('loose', new Uint8Array([n]).buffer);
      });
    const received = () => bob.page.evaluate(() => new Set((window as unknown as RoomWindow).received.map(([n]) => n)).size);
    // What was lost is not sent again by itself.
    await expect
      .poll(
        async () => {
          await send();
          return received();
        },
        { interval: 1_000 },
      )
      .toBe(20);
  },
  TEST_MS,
);

test(
  '[ROOMX-47] with switchRoomNotStopPlay a played stream goes on in the same MediaStream and view, from the room that was left',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    await ann.publish(`kept-${room}`);
    const video = await bob.play(`kept-${room}`);
    await expectMovingPicture(bob.page.locator(video));
    const other = newRoom();
    const { token } = await stage.cloud.access({ userID: 'bob', roomID: other });
    const began = (await bob.events()).length;
    const ms = await bob.page.evaluate(
      async ({ room, other, token }) => {
        window.engine.setEngineConfig({ switchRoomNotStopPlay: true });
        const from = performance.now();
        await (window as unknown as RoomWindow).engine.switchRoom(room, other, { token });
        return performance.now() - from;
      },
      { room, other, token },
    );
    await bob.waitFor('playerStateUpdate', ([result]) => (result as { state: string }).state === 'PLAYING', began);
    await expectMovingPicture(bob.page.locator(video));
    const events = (await bob.events()).slice(began);
    const resumed = events.find(
      ({ name, args }) => name === 'playerStateUpdate' && (args[0] as { state: string }).state === 'PLAYING',
    );
    const left = events.find(({ name, args }) => name === 'roomStateChanged' && args[1] === 'LOGOUT');
    console.log(
      `[ROOMX-47] entered after ${Math.round(ms)} ms, playing ${Math.round((resumed?.at ?? 0) - (left?.at ?? 0))} ms after leaving`,
    );
    expect(
      events.filter(({ name, args }) => name === 'playerStateUpdate' && (args[0] as { state: string }).state === 'NO_PLAY'),
    ).toEqual([]);
  },
  TEST_MS,
);

test(
  '[ROOMX-42] switchRoom leaves one room and enters the other; a rehearsed loss of the socket ends in RECONNECTED',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    const other = newRoom();
    const { token } = await stage.cloud.access({ userID: 'bob', roomID: other });
    const switched = await bob.page.evaluate(
      ({ room, other, token }) => (window as unknown as RoomWindow).engine.switchRoom(room, other, { token }),
      { room, other, token },
    );
    expect(switched).toBe(true);
    const reasons = (await bob.events()).filter(({ name }) => name === 'roomStateChanged').map(({ args }) => args.slice(0, 2));
    expect(reasons.slice(-3)).toEqual([
      [room, 'LOGOUT'],
      [other, 'LOGINING'],
      [other, 'LOGINED'],
    ]);
    await ann.waitFor('roomUserUpdate', ([, change]) => change === 'DELETE');
    await bob.page.evaluate(() =>
      (window as unknown as RoomWindow).engine.callExperimentalAPI({
        method: 'simulateScenario',
        params: { scenario: 'socketDrop' },
      }),
    );
    await bob.waitFor('roomStateChanged', ([, reason]) => reason === 'RECONNECTED');
    await bob.waitFor('recvExperimentalAPI', ([content]) => (content as { scenario?: string }).scenario === 'socketDrop');
  },
  TEST_MS,
);

test(
  '[ROOMX-46] each of the five rehearsals does to a call what it says, and the call lives on; all of it is in the log, without tokens and addresses',
  async () => {
    const { ann, bob, room } = await inOneRoom();
    const streamID = `stream-${room}`;
    await ann.publish(streamID);
    const video = bob.page.locator(await bob.play(streamID));
    await expectMovingPicture(video);
    const simulate = (user: User, scenario: string, more: object = {}) =>
      user.page.evaluate(
        (params) => (window as unknown as RoomWindow).engine.callExperimentalAPI({ method: 'simulateScenario', params }),
        { scenario, ...more },
      );
    const isDeleted = ({ name, args }: { name: string; args: Args }) => name === 'roomStreamUpdate' && args[1] === 'DELETE';
    const now = async (user: User) => (await user.events()).length;
    const returned = (since: number) => ann.waitFor('roomStateChanged', ([, reason]) => reason === 'RECONNECTED', since);

    for (const [scenario, more] of [
      ['socketDrop', {}],
      ['serverLeaving', { retryAfterMs: 300 }],
    ] as const) {
      const since = await now(ann);
      await simulate(ann, scenario, more);
      await returned(since);
    }
    expect((await bob.events()).some(isDeleted)).toBe(false);

    let [annSince, bobSince] = [await now(ann), await now(bob)];
    await simulate(ann, 'resumeFailure');
    await returned(annSince);
    const gone = await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'DELETE', bobSince);
    const back = await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD', bobSince);
    expect(back.at).toBeGreaterThanOrEqual(gone.at);
    await ann.waitFor('publisherStateUpdate', ([result]) => isState(result, streamID, 'PUBLISHING'), annSince);
    await expectMovingPicture(video);

    [annSince, bobSince] = [await now(ann), await now(bob)];
    await simulate(ann, 'workerDeath');
    await ann.waitFor('publisherStateUpdate', ([result]) => isState(result, streamID, 'PUBLISHING'), annSince);
    await bob.waitFor('playerStateUpdate', ([result]) => isState(result, streamID, 'PLAYING'), bobSince);
    await expectMovingPicture(video);
    expect((await ann.events()).slice(annSince).some(({ name }) => name === 'roomStateChanged')).toBe(false);

    // Of what is sent to bob 100 kbit/s are left, sound and all.
    const received = () =>
      bob.page.evaluate(async () => {
        let bytes = 0;
        for (const connection of window.probe.connections) {
          for (const one of (await connection.getStats()).values()) {
            if (one.type === 'inbound-rtp' && one.kind === 'video') bytes += one.bytesReceived;
          }
        }
        return bytes;
      });
    let last = { at: Date.now(), bytes: await received() };
    /** Since it was asked before; of less than a second nothing is said. */
    const kbps = async () => {
      const before = last;
      if (Date.now() - before.at < 1_000) return Number.NaN;
      last = { at: Date.now(), bytes: await received() };
      return ((last.bytes - before.bytes) * 8) / (last.at - before.at);
    };
    await expect.poll(kbps, { timeout: 20_000, interval: 2_000 }).toBeGreaterThan(150);
    await simulate(bob, 'bandwidth', { kbps: 100 });
    last = { at: Date.now(), bytes: await received() };
    await expect.poll(kbps, { timeout: 20_000, interval: 2_000 }).toBeLessThan(130);
    await simulate(bob, 'bandwidth', { kbps: 0 });

    const { entries } = (await ann.page.evaluate(() =>
      (window as unknown as RoomWindow).engine.callExperimentalAPI({ method: 'history' }),
    )) as { entries: { what: string; detail: string }[] };
    const told = JSON.stringify(entries);
    for (const what of ['socket closed', 'told serverClosing', 'told mediaLost', 'ask resumeRoom', 'room RECONNECTED']) {
      expect(told).toContain(what);
    }
    const { token } = await stage.cloud.access({ userID: 'ann' });
    expect(entries.length).toBeLessThanOrEqual(200);
    expect(told).not.toContain(token.slice(0, 20));
    expect(told).not.toMatch(/\d+\.\d+\.\d+\.\d+|wss?:/);
    expect(await ann.page.evaluate(() => (window as unknown as RoomWindow).engine.uploadLog())).toMatchObject({ errorCode: 0 });
  },
  TEST_MS,
);
