import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import { fakeCall, streamOf } from '@liuyun/core/platform/fake/fakeCall';
import { EngineParts } from '../engine/EngineParts.ts';
import type { ZegoLocalStream } from '../types/localStream.ts';
import type { ZegoRoomConfig } from '../types/room.ts';
import { type Made, madeEngine } from './madeEngine.ts';

/** A call that is going on: the whole SDK on a network, with devices and in a page that never were. */
export type Live = Omit<Made, 'core'> & {
  parts: EngineParts;
  /** Every public object of the SDK, by its name in `support.json`. */
  objects: { [object: string]: object };
  /** Things that a call may be given: of each kind one that is right somewhere. */
  valid: unknown[];
  /** Waits until an answer has come, the network moving all the while; 'pending' for one that does not come. */
  settled(answer: unknown): Promise<{ resolved: unknown } | { rejected: unknown } | 'pending'>;
  /** All that calls can change, as plain values. */
  state(): unknown;
};

/** The real public engine before its real core, on a network and with a server in the test's hand. Nobody is logged in. */
export function webCall() {
  const { engine, devices, page, lines } = madeEngine();
  const call = fakeCall();
  call.platform.createMediaStream = () => new FakeStream() as unknown as MediaStream;
  const parts = new EngineParts(1, 'ws://one', { core: call.engine });
  Object.assign(engine, { parts });
  const { platform, server } = call;
  const login = async (config: ZegoRoomConfig = { userUpdate: true }): Promise<boolean> => {
    const login = engine.loginRoom('room', 'token', { userID: 'ann', userName: 'Ann' }, config);
    await platform.settle();
    return login;
  };
  return { engine, parts, core: call.engine, devices, page, lines, platform, server, login };
}

/** Logged in as ann, publishing `mine` and `older`, playing `theirs`, with one object of every kind. */
export async function liveEngine(): Promise<Live> {
  const call = webCall();
  const { engine, parts, core, devices, page, lines, platform, server } = call;
  server.streams = [streamOf('bob', 'theirs'), streamOf('bob', 'more')];
  // Nobody has to wait for pictures in it.
  Object.assign(page, { hidden: true });

  const settled: Live['settled'] = async (answer) => {
    if (!(answer instanceof Promise)) return { resolved: answer };
    let end: { resolved: unknown } | { rejected: unknown } | undefined;
    answer.then(
      (resolved) => {
        end = { resolved };
      },
      (rejected: unknown) => {
        end = { rejected };
      },
    );
    // Most answers need no network at all.
    for (let turn = 0; turn < 50 && !end; turn++) await Promise.resolve();
    for (let round = 0; round < 8 && !end; round++) await platform.settle();
    // What waits for the cloud has a limit of its own.
    for (let seconds = 0; seconds < 40 && !end; seconds++) await platform.pass(1000);
    // The thread of the sound has a clock of its own.
    for (let turn = 0; turn < 50 && !end; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    return end ?? 'pending';
  };
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    const end = await settled(answer);
    if (end === 'pending' || 'rejected' in end) throw new Error('the call could not be set up', { cause: end });
    return end.resolved as T;
  };

  engine.setEngineConfig({ streamRetryTime: 20 });
  await call.login();
  const local: ZegoLocalStream = await done(engine.createZegoStream());
  const older = await done(engine.createStream());
  const custom = new FakeStream([new FakeTrack('audio'), new FakeTrack('video')]) as unknown as MediaStream;
  engine.startPublishingStream('mine', local);
  engine.startPublishingStream('older', older);
  await platform.settle();
  const remote = await done(engine.startPlayingStream('theirs'));
  const view = engine.createRemoteStreamView(remote);
  const container = page.container('place');
  view.play('place');
  const manager = engine.createRealTimeSequentialDataManager('room');
  lines.length = 0;

  const state = () => ({
    rooms: core.rooms,
    several: core.multiRoom,
    published: core.publishedStreams().map((streamID) => [streamID, core.publishState(streamID)]),
    played: core.playedStreams().map((streamID) => [streamID, core.playState(streamID)]),
    streams: parts.sources.all().map((source) => ({
      id: source.stream.id,
      tracks: (['audio', 'video'] as const).map((kind) => {
        const [captured, sent, outgoing] = [source.captured(kind)?.track, source.sent(kind)?.track, source.outgoing(kind)];
        return [captured, sent, outgoing].map((track) => track && [track.id, track.enabled, track.readyState]);
      }),
      muted: source.muted,
      sending: source.sending,
      audioBitrate: source.audioBitrate,
      low: source.dual ? source.low : undefined,
      cameraOff: source.cameraOff,
    })),
    paused: ['theirs', 'more'].map((id) => [parts.plays.paused(id, 'audio'), parts.plays.paused(id, 'video')]),
    microphoneMuted: parts.sources.microphoneMuted,
    lastFrames: parts.lastFrames,
    pausesHidden: parts.thrift.pauses,
    scenario: parts.scenario,
    shown: container.children.length,
    compositors: parts.compositors.size,
  });

  return {
    engine,
    devices,
    page,
    lines,
    parts,
    settled,
    state,
    objects: {
      engine,
      localStream: local,
      streamView: view,
      realTimeSequentialDataManager: manager,
      audioEffectPlayer: engine.createAudioEffectPlayer(local),
      rangeAudio: engine.createRangeAudioInstance(),
      streamCompositor: engine.createStreamCompositor(),
      copyrightedMusic: engine.createCopyrightedMusic(),
    },
    valid: [
      ...['room', 'mine', 'older', 'theirs', 'more', 'place', 'cam2', 'mic1', 'token', 'roomStateChanged'],
      ...[local, older, remote, custom, view, manager, container, page.createElement('audio'), new FakeTrack('video')],
      ...[true, false, 0, 1, 2, 50, ['bob'], [], new Uint8Array(3), new ArrayBuffer(3), () => {}],
      ...[{ userID: 'ann', userName: 'Ann' }, { camera: { audio: true } }, { screen: true }, { custom: { source: custom } }],
    ],
  };
}
