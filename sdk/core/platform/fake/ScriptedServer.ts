import type {
  Kind,
  NoticeName,
  Notices,
  ReceivedTrack,
  RequestName,
  Result,
  Sent,
  Snapshot,
  StreamDescription,
  User,
} from '@liuyun/protocol';
import { errorTable, RtcError } from '@liuyun/protocol/errors';
import { testFakeParameters } from 'mediasoup-client';
import type { ServerEnd, SocketPair } from './FakeNetwork.ts';

type Answer<N extends RequestName> = (params: Sent<N>) => Result<N> | RtcError | 'silence';
export type AskedOnce = { name: RequestName; params: Record<string, unknown> };

const mimeTypes: { [K in Kind]: string } = { audio: 'audio/opus', video: 'video/VP8' };

/** A server that says what a test wants it to say. Without a script it knows one room and believes everything. */
export class ScriptedServer {
  /** Everything asked, without heartbeats, oldest first. */
  readonly asked: AskedOnce[] = [];
  users: User[] = [];
  streams: StreamDescription[] = [];
  ownStreams: string[] = [];
  roomExtraInfo: Snapshot['roomExtraInfo'] = [];
  /** The session that `resumeRoom` finds; another number after a restart. */
  sessionNumber = 0;
  heartbeats = true;
  /** What the last heartbeat said was heard. */
  heard: number | undefined;
  readonly #scripts = new Map<RequestName, ((params: never) => unknown)[]>();
  #socket: SocketPair | undefined;
  #consumers = new Map<string, ReceivedTrack[]>();
  #nextID = 1;
  /** Whether the client asked to be told who is there. */
  #hearsOfUsers = true;

  readonly connect = (pair: SocketPair): ServerEnd => {
    this.#socket = pair;
    return { received: (text) => this.#received(pair, text), closed: () => undefined };
  };

  /** The next request of this name is answered so, once. */
  script<N extends RequestName>(name: N, answer: Answer<N>): void {
    this.#scripts.set(name, [...(this.#scripts.get(name) ?? []), answer]);
  }

  /** What is scripted and has not been asked is forgotten. */
  unscript(name: RequestName): void {
    this.#scripts.delete(name);
  }

  /** What it usually answers to somebody who plays a stream. */
  playing(params: Sent<'startPlaying'>): Result<'startPlaying'> {
    return this.#usual('startPlaying', params) as Result<'startPlaying'>;
  }

  fail(name: RequestName, ...failures: Parameters<typeof scripted>): void {
    this.script(name, () => scripted(...failures));
  }

  /** With a number where a client that may have missed it is told it again. */
  tell<N extends NoticeName>(name: N, body: Notices[N], n?: number): void {
    this.#socket?.send(JSON.stringify({ tell: name, body, n }));
  }

  /** A stream goes on over another connection of its publisher: whoever plays it gets other tracks. */
  renew(streamID: string): void {
    this.#consumers.delete(streamID);
    const { tracks = [] } = this.streams.find((stream) => stream.streamID === streamID) ?? {};
    this.tell('streamTracksUpdate', { streamID, tracks, renewed: true } as Notices['streamTracksUpdate']);
  }

  /** The names of what was asked, in order. */
  names(): RequestName[] {
    return this.asked.map(({ name }) => name);
  }

  count(name: RequestName): number {
    return this.names().filter((asked) => asked === name).length;
  }

  last(name: RequestName): Record<string, unknown> {
    const found = this.asked.findLast((asked) => asked.name === name);
    if (!found) throw new Error(`${name} was not asked`);
    return found.params;
  }

  /** The server forgets everything, as one that was started anew. */
  restart(): void {
    this.sessionNumber++;
    this.ownStreams = [];
    this.#consumers.clear();
  }

  #received(pair: SocketPair, text: string): void {
    const { id, ask, params } = JSON.parse(text) as { id: number; ask: RequestName; params: never };
    if (ask === 'heartbeat') {
      this.heard = (params as { heard?: number }).heard;
      if (this.heartbeats) pair.send(JSON.stringify({ id, ok: { serverTime: 0 } }));
      return;
    }
    this.asked.push({ name: ask, params });
    const script = this.#scripts.get(ask)?.shift();
    const answer = script ? script(params) : this.#usual(ask, params);
    if (answer === 'silence') return;
    if (answer instanceof RtcError) {
      const { failure, detail } = answer;
      pair.send(JSON.stringify({ id, fail: { code: errorTable[failure].code, name: failure, detail } }));
    } else {
      pair.send(JSON.stringify({ id, ok: answer }));
    }
  }

  #usual(name: RequestName, params: Record<string, unknown>): unknown {
    const streamID = String(params.streamID);
    switch (name) {
      case 'loginRoom':
        this.#hearsOfUsers = params.userUpdate === true;
        return this.snapshot();
      case 'resumeRoom':
        return params.sessionID === this.#sessionID() ? this.snapshot() : new RtcError('SESSION_UNKNOWN');
      case 'openTransport': {
        const { id: _, sctpParameters: __, ...parameters } = testFakeParameters.generateTransportRemoteParameters();
        return { transportID: `${params.direction}-${this.#nextID++}`, parameters };
      }
      case 'restartIce':
        return { iceParameters: testFakeParameters.generateTransportRemoteParameters().iceParameters };
      case 'startPublishing':
        this.ownStreams.push(streamID);
        return {};
      case 'stopPublishing':
        this.ownStreams = this.ownStreams.filter((own) => own !== streamID);
        return {};
      case 'startPlaying':
        return this.#tracksOf(streamID, params);
      case 'stopPlaying':
        this.#consumers.delete(streamID);
        return {};
      case 'sendBroadcastMessage':
        return { messageID: this.#nextID++ };
      case 'sendBarrageMessage':
        return { messageID: String(this.#nextID++) };
      case 'renewToken':
        return { tokenExpiresAt: 0 };
      default:
        return {};
    }
  }

  #tracksOf(streamID: string, params: Record<string, unknown>): Result<'startPlaying'> | RtcError {
    const stream = this.streams.find((one) => one.streamID === streamID);
    if (!stream) return new RtcError('STREAM_NOT_FOUND');
    const before = this.#consumers.get(streamID) ?? [];
    const tracks = stream.tracks
      .filter(({ kind }) => params[kind] === true)
      .map(({ kind, muted }) => {
        const known = before.find((track) => track.kind === kind);
        if (known) return { ...known, muted };
        const { rtpParameters } = testFakeParameters.generateConsumerRemoteParameters({ codecMimeType: mimeTypes[kind] });
        const consumerID = `consumer-${this.#nextID++}`;
        return { kind, muted, consumerID, producerID: `producer-${kind}`, rtpParameters: { ...rtpParameters } };
      });
    this.#consumers.set(streamID, tracks);
    return { tracks };
  }

  snapshot(): Snapshot {
    return {
      sessionID: this.#sessionID(),
      sessionKey: 'key',
      users: this.#hearsOfUsers ? this.users : [],
      userCount: this.users.length + 1,
      streams: this.streams,
      ownStreams: this.ownStreams,
      roomExtraInfo: this.roomExtraInfo,
      mediaCapabilities: { ...testFakeParameters.generateRouterRtpCapabilities() },
      iceServers: [],
      serverTime: 0,
      tokenExpiresAt: null,
      keepMs: 30_000,
    };
  }

  #sessionID(): string {
    return `session-${this.sessionNumber}`;
  }
}

function scripted(failure: RtcError['failure'], detail = ''): RtcError {
  return new RtcError(failure, detail);
}
