import { FakeTrack } from '@liuyun/browser/fake/media';
import { streamOf } from '@liuyun/core/platform/fake/fakeCall';
import type { ErrorName } from '@liuyun/protocol/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { webCall } from '../fake/liveEngine.ts';
import type { ZegoLocalStream } from '../types/localStream.ts';

let call: ReturnType<typeof webCall>;

beforeEach(() => {
  call = webCall();
});
afterEach(() => {
  call.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const user = { userID: 'ann', userName: 'Ann' };
const wrong = undefined as never;
const named = (name: string, more = {}) => Object.assign(new Error(name), { name, ...more });

/** The number that an app sees: of the rejection, or of the one log line where a call answers false or nothing. */
async function numberOf(answer: () => unknown): Promise<number | string> {
  call.lines.length = 0;
  const answered = answer();
  if (answered instanceof Promise) {
    let settled: number | string = 'nothing';
    const watch = answered.then(
      (value) => void (settled = value === false ? logged() : `resolved ${String(value)}`),
      (error) => void (settled = error.errorCode === error.code && error.extendedData !== '' ? error.errorCode : 'half an error'),
    );
    for (let round = 0; round < 10 && settled === 'nothing'; round++) await call.platform.settle();
    for (let seconds = 0; seconds < 20 && settled === 'nothing'; seconds++) await call.platform.pass(1_000, 250);
    if (settled !== 'nothing') await watch;
    return settled;
  }
  return answered === true ? 'true' : logged();
}
const logged = () => Number(/\((\d{6,7})\)/.exec(call.lines.at(-1) ?? '')?.[1] ?? Number.NaN);

type Mistake = [number: number, what: string, make: () => unknown];
async function expectNumbers(mistakes: readonly Mistake[]): Promise<void> {
  const seen: [number | string, string][] = [];
  for (const [, what, make] of mistakes) seen.push([await numberOf(make), what]);
  expect(seen).toEqual(mistakes.map(([number, what]) => [number, what]));
}

test('[WEB-61] without a room every call that needs one is 1000002', async () => {
  const { engine } = call;
  const stream = await engine.createZegoStream();
  await expectNumbers([
    [1000002, 'publish', () => engine.startPublishingStream('s', stream)],
    [1000002, 'play', () => engine.startPlayingStream('s')],
    [1000002, 'broadcast', () => engine.sendBroadcastMessage('room', 'x')],
    [1000002, 'barrage', () => engine.sendBarrageMessage('room', 'x')],
    [1000002, 'command', () => engine.sendCustomCommand('room', 'x', [])],
    [1000002, 'room extra info', () => engine.setRoomExtraInfo('room', 'k', 'v')],
    [1000002, 'stream extra info', () => engine.setStreamExtraInfo('s', 'x')],
    [1000002, 'log', () => engine.uploadLog()],
    [1002002, 'leave', () => engine.logoutRoom('room')],
    [1002002, 'switch', () => engine.switchRoom('room', 'other', { token: 't' })],
    [1103055, 'unpublish', () => engine.stopPublishingStream('s')],
    [1104039, 'pause', () => engine.mutePlayStreamAudio('s', true)],
  ]);
});

test('[WEB-61] what is wrong with a login, with publishing and playing, and with messages has its own number', async () => {
  const { engine, login, server, devices } = call;
  const stream = await engine.createZegoStream();
  const silent = await engine.createZegoStream({ camera: { video: true, audio: false } });
  const empty = await engine.createZegoStream({ autoCapture: false });
  const older = await engine.createStream({ camera: { video: false } });
  server.streams = [streamOf('bob', 'theirs')];
  const refuse = (name: ErrorName, request: Parameters<typeof server.fail>[0]) => server.fail(request, name);
  await expectNumbers(
    (
      [
        ['ROOM_FULL', 1002034],
        ['LOGIN_REFUSED', 1002033],
        ['USER_FORBIDDEN', 1002066],
        ['TOKEN_FORMAT', 1002075],
        ['TOKEN_APP_ID', 1002076],
        ['TOKEN_USER_ID', 1002077],
        ['TOKEN_EXPIRED', 1002078],
        ['TOKEN_VERSION', 1002079],
        ['TOKEN_NONCE', 1002080],
        ['APP_ID_UNKNOWN', 1001004],
        ['ROOM_QUOTA', 1002037],
      ] as const
    ).map(([name, number]): Mistake => {
      const enter = () => {
        refuse(name, 'loginRoom');
        return engine.loginRoom('room', 'token', user);
      };
      return [number, name, enter];
    }),
  );
  await login();
  expect(engine.startPublishingStream('mine', stream)).toBe(true);
  const played = engine.startPlayingStream('theirs');
  await call.platform.settle();
  await played;
  /** The engine, when the browser refuses what is captured next. */
  const refused = (name: string, more = {}) => {
    devices.refuse[0] = named(name, more);
    return engine;
  };
  await expectNumbers([
    [1002064, 'the same room', () => engine.loginRoom('room', 'token', user)],
    [1002001, 'another room', () => engine.loginRoom('other', 'token', user)],
    [1001020, 'several rooms, too late', () => engine.enableMultiRoom(true)],
    [1000067, 'scenario', () => engine.setRoomScenario(4)],
    [1002002, 'leave another room', () => engine.logoutRoom('other')],
    [1002064, 'switch to the same', () => engine.switchRoom('room', 'room', { token: 't' })],
    [1002067, 'switch without a token', () => engine.switchRoom('room', 'other', wrong)],
    [1002075, 'renew with nothing', () => engine.renewToken('')],
    [1000015, 'publish no ID', () => engine.startPublishingStream('', stream)],
    [1000016, 'publish a bad ID', () => engine.startPublishingStream('ä', stream)],
    [1000014, 'publish a long ID', () => engine.startPublishingStream('s'.repeat(257), stream)],
    [1000018, 'publish something', () => engine.startPublishingStream('s', {} as never)],
    [1103099, 'publish an empty stream', () => engine.startPublishingStream('s', empty)],
    [1103056, 'publish twice', () => engine.startPublishingStream('mine', stream)],
    [1103001, 'a codec that is none', () => engine.startPublishingStream('s', stream, { videoCodec: 5 as never })],
    [1003051, 'long extra info', () => engine.startPublishingStream('s', stream, { extraInfo: 'x'.repeat(1025) })],
    [1003050, 'no extra info', () => engine.setStreamExtraInfo('mine', wrong)],
    [1003051, 'long extra info, later', () => engine.setStreamExtraInfo('mine', '流'.repeat(342))],
    [1103055, 'extra info of another stream', () => engine.setStreamExtraInfo('theirs', 'x')],
    [1103055, 'unpublish another', () => engine.stopPublishingStream('theirs')],
    [1103086, 'update an older stream', () => engine.updatePublishingStream(older as never, 0)],
    [1103087, 'update the sound of none', () => engine.updatePublishingStream(silent, 1)],
    [1103088, 'update the picture of none', () => engine.updatePublishingStream(empty, 0)],
    [1100001, 'update what', () => engine.updatePublishingStream(stream, 7 as never)],
    [1103046, 'mute the sound of none', () => engine.mutePublishStreamAudio(silent, true)],
    [1103045, 'configure the picture of none', () => engine.setVideoConfig(older, { width: 320 })],
    [1103046, 'configure the sound of none', () => engine.setAudioConfig(silent, { ANS: true })],
    [1103047, 'replace a track of no kind', () => engine.replaceTrack(older, new FakeTrack('video') as never)],
    [1103101, 'add a second track', () => engine.addTrack(older, new FakeTrack('audio') as never)],
    [1103047, 'remove a strange track', () => engine.removeTrack(older, new FakeTrack('audio') as never)],
    [1100001, 'replace by nothing', () => engine.replaceTrack(older, wrong)],
    [1000015, 'play no ID', () => engine.startPlayingStream('')],
    [1104001, 'play nothing of it', () => engine.startPlayingStream('s', { audio: false, video: false })],
    [1104001, 'wait too long', () => engine.startPlayingStream('s', { jitterBufferTarget: 4001 })],
    [1104032, 'play twice', () => engine.startPlayingStream('theirs')],
    [1004002, 'play what nobody publishes', () => engine.startPlayingStream('nobody')],
    [1104039, 'pause what is not played', () => engine.mutePlayStreamVideo('nobody', true)],
    [1009001, 'say nothing', () => engine.sendBroadcastMessage('room', '')],
    [1009002, 'say too much', () => engine.sendBarrageMessage('room', '弹'.repeat(342))],
    [1009005, 'say it elsewhere', () => engine.sendCustomCommand('other', 'x', [])],
    [1100001, 'to nobody in particular', () => engine.sendCustomCommand('room', 'x', 'bob' as never)],
    [1002014, 'no key', () => engine.setRoomExtraInfo('room', '', 'v')],
    [1002015, 'long key', () => engine.setRoomExtraInfo('room', 'k'.repeat(11), 'v')],
    [1002016, 'long value', () => engine.setRoomExtraInfo('room', 'k', 'v'.repeat(101))],
    [1002002, 'another room', () => engine.setRoomExtraInfo('other', 'k', 'v')],
    [1002002, 'no room at all', () => engine.setRoomExtraInfo(wrong, 'k', 'v')],
    [1103048, 'no such camera', () => refused('NotFoundError').useVideoDevice(stream, 'nocam')],
    [
      1103048,
      'no such microphone',
      () => refused('OverconstrainedError', { constraint: 'deviceId' }).useAudioDevice(stream, 'nomic'),
    ],
    [1103064, 'not permitted', () => refused('NotAllowedError').createStream()],
    [1103065, 'in use', () => refused('NotReadableError').createZegoStream()],
    [1103066, 'impossible', () => refused('OverconstrainedError').createZegoStream()],
    [1103061, 'no camera at all', () => refused('NotFoundError').createZegoStream()],
    [1103042, 'picker cancelled', () => refused('NotAllowedError').createZegoStream({ screen: true as never })],
    [1100001, 'three sources', () => engine.createZegoStream({ camera: {}, screen: {} })],
    [1000018, 'capture into what was destroyed', () => destroyed(stream).startCaptureCamera()],
  ]);
});

const destroyed = (stream: ZegoLocalStream) => {
  call.engine.destroyStream(stream);
  return stream;
};

test('[WEB-61] what the server refuses as too often, taken or forbidden has its own number', async () => {
  const { engine, login, server } = call;
  await login();
  server.streams = [streamOf('bob', 'theirs')];
  const refused = (request: Parameters<typeof server.fail>[0], name: ErrorName, make: () => unknown) => () => {
    server.fail(request, name);
    return make();
  };
  const say = () => engine.sendBroadcastMessage('room', 'x');
  const play = () => engine.startPlayingStream('theirs');
  await expectNumbers([
    [1009015, 'broadcasts', refused('sendBroadcastMessage', 'MESSAGE_TOO_OFTEN', say)],
    [1109001, 'commands', refused('sendCustomCommand', 'COMMAND_TOO_OFTEN', () => engine.sendCustomCommand('room', 'x', []))],
    [
      1002017,
      'a second key',
      refused('setRoomExtraInfo', 'ROOM_EXTRA_INFO_KEYS', () => engine.setRoomExtraInfo('room', 'k', 'v')),
    ],
    [
      1102022,
      'extra info too often',
      refused('setRoomExtraInfo', 'TOO_MANY_REQUESTS', () => engine.setRoomExtraInfo('room', 'k', 'v')),
    ],
    [1004025, 'a forbidden stream', refused('startPlaying', 'PLAY_FORBIDDEN', play)],
    [1104045, 'too many streams', refused('startPlaying', 'PLAY_LIMIT', play)],
    [
      1004080,
      'a codec that cannot be played',
      () => {
        // Its publisher has two seconds to send it in another one.
        for (let time = 0; time < 9; time++) server.fail('startPlaying', 'CODEC_NOT_DECODABLE');
        return play();
      },
    ],
  ]);
  server.unscript('startPlaying');
  const stopped = play();
  engine.stopPlayingStream('theirs');
  await expectNumbers([[1104042, 'stopped before it began', () => stopped]]);
});

test('[WEB-49] a switch of rooms that is refused leaves the old room as it was', async () => {
  const { engine, login, core } = call;
  await login();
  const told: unknown[][] = [];
  engine.on('roomStateChanged', (...args) => told.push(args));
  const into = (config: object) => () => engine.switchRoom('room', 'other', { token: 't', ...config });
  const mistakes: Mistake[] = [
    ...[-1, '10', Number.NaN, 1e9].map(
      (maxMemberCount): Mistake => [1100001, `room for ${maxMemberCount}`, into({ maxMemberCount })],
    ),
    [1002075, 'a token that is too long', into({ token: 'x'.repeat(8193) })],
    [1002075, 'a token that is none', into({ token: 7 })],
    [1002067, 'no token', into({ token: '' })],
  ];
  await expectNumbers(mistakes);
  engine.setEngineConfig({ switchRoomNotStopPlay: true });
  await expectNumbers(mistakes);
  expect(core.rooms.map(({ roomID, state }) => [roomID, state])).toEqual([['room', 'loggedIn']]);
  expect(told.filter(([roomID]) => roomID === 'room')).toEqual([]);
});
