import { expect, test } from 'vitest';
import { failureOf } from './Client.ts';
import { track } from './rtp.ts';
import { elsewhere, loseNetwork, onStage, openReceive, openSend } from './server.ts';

const stage = onStage({ fakeClock: true });
const join = (name: string, room: string) => stage.login(stage.fresh(name), room);
const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');
/** Into the next second, so that rates begin anew. */
const later = () => (elsewhere ? new Promise((resolve) => setTimeout(resolve, 1_100)) : stage.clock.advance(1_100));

test('[ROOMX-1] room extra info is told to everybody else, and late comers find it in the snapshot', async () => {
  const room = stage.fresh('room');
  const [ann, bob] = [await join('ann', room), await join('bob', room)];
  await ann.ask('setRoomExtraInfo', { key: 'stage', value: 'one' });
  const told = { key: 'stage', value: 'one', updateUser: ann.params.user, updateTime: expect.any(Number) };
  expect(await bob.next('roomExtraInfoUpdate')).toEqual({ entries: [told] });
  expect(await ann.toldSoFar()).not.toContain('roomExtraInfoUpdate');
  const cat = await join('cat', room);
  expect(cat.snapshot.roomExtraInfo).toEqual([told]);
  await bob.ask('setRoomExtraInfo', { key: 'stage', value: 'one' });
  expect(await ann.toldSoFar()).not.toContain('roomExtraInfoUpdate');
});

test('[ROOMX-2] room extra info has documented limits: key 10 bytes, value 100, one key, 10 per second', async () => {
  const ann = await join('ann', stage.fresh('room'));
  const set = (key: unknown, value: unknown) => failureOf(ann.askAnything('setRoomExtraInfo', { key, value }));
  expect(await set('', 'x')).toBe('ROOM_EXTRA_INFO_KEY_EMPTY');
  expect(await set(undefined, 'x')).toBe('ROOM_EXTRA_INFO_KEY_EMPTY');
  expect(await set('12345678901', 'x')).toBe('ROOM_EXTRA_INFO_KEY_TOO_LONG');
  expect(await set('key', '名'.repeat(34))).toBe('ROOM_EXTRA_INFO_VALUE_TOO_LONG');
  expect(await set('key', null)).toBe('ROOM_EXTRA_INFO_VALUE_TOO_LONG');
  expect(await set('1234567890', 'x'.repeat(100))).toBe('ok');
  expect(await set('other', 'x')).toBe('ROOM_EXTRA_INFO_KEYS');
  await later();
  for (let count = 0; count < 10; count++) expect(await set('1234567890', String(count))).toBe('ok');
  expect(await set('1234567890', 'too much')).toBe('TOO_MANY_REQUESTS');
});

test('[ROOMX-3] room extra info is gone with the room', async () => {
  const room = stage.fresh('room');
  const ann = await join('ann', room);
  await ann.ask('setRoomExtraInfo', { key: 'k', value: '<b>;DROP' });
  await ann.ask('logoutRoom', {});
  expect((await join('bob', room)).snapshot.roomExtraInfo).toEqual([]);
});

test('[ROOMX-4] a transparent message reaches those named, or everybody else, byte for byte', async () => {
  const room = stage.fresh('room');
  const [ann, bob, cat] = [await join('ann', room), await join('bob', room), await join('cat', room)];
  await ann.ask('sendTransparentMessage', { content: 'AAEC/w==', toUserIDs: [bob.params.user.userID] });
  await ann.ask('sendTransparentMessage', { content: base64(1024), toUserIDs: [] });
  expect(await bob.next('transparentMessage')).toEqual({ fromUser: ann.params.user, content: 'AAEC/w==' });
  expect(await bob.next('transparentMessage')).toMatchObject({ content: base64(1024) });
  expect(await cat.next('transparentMessage')).toMatchObject({ content: base64(1024) });
  for (const client of [ann, cat]) expect(await client.toldSoFar()).not.toContain('transparentMessage');
});

