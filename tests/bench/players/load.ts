import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { RtcError } from '@liuyun/protocol';
import { CodeclessPeer } from '../../kit/codecless/CodeclessPeer.ts';
import { DelayHistogram } from '../../kit/codecless/DelayHistogram.ts';
import { PacketMeter } from '../../kit/codecless/PacketMeter.ts';
import type { SyntheticTrack } from '../../kit/codecless/SyntheticTrack.ts';
import { monotonicUs } from '../../kit/codecless/stamp.ts';
import type { TaskName, Tasks } from './messages.ts';
import { type Answer, type Ask, type Door, LATE_EXIT, type Pass, type PlayerReport, type PlayReport } from './messages.ts';
import { Probe } from './Probe.ts';
import type { Playing } from './plan.ts';

/** A load process: publishes or plays as it is told, and ends with whoever started it. */
const PLAY_MS = 15_000;
const LOOP_RESOLUTION_MS = 10;
/** Whatever happens, a load process does not live longer. */
const lifeMs = Number(process.argv[2]);

const peers: CodeclessPeer[] = [];
const published = new Map<string, SyntheticTrack[]>();
const meters: { streamID: string; meter: PacketMeter }[] = [];
const delays = new DelayHistogram();
/** Users whose socket closed before they left. */
const lost: string[] = [];
const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
let probe: Probe | undefined;
let busyFrom = performance.eventLoopUtilization();
let leaving = false;

const tasks: { [N in TaskName]: (params: Tasks[N]['params']) => Promise<Tasks[N]['result']> } = {
  async publish({ door, people, pace: { codec, ...pace } }) {
    await Promise.all(
      people.map(async ({ streamID, ...person }) => {
        const peer = await enter(door, person);
        published.set(streamID, await peer.publish(streamID, { video: codec, stamped: true, ...pace }));
      }),
    );
    return null;
  },

  async play({ door, people, everyMs, ...how }) {
    probe = await Probe.open();
    const players = await Promise.all(
      people.map(async (person, index) => {
        await pause(index * everyMs);
        return play(door, person, how);
      }),
    );
    return { players, probePort: probe.port };
  },

  async begin({ window, probePorts }) {
    loop.enable();
    loop.reset();
    busyFrom = performance.eventLoopUtilization();
    for (const track of [...published.values()].flat()) track.window = window;
    const atUs = monotonicUs();
    if (probePorts.length > 0) {
      probe = await Probe.open();
      probe.send(probePorts);
    }
    return { atUs };
  },

  async end() {
    for (const track of [...published.values()].flat()) track.window = 0;
    const atUs = monotonicUs();
    probe?.stop();
    loop.disable();
    return {
      atUs,
      loopBusy: performance.eventLoopUtilization(busyFrom).utilization,
      loopDelayP99Ms: Math.max(0, loop.percentile(99) / 1e6 - LOOP_RESOLUTION_MS),
    };
  },

  async sent() {
    const measured = (tracks: SyntheticTrack[]) => tracks.reduce((sum, track) => sum + track.sent.measured, 0);
    return Object.fromEntries([...published].map(([streamID, tracks]) => [streamID, measured(tracks)]));
  },

  async received() {
    return {
      plays: meters.map(({ streamID, meter }) => ({ streamID, ...meter.metered })),
      delays: delays.counts,
      probe: (probe?.delays ?? new DelayHistogram()).counts,
      lost,
    };
  },

  async leave() {
    leaving = true;
    probe?.close();
    await Promise.allSettled(peers.map((peer) => peer.leave()));
    return null;
  },
};

async function enter(door: Door, { userID, roomID, token, appSign }: { userID: string; roomID: string } & Pass) {
  const peer = await CodeclessPeer.join({ ...door, userID, roomID, token, appSign });
  peers.push(peer);
  void peer.signalling.closed.then((code) => leaving || lost.push(String(code)));
  return peer;
}

async function play(door: Door, person: Playing & Pass, how: { audio: boolean; window: number }): Promise<PlayerReport> {
  const from = performance.now();
  try {
    const peer = await enter(door, person);
    const joinMs = performance.now() - from;
    const plays = await Promise.all(person.streamIDs.map((streamID) => playOne(peer, streamID, how)));
    return { joinMs, plays };
  } catch (error) {
    return { failed: nameOf(error) };
  }
}

async function playOne(peer: CodeclessPeer, streamID: string, how: { audio: boolean; window: number }): Promise<PlayReport> {
  const meter = new PacketMeter(how.window, delays);
  const from = performance.now();
  try {
    const playing = peer.play(streamID, { audio: how.audio, meter });
    const stream = await Promise.race([playing, late('NOT_CONNECTED')]);
    const { firstPacketAt = Number.NaN, firstKeyFrameAt } = await stream
      .when(({ keyFrames }) => keyFrames > 0, PLAY_MS)
      .catch(() => {
        throw new Error(stream.counters.firstPacketAt === undefined ? 'NO_PACKETS' : 'NO_KEY_FRAME');
      });
    meters.push({ streamID, meter });
    return { streamID, firstPacketMs: firstPacketAt - from, firstKeyFrameMs: firstKeyFrameAt && firstKeyFrameAt - from };
  } catch (error) {
    return { streamID, failed: nameOf(error) };
  }
}

async function late(what: string): Promise<never> {
  await pause(PLAY_MS, undefined, { ref: false });
  throw new Error(what);
}

const nameOf = (error: unknown) =>
  error instanceof RtcError ? error.failure : error instanceof Error ? error.message : String(error);

process.on('message', async (message) => {
  const { id, ask, params } = message as Ask;
  const answer = (said: Answer) => process.connected && process.send?.(said);
  try {
    answer({ id, ok: await tasks[ask](params as never) });
  } catch (error) {
    answer({ id, fail: error instanceof Error ? error.message : String(error) });
  }
});
// Ctrl-C reaches the whole group: the parent decides what it means, and its end is ours.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
setTimeout(() => process.exit(LATE_EXIT), lifeMs).unref();
