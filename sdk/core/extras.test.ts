import { errorTable } from '@liuyun/protocol/errors';
import { testFakeParameters, type types } from 'mediasoup-client';
import { describe, expect, test } from 'vitest';
import { fakeTrack } from './platform/fake/FakeTracks.ts';
import { failureOf, fakeCall, publishOptions, thrownBy } from './platform/fake/fakeCall.ts';

const bob = { userID: 'bob' as never, userName: 'Bob' };
const entry = (value: string, updateTime: number, updateUser = bob) => ({ key: 'k', value, updateUser, updateTime });

describe('room extra info', () => {
  test('[ROOMX-24] a login hears all of it; later what others change, once', async () => {
    const call = fakeCall();
    call.server.roomExtraInfo = [entry('one', 1)];
    await call.login();
    expect(call.of('roomExtraInfoChanged')).toEqual([['room', [entry('one', 1)]]]);
    call.server.tell('roomExtraInfoUpdate', { entries: [entry('two', 2)] });
    call.server.tell('roomExtraInfoUpdate', { entries: [entry('two', 2)] });
    await call.platform.settle();
    expect(call.of('roomExtraInfoChanged').slice(1)).toEqual([['room', [entry('two', 2)]]]);
  });

  test('[ROOMX-24] a new login after a long loss tells what others have changed meanwhile, not what was known, nor what was set here', async () => {
    const call = fakeCall();
    call.server.roomExtraInfo = [entry('one', 1)];
    await call.login();
    const again = async () => {
      call.server.restart();
      call.platform.network.latest.cut();
      await call.platform.pass(2_000, 100);
      return call.of('roomExtraInfoChanged').slice(1);
    };
    expect(await again()).toEqual([]);
    call.server.roomExtraInfo = [{ ...entry('own', 2), updateUser: { userID: 'ann' as never, userName: 'Ann' } }];
    expect(await again()).toEqual([]);
    call.server.roomExtraInfo = [entry('three', 3)];
    expect(await again()).toEqual([['room', [entry('three', 3)]]]);
    expect(call.reasons().filter((reason) => reason === 'RECONNECTED')).toHaveLength(3);
  });

  test('[ROOMX-25] keys and values are checked before anything is sent', async () => {
    const call = fakeCall();
    expect(await failureOf(call.engine.setRoomExtraInfo('room', 'k', 'v'))).toBe('NOT_LOGGED_IN');
    await call.login();
    const set = (key: unknown, value: unknown, room = 'room') =>
      failureOf(call.engine.setRoomExtraInfo(room, key as string, value as string));
    expect(await set('', 'v')).toBe('ROOM_EXTRA_INFO_KEY_EMPTY');
    expect(await set('12345678901', 'v')).toBe('ROOM_EXTRA_INFO_KEY_TOO_LONG');
    expect(await set('k', 'x'.repeat(101))).toBe('ROOM_EXTRA_INFO_VALUE_TOO_LONG');
    expect(await set('k', 7)).toBe('ROOM_EXTRA_INFO_VALUE_TOO_LONG');
    expect(await set('k', 'v', 'other')).toBe('ROOM_NOT_JOINED');
    expect(call.server.count('setRoomExtraInfo')).toBe(0);
  });
});

test('[ROOMX-26] bytes of a transparent message arrive as they were; its size and receivers are checked here', async () => {
  const call = fakeCall();
  await call.login();
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  void call.engine.sendTransparentMessage('room', every, ['bob']);
  await call.platform.settle();
  const { content } = call.server.last('sendTransparentMessage');
  call.server.tell('transparentMessage', { fromUser: bob, content: String(content) });
  await call.platform.settle();
  expect(call.of('transparentMessageReceived')).toEqual([['room', bob, every]]);
  const send = (what: unknown, to: unknown = []) =>
    failureOf(call.engine.sendTransparentMessage('room', what as Uint8Array, to as string[]));
  expect(await send(new Uint8Array(0))).toBe('MESSAGE_EMPTY');
  expect(await send(new Uint8Array(1025))).toBe('MESSAGE_TOO_LONG');
  expect(await send('text')).toBe('INPUT_PARAM');
  expect(await send(every, ['no id'])).toBe('USER_ID_ILLEGAL');
  expect(await send(every, 'bob')).toBe('INPUT_PARAM');
});

test('[ROOMX-27] a rehearsed loss of the socket ends in the same session, a rehearsed failure to resume in a new login', async () => {
  const call = fakeCall();
  expect(await failureOf(call.engine.rehearse({ scenario: 'socketDrop' }))).toBe('NOT_LOGGED_IN');
  await call.login();
  await call.engine.rehearse({ scenario: 'socketDrop' });
  await call.platform.pass(100);
  expect(call.reasons().slice(-2)).toEqual(['RECONNECTING ROOM_RECONNECTING', 'RECONNECTED']);
  expect([call.server.count('resumeRoom'), call.server.count('loginRoom')]).toEqual([1, 1]);
  await call.engine.rehearse({ scenario: 'resumeFailure' });
  await call.platform.pass(100);
  expect([call.server.count('resumeRoom'), call.server.count('loginRoom')]).toEqual([1, 2]);
  void call.engine.rehearse({ scenario: 'bandwidth', kbps: 300 });
  await call.platform.settle();
  expect(call.server.last('rehearse')).toEqual({ scenario: 'bandwidth', kbps: 300 });
});

