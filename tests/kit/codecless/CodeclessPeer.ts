import { HEARTBEAT_MS, type Snapshot } from '@liuyun/protocol';
import { type Codec, h264, opus, vp8 } from './codecs.ts';
import type { PacketMeter } from './PacketMeter.ts';
import { PacketTransport } from './PacketTransport.ts';
import { ReceivedStream, receivable } from './ReceivedStream.ts';
import { keyFrameRequests, readRtp } from './rtp.ts';
import { Signalling } from './Signalling.ts';
import { type Pace, SyntheticTrack } from './SyntheticTrack.ts';

const videoCodecs: { [name in 'VP8' | 'H264']: Codec } = { VP8: vp8, H264: h264 };

export type JoinOptions = {
  /** ws(s)://HOST:PORT/signalling */
  url: string;
  appID: number;
  roomID: string;
  userID: string;
  token?: string;
  appSign?: string;
  tcpOnly?: boolean;
  /** Where packets leave from: the loopback address, unless the server is elsewhere; null lets the system choose. */
  bindAddress?: string | null;
};

/** `kbps` (300) and `fps` (15) of the pictures; the rest of the pace holds for both tracks. For `stamped` packets see PacketMeter. */
export type PublishOptions = { video: 'VP8' | 'H264' | false; audio: boolean } & Partial<Pace>;
export type PlayOptions = { audio?: boolean; video?: boolean; meter?: PacketMeter };

/**
 * A person in a room without camera, codecs or browser: real signalling, ICE, DTLS and SRTP, made-up pictures and
 * sound. About a hundredth of a browser's CPU, so a room of ten fits on a small machine.
 *
 *     const ann = await CodeclessPeer.join({ url, appID, token, roomID: 'r', userID: 'ann' });
 *     await ann.publish('ann-camera', { video: 'VP8', audio: true });
 *     const stream = await bob.play('ann-camera');
 *     await stream.when(({ keyFrames, audioPackets }) => keyFrames > 0 && audioPackets > 0);
 */
export class CodeclessPeer {
  readonly signalling: Signalling;
  readonly snapshot: Snapshot;
  readonly #route: { tcpOnly: boolean; bindAddress?: string | null };
  readonly #heartbeat: NodeJS.Timeout;
  readonly #published = new Map<string, SyntheticTrack[]>();
  readonly #played = new Map<string, ReceivedStream>();
  #sending: Promise<{ id: string; packets: PacketTransport }> | undefined;
  #receiving: Promise<{ id: string; packets: PacketTransport }> | undefined;

  /** Logs in. Rejects with the RtcError that the server named. */
  static async join(options: JoinOptions): Promise<CodeclessPeer> {
    const signalling = await Signalling.connect(options.url);
    try {
      const snapshot = await signalling.ask('loginRoom', {
        appID: options.appID,
        roomID: options.roomID,
        user: { userID: options.userID, userName: options.userID },
        token: options.token,
        appSign: options.appSign,
        userUpdate: true,
        maxMemberCount: 0,
        client: { sdk: 'codecless', version: '1', platform: 'test' },
      });
      const { tcpOnly = false, bindAddress } = options;
      return new CodeclessPeer({ signalling, snapshot, route: { tcpOnly, bindAddress } });
    } catch (error) {
      await signalling.close();
      throw error;
    }
  }

  private constructor(options: {
    signalling: Signalling;
    snapshot: Snapshot;
    route: { tcpOnly: boolean; bindAddress?: string | null };
  }) {
    this.signalling = options.signalling;
    this.snapshot = options.snapshot;
    this.#route = options.route;
    const beat = () => this.signalling.ask('heartbeat', {}).catch(() => {}); // the socket's end is told elsewhere
    this.#heartbeat = setInterval(beat, HEARTBEAT_MS).unref();
    void this.signalling.closed.then(() => clearInterval(this.#heartbeat));
  }

  /** Publishes and sends until stopped. @returns the tracks, with counts of what was sent and asked for. */
  async publish(streamID: string, options: PublishOptions): Promise<SyntheticTrack[]> {
    const { video, audio, kbps = 300, fps = 15, ...pace } = options;
    const tracks = [
      ...(audio ? [new SyntheticTrack(opus, { ...pace, kbps: 32, fps: 50 })] : []),
      ...(video ? [new SyntheticTrack(videoCodecs[video], { ...pace, kbps, fps })] : []),
    ];
    this.#sending ??= this.#open('send', (packet) => this.#keyFramesAsked(packet));
    const { id: transportID, packets } = await this.#sending;
    this.#published.set(streamID, tracks);
    try {
      await this.signalling.ask('startPublishing', {
        streamID,
        transportID,
        tracks: tracks.map(({ track }) => track),
        extraInfo: '',
      });
      await packets.connected;
    } catch (error) {
      this.#published.delete(streamID);
      throw error;
    }
    for (const track of tracks) track.start(packets);
    return tracks;
  }

  async unpublish(streamID: string): Promise<void> {
    for (const track of this.#published.get(streamID) ?? []) track.stop();
    this.#published.delete(streamID);
    await this.signalling.ask('stopPublishing', { streamID });
  }

  /** Plays and counts. Ends when packets may flow; wait for them with `when`. */
  async play(streamID: string, { audio = true, video = true, meter }: PlayOptions = {}): Promise<ReceivedStream> {
    this.#receiving ??= this.#open('receive', (packet) => this.#received(packet));
    const { id: transportID, packets } = await this.#receiving;
    const stream = new ReceivedStream(meter);
    const capabilities = receivable(this.snapshot.mediaCapabilities);
    const { tracks } = await this.signalling.ask('startPlaying', { streamID, transportID, capabilities, audio, video });
    stream.tracks = tracks;
    this.#played.set(streamID, stream);
    await packets.connected;
    await this.signalling.ask('resumePlaying', { streamID });
    return stream;
  }

  async stopPlaying(streamID: string): Promise<void> {
    this.#played.delete(streamID);
    await this.signalling.ask('stopPlaying', { streamID });
  }

  /** Leaves the room and closes everything. */
  async leave(): Promise<void> {
    await this.signalling.ask('logoutRoom', {}).catch(() => {}); // the server may have closed first
    await this.close();
  }

  /** Closes everything without a word. */
  async close(): Promise<void> {
    for (const track of [...this.#published.values()].flat()) track.stop();
    const transports = await Promise.allSettled([this.#sending, this.#receiving]);
    for (const transport of transports) if (transport.status === 'fulfilled') transport.value?.packets.close();
    await this.signalling.close();
  }

  async #open(direction: 'send' | 'receive', received: (packet: Buffer) => void) {
    const { transportID, parameters } = await this.signalling.ask('openTransport', {
      direction,
      tcpOnly: this.#route.tcpOnly,
    });
    const packets = await PacketTransport.open({
      parameters,
      bindAddress: this.#route.bindAddress,
      direction,
      received,
      tell: (dtlsParameters) => this.signalling.ask('connectTransport', { transportID, dtlsParameters }),
    });
    return { id: transportID, packets };
  }

  #keyFramesAsked(packet: Buffer): void {
    const tracks = [...this.#published.values()].flat();
    for (const ssrc of keyFrameRequests(packet)) tracks.find((track) => track.ssrc === ssrc)?.keyFrameRequested();
  }

  #received(packet: Buffer): void {
    const rtp = readRtp(packet);
    if (!rtp) return;
    for (const stream of this.#played.values()) if (stream.take(rtp)) return;
  }
}