test('[ROOMX-5] a transparent message is at most 1024 bytes of base64, and counted with commands', async () => {
  const ann = await join('ann', stage.fresh('room'));
  const send = (content: unknown, toUserIDs: unknown = []) =>
    failureOf(ann.askAnything('sendTransparentMessage', { content, toUserIDs }));
  expect(await send('')).toBe('MESSAGE_EMPTY');
  expect(await send(base64(1025))).toBe('MESSAGE_TOO_LONG');
  expect(await send('not base64!!')).toBe('INPUT_PARAM');
  expect(await send('AAEC/w==', ['bad user id'])).toBe('USER_ID_ILLEGAL');
  for (let count = 0; count < 10; count++) expect(await send('AA==')).toBe('ok');
  expect(await send('AA==')).toBe('COMMAND_TOO_OFTEN');
});

test('[ROOMX-6] who plays a stream and listens hears how its sender is connected; nobody else does', async () => {
  const room = stage.fresh('room');
  const [ann, bob, cat] = [await join('ann', room), await join('bob', room), await join('cat', room)];
  const streamID = stage.fresh('stream');
  await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
  const { mediaCapabilities: capabilities } = bob.snapshot;
  await bob.ask('startPlaying', { streamID, transportID: await openReceive(bob), capabilities, audio: true, video: true });
  await ann.ask('reportNetwork', { up: 1, down: 0, listen: false });
  expect(await bob.toldSoFar()).not.toContain('networkQuality');
  for (const listener of [bob, cat]) await listener.ask('reportNetwork', { up: -1, down: 2, listen: true });
  await ann.ask('reportNetwork', { up: 3, down: -1, listen: true });
  expect(await bob.next('networkQuality')).toEqual({ userID: ann.params.user.userID, up: 3, down: -1 });
  for (const client of [ann, cat]) expect(await client.toldSoFar()).not.toContain('networkQuality');
  for (const up of [5, -2, 0.5, '1', null]) {
    expect(await failureOf(ann.askAnything('reportNetwork', { up, down: 0, listen: true }))).toBe('INPUT_PARAM');
  }
});

test("[QUAL-11] players hear by how much a publisher's clock differs: when they begin, and when it has changed", async () => {
  const room = stage.fresh('room');
  const [ann, bob, cat] = [await join('ann', room), await join('bob', room), await join('cat', room)];
  const streamID = stage.fresh('stream');
  const { mediaCapabilities: capabilities } = bob.snapshot;
  const play = async (player: typeof bob) =>
    player.ask('startPlaying', { streamID, transportID: await openReceive(player), capabilities, audio: true, video: true });
  const report = (clock?: unknown) => ann.askAnything('reportNetwork', { up: 0, down: 0, listen: false, clock });
  await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
  await play(bob);
  expect(await bob.toldSoFar()).not.toContain('streamClock');
  await report(-3_600_000.5);
  expect(await bob.next('streamClock')).toEqual({ streamID, offset: -3_600_000.5 });
  await play(cat);
  expect(await cat.next('streamClock')).toEqual({ streamID, offset: -3_600_000.5 });
  await later();
  await report(-3_600_002);
  await report();
  expect(await bob.toldSoFar()).not.toContain('streamClock');
  await report(-3_600_003);
  await report(7);
  expect(await bob.next('streamClock')).toEqual({ streamID, offset: -3_600_003 });
  expect((await bob.toldSoFar()).filter((name) => name === 'streamClock')).toEqual([]);
  for (const clock of [1e14, '1', null]) expect(await failureOf(report(clock))).toBe('INPUT_PARAM');
});