test('[ROOMX-28] the log is the history, without a room it is refused', async () => {
  const call = fakeCall();
  expect(await failureOf(call.engine.uploadLog())).toBe('NOT_LOGGED_IN');
  await call.login({ token: 'top-secret' });
  void call.engine.uploadLog();
  await call.platform.settle();
  const { entries } = call.server.last('uploadLog');
  expect(entries).toContainEqual({ at: expect.any(Number), what: 'ask loginRoom', detail: 'ok' });
  expect(JSON.stringify(entries)).not.toContain('top-secret');
});

test('[ROOMX-28] reports of every 2 s do not fill the history', async () => {
  const call = fakeCall();
  await call.login();
  call.engine.listenToNetwork(true);
  await call.platform.pass(10_000);
  call.server.tell('networkQuality', { userID: 'bob', up: 0, down: 0 });
  await call.platform.settle();
  expect(call.server.count('reportNetwork')).toBeGreaterThan(2);
  expect(call.engine.history().filter(({ what }) => /Network|network/.test(what))).toEqual([]);
});

describe('data', () => {
  test('[DATA-20] names, order and size are checked here', async () => {
    const call = fakeCall();
    const { engine } = call;
    expect(await failureOf(engine.broadcastData('room', 'd'))).toBe('NOT_LOGGED_IN');
    await call.login();
    expect(await failureOf(engine.broadcastData('room', 'no id'))).toBe('STREAM_ID_ILLEGAL');
    expect(thrownBy(() => engine.sendData('d', new ArrayBuffer(1)))).toBe('DATA_NOT_BROADCAST');
    void engine.broadcastData('room', 'd').catch(() => undefined);
    expect(await failureOf(engine.broadcastData('room', 'd'))).toBe('DATA_REPEATED');
    const publish = () => engine.publish('d', { audio: fakeTrack('audio') }, publishOptions);
    expect(thrownBy(publish)).toBe('STREAM_ID_TAKEN');
    expect([engine.publishedStreams(), call.states('d')]).toEqual([[], []]);
    for (const size of [0, 4097]) expect(thrownBy(() => engine.sendData('d', new ArrayBuffer(size)))).toBe('DATA_TOO_LONG');
    expect([engine.stopBroadcastingData('d'), engine.stopBroadcastingData('d'), engine.stopSubscribingData('d')]).toEqual([
      true,
      false,
      false,
    ]);
    publish();
    expect(await failureOf(engine.broadcastData('room', 'd'))).toBe('DATA_ID_TAKEN');
    expect(engine.publishedStreams()).toEqual(['d']);
    expect(call.server.count('startBroadcastingData')).toBe(0);
  });

  test('[DATA-21] subscribing to data that nobody sends is refused at once, and nothing is kept', async () => {
    const call = fakeCall();
    await call.login();
    call.server.fail('startSubscribingData', 'STREAM_NOT_FOUND');
    const subscribing = failureOf(call.engine.subscribeData('room', 'd'));
    await call.platform.settle();
    expect(await subscribing).toBe('STREAM_NOT_FOUND');
    expect(call.engine.stopSubscribingData('d')).toBe(false);
    expect(errorTable.STREAM_NOT_FOUND.code).toBe(1004002);
  });

  test('[DATA-29] data that the server ends is broadcast no more: sending says so, and its name can be started again', async () => {
    const { engine, server, platform, login } = fakeCall();
    let channel: types.DataProducer | undefined;
    const { id: transportID, ...parameters } = testFakeParameters.generateTransportRemoteParameters();
    for (const direction of ['receive', 'send'])
      server.script('openTransport', () => ({ transportID: `${direction} ${transportID}`, parameters: { ...parameters } }));
    await login();
    await platform.settle();
    for (const { observer } of platform.transports) observer.on('newdataproducer', (producer) => void (channel = producer));
    const start = async () => {
      const broadcasting = engine.broadcastData('room', 'd');
      await platform.settle();
      channel?.safeEmit('open');
      await platform.settle();
      await broadcasting;
    };
    await start();
    const send = () => engine.sendData('d', new ArrayBuffer(1));
    expect(thrownBy(send)).toBe('no failure');
    server.tell('publishingEnded', { streamID: 'd', failure: 'NO_PUBLISH_PRIVILEGE', detail: '' });
    await platform.pass(10_000, 1_000);
    expect(thrownBy(send)).toBe('DATA_NOT_BROADCAST');
    expect([server.count('startBroadcastingData'), server.count('stopBroadcastingData')]).toEqual([1, 0]);
    expect(channel?.closed).toBe(true);
    await start();
    expect(thrownBy(send)).toBe('no failure');
  });

  test('[DATA-22] leaving the room rejects what was still being opened', async () => {
    const call = fakeCall();
    await call.login();
    call.server.script('startSubscribingData', () => 'silence');
    const subscribing = failureOf(call.engine.subscribeData('room', 'd'));
    await call.platform.settle();
    call.engine.logout();
    expect(await subscribing).not.toBe('no failure');
  });
});
