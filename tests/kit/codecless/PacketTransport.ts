import type { Opaque } from '@liuyun/protocol';
import { type DataChannel, PeerConnection, type Track, Video } from 'node-datachannel';

type Candidate = { foundation: string; priority: number; address: string; port: number; protocol: string; tcpType?: string };
type Parameters = {
  iceParameters: { usernameFragment: string; password: string };
  iceCandidates: Candidate[];
  dtlsParameters: { fingerprints: { algorithm: string; value: string }[] };
};

const MID = '0';
let nextName = 0;

/**
 * The client's end of one server transport: real ICE, DTLS and SRTP (libdatachannel), and RTP packets as they are.
 * Its SDP has a single m-line whatever is sent or received: libdatachannel then hands every packet to that track,
 * so nothing ever has to be negotiated again.
 */
export class PacketTransport {
  /** What the server's `connectTransport` needs. */
  readonly dtlsParameters: Opaque;
  /** Ends when ICE and DTLS are done; rejects when they fail. */
  readonly connected: Promise<void>;
  /** Ends when the data channel is open, if one was asked for. */
  readonly channelOpen: Promise<void>;
  readonly #connection: PeerConnection;
  readonly #track: Track;
  readonly #channels: DataChannel[] = [];
  #closed = false;

  static async open(options: {
    parameters: Opaque;
    direction: 'send' | 'receive';
    /** With it an m=application section is offered too, as a browser does that warms its transport up. */
    dataChannel?: boolean;
    /** Packets leave from here; null lets the system choose, for a server elsewhere. */
    bindAddress?: string | null;
    /** Tells the server our DTLS parameters. ICE begins afterwards: a ClientHello that comes too early is lost for a second. */
    tell: (dtlsParameters: Opaque) => Promise<unknown>;
    received: (packet: Buffer) => void;
  }): Promise<PacketTransport> {
    const name = `codecless-${nextName++}`;
    const { bindAddress = '127.0.0.1' } = options;
    const parameters = options.parameters as Parameters;
    const connection = new PeerConnection(name, {
      iceServers: [],
      ...(bindAddress !== null && { bindAddress }),
      disableAutoNegotiation: true,
      enableIceTcp: parameters.iceCandidates.every(({ protocol }) => protocol === 'tcp'),
    });
    const answered = new Promise<string>((resolve) =>
      connection.onLocalDescription((sdp, type) => type === 'answer' && resolve(sdp)),
    );
    const media = new Video(MID, options.direction === 'send' ? 'SendOnly' : 'RecvOnly');
    media.addVP8Codec(96);
    if (options.direction === 'send') media.addSSRC(1, name, name, name);
    const track = connection.addTrack(media);
    track.onMessage(options.received);
    const channels = options.dataChannel ? [connection.createDataChannel('warm-up', { negotiated: true, id: 0 })] : [];
    connection.setRemoteDescription(offer(parameters, options), 'offer');
    connection.setLocalDescription('answer');
    const transport = new PacketTransport({ connection, track, channels, answer: await answered });
    try {
      await options.tell(transport.dtlsParameters);
      for (const candidate of parameters.iceCandidates) connection.addRemoteCandidate(lineOf(candidate), MID);
      return transport;
    } catch (error) {
      transport.close();
      throw error;
    }
  }

  private constructor(options: { connection: PeerConnection; track: Track; channels: DataChannel[]; answer: string }) {
    this.#connection = options.connection;
    this.#track = options.track;
    this.#channels = options.channels;
    const value = /^a=fingerprint:sha-256 (.+?)\s*$/im.exec(options.answer)?.[1];
    if (!value) throw new Error('no SHA-256 fingerprint in the answer');
    this.dtlsParameters = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] };
    this.channelOpen = Promise.all(
      options.channels.map((channel) => new Promise<void>((resolve) => (channel.isOpen() ? resolve() : channel.onOpen(resolve)))),
    ).then(() => {});
    this.connected = new Promise((resolve, reject) => {
      const look = () => {
        const state = this.#connection.state();
        if (state === 'connected') resolve();
        else if (state === 'failed' || state === 'closed') reject(new Error(`the transport ${state}`));
      };
      this.#connection.onStateChange(look);
      look();
    });
    this.connected.catch(() => {}); // whoever waits for it hears of it
  }

  /** Address, port and protocol in use once connected. */
  get route(): string | undefined {
    const pair = this.#connection.getSelectedCandidatePair();
    return pair ? `${pair.remote.transportType} ${pair.remote.address}:${pair.remote.port}` : undefined;
  }

  /** @returns false when the packet was not sent (not connected, or closed). */
  send(packet: Buffer): boolean {
    return !this.#closed && this.#track.isOpen() && this.#track.sendMessageBinary(packet);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const channel of this.#channels) channel.close();
    this.#connection.close();
  }
}

/** What a server with these parameters would offer: it is ICE lite, so the client checks and takes DTLS's active part. */
function offer({ iceParameters, dtlsParameters }: Parameters, options: { direction: string; dataChannel?: boolean }): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!fingerprint) throw new Error('the server has no SHA-256 fingerprint');
  const security = [
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint.value}`,
    'a=setup:actpass',
  ];
  const media = [
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    `a=mid:${MID}`,
    options.direction === 'send' ? 'a=recvonly' : 'a=sendonly',
    'a=rtcp-mux',
    'a=rtpmap:96 VP8/90000',
    ...(options.direction === 'send' ? [] : ['a=ssrc:1 cname:server']),
    ...security,
  ];
  const data = options.dataChannel
    ? ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0', 'a=mid:data', 'a=sctp-port:5000', ...security]
    : [];
  const session = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${options.dataChannel ? `${MID} data` : MID}`,
    'a=msid-semantic: WMS *',
  ];
  return `${[...session, ...media, ...data].join('\r\n')}\r\n`;
}

function lineOf({ foundation, priority, address, port, protocol, tcpType }: Candidate): string {
  const tcp = tcpType ? ` tcptype ${tcpType}` : '';
  return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${tcp}`;
}