test('[ROOMX-7] a client hands in its log once in 10 s, at most 200 entries', async () => {
  const ann = await join('ann', stage.fresh('room'));
  const entry = { at: 1, what: 'ask loginRoom', detail: 'ok' };
  const upload = (entries: unknown) => failureOf(ann.askAnything('uploadLog', { entries }));
  expect(await upload(Array(201).fill(entry))).toBe('INPUT_PARAM');
  expect(await upload([{ ...entry, detail: 'x'.repeat(201) }])).toBe('INPUT_PARAM');
  expect(await upload(Array(200).fill(entry))).toBe('ok');
  if (!elsewhere) expect(stage.logLines.filter((line) => line.includes('handed in its log'))).toHaveLength(1);
  expect(await upload([])).toBe('TOO_MANY_REQUESTS');
  if (elsewhere) return;
  stage.clock.advance(10_000);
  expect(await upload([])).toBe('ok');
});

test.skipIf(elsewhere)('[ROOMX-8] nothing is rehearsed outside development mode', async () => {
  const ann = await join('ann', stage.fresh('room'));
  for (const params of [
    { scenario: 'workerDeath' },
    { scenario: 'serverLeaving', retryAfterMs: 0 },
    { scenario: 'bandwidth', kbps: 1 },
  ]) {
    expect(await failureOf(ann.askAnything('rehearse', params))).toBe('REQUEST_UNKNOWN');
  }
  expect(await failureOf(ann.askAnything('rehearse', { scenario: 'else' }))).toBe('INPUT_PARAM');
  expect(await ann.toldSoFar()).toEqual([]);
});

test('[DATA-1] data is found by its name, in the same room, and announced to nobody', async () => {
  const room = stage.fresh('room');
  const [ann, bob, eve] = [await join('ann', room), await join('bob', room), await join('eve', stage.fresh('room'))];
  const streamID = stage.fresh('data');
  const broadcast = { streamID, transportID: await openSend(ann), sctp: { streamId: 1 } };
  const subscribe = async (who: typeof bob) => ({ streamID, transportID: await openReceive(who) });
  expect(await failureOf(bob.ask('startSubscribingData', await subscribe(bob)))).toBe('STREAM_NOT_FOUND');
  await ann.ask('startBroadcastingData', broadcast);
  const { dataID, sctp } = await bob.ask('startSubscribingData', await subscribe(bob));
  expect([typeof dataID, sctp.ordered]).toEqual(['string', true]);
  expect(await failureOf(eve.ask('startSubscribingData', await subscribe(eve)))).toBe('STREAM_NOT_FOUND');
  expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  const cat = await join('cat', room);
  expect(cat.snapshot.streams).toEqual([]);
});

test('[DATA-2] a name is taken by media or by data, and by one user', async () => {
  const room = stage.fresh('room');
  const [ann, bob] = [await join('ann', room), await join('bob', room)];
  const streamID = stage.fresh('data');
  const transportID = await openSend(ann);
  await ann.ask('startBroadcastingData', { streamID, transportID, sctp: { streamId: 1 } });
  const theirs = await openSend(bob);
  expect(await failureOf(bob.ask('startBroadcastingData', { streamID, transportID: theirs, sctp: { streamId: 1 } }))).toBe(
    'STREAM_ID_TAKEN',
  );
  const media = { streamID, transportID: theirs, tracks: [track('audio')], extraInfo: '' };
  expect(await failureOf(bob.ask('startPublishing', media))).toBe('STREAM_ID_TAKEN');
  const capabilities = bob.snapshot.mediaCapabilities;
  const play = { streamID, transportID: await openReceive(bob), capabilities, audio: true, video: true };
  expect(await failureOf(bob.ask('startPlaying', play))).toBe('STREAM_NOT_FOUND');
  expect(await failureOf(ann.ask('setStreamExtraInfo', { streamID, extraInfo: 'x' }))).toBe('PUBLISH_STREAM_NOT_FOUND');
  expect(await failureOf(ann.ask('stopPublishing', { streamID }))).toBe('PUBLISH_STREAM_NOT_FOUND');
});

test('[DATA-3] subscribers hear when data ends, and how it ends frees the name', async () => {
  const room = stage.fresh('room');
  const [ann, bob] = [await join('ann', room), await join('bob', room)];
  const streamID = stage.fresh('data');
  const transportID = await openSend(ann);
  const receive = await openReceive(bob);
  const broadcast = () => ann.ask('startBroadcastingData', { streamID, transportID, sctp: { streamId: 1 } });
  const subscribe = () => bob.ask('startSubscribingData', { streamID, transportID: receive });
  await broadcast();
  await subscribe();
  await ann.ask('stopBroadcastingData', { streamID });
  expect(await bob.next('dataEnded')).toEqual({ streamID });
  expect(await failureOf(ann.ask('stopBroadcastingData', { streamID }))).toBe('DATA_NOT_BROADCAST');
  expect(await failureOf(bob.ask('stopSubscribingData', { streamID }))).toBe('DATA_NOT_SUBSCRIBED');
  await broadcast();
  await subscribe();
  await bob.ask('stopSubscribingData', { streamID });
  await subscribe();
  await openSend(ann);
  expect(await bob.next('dataEnded')).toEqual({ streamID });
  await ann.ask('logoutRoom', {});
  expect(await failureOf(subscribe())).toBe('STREAM_NOT_FOUND');
});

test('[DATA-4] who may not publish may not broadcast data', async () => {
  const [room, name] = [stage.fresh('room'), stage.fresh('mute')];
  const mute = await stage.login(name, room, { token: stage.token(name, { roomID: room, publish: 0 }) });
  if (!stage.app.options.checkPrivileges) return;
  const broadcast = { streamID: stage.fresh('data'), transportID: await openSend(mute), sctp: { streamId: 1 } };
  expect(await failureOf(mute.ask('startBroadcastingData', broadcast))).toBe('NO_PUBLISH_PRIVILEGE');
});

test('[DATA-5] bad names, transports and channels are refused', async () => {
  const ann = await join('ann', stage.fresh('room'));
  const transportID = await openSend(ann);
  const broadcast = (wrong: object) =>
    failureOf(
      ann.askAnything('startBroadcastingData', { streamID: stage.fresh('data'), transportID, sctp: { streamId: 1 }, ...wrong }),
    );
  expect(await broadcast({ streamID: '' })).toBe('STREAM_ID_EMPTY');
  expect(await broadcast({ streamID: 'a b' })).toBe('STREAM_ID_ILLEGAL');
  expect(await broadcast({ transportID: 'x' })).toBe('TRANSPORT_UNKNOWN');
  expect(await broadcast({ transportID: await openReceive(ann) })).toBe('TRANSPORT_UNKNOWN');
  for (const streamId of [-1, 65_535, 1.5, 'x', null]) expect(await broadcast({ sctp: { streamId } })).toBe('INPUT_PARAM');
  expect(await broadcast({})).toBe('ok');
});

test.skipIf(elsewhere)('[DATA-6] a name is free again when its channel could not be opened', async () => {
  const room = stage.fresh('room');
  const ann = await join('ann', room);
  const broadcast = { streamID: stage.fresh('data'), transportID: await openSend(ann), sctp: { streamId: 1 } };
  stage.engine.failNext('publishData');
  expect(await failureOf(ann.ask('startBroadcastingData', broadcast))).toBe('MEDIA_FAILED');
  const bob = await join('bob', room);
  await bob.ask('startBroadcastingData', { ...broadcast, transportID: await openSend(bob) });
});

test('[ROOMX-9] transparent messages wait for a user who is away; extra info is in the snapshot of the return', async () => {
  const room = stage.fresh('room');
  const [ann, bob] = [await join('ann', room), await join('bob', room)];
  await loseNetwork(stage, bob);
  await ann.ask('sendTransparentMessage', { content: 'AA==', toUserIDs: [] });
  await ann.ask('setRoomExtraInfo', { key: 'k', value: 'v' });
  const back = await stage.open();
  const { sessionID, sessionKey } = bob.snapshot;
  const snapshot = await back.ask('resumeRoom', { sessionID, sessionKey });
  expect(snapshot.roomExtraInfo).toMatchObject([{ key: 'k', value: 'v' }]);
  expect(await back.next('transparentMessage')).toMatchObject({ content: 'AA==' });
});
