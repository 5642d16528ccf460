import { RtcError } from '@liuyun/protocol';
import type { PipeTransport, Producer, Router } from 'mediasoup/types';

/** Two ends of a pipe from another room's router into this one; both are on this machine. */
type Pipe = { from: PipeTransport; to: PipeTransport };
type Route = { opened: Promise<Pipe>; tracks: number };
type Piped = { opened: Promise<Producer>; users: number };

const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
const listenInfo = {
  protocol: 'udp',
  ip: '127.0.0.1',
  sendBufferSize: SOCKET_BUFFER_BYTES,
  recvBufferSize: SOCKET_BUFFER_BYTES,
} as const;

/** A track as a room receives it: its own producer, or the end of a pipe from the room where it lives. */
export type LocalTrack = { producer: Producer; release(): void };

/**
 * Brings tracks of other rooms, on the same worker or another, into one room. One pipe per room that tracks come
 * from, one piped producer per track, shared by all players here; each closes with its last user.
 * (Router.pipeToRouter never closes the transports it opened before one of the routers closes.)
 */
export class RoomPipes {
  readonly #router: Router;
  readonly #routes = new Map<Router, Route>();
  readonly #piped = new Map<Producer, Piped>();

  constructor(router: Router) {
    this.#router = router;
  }

  /** How many pipes are open or being opened. */
  get count(): number {
    return this.#routes.size;
  }

  async take(source: Router, producer: Producer): Promise<LocalTrack> {
    if (source === this.#router) return { producer, release: () => {} };
    const piped = this.#piped.get(producer) ?? this.#start(source, producer);
    piped.users++;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      if (--piped.users === 0) this.#stop(producer, piped);
    };
    try {
      return { producer: await piped.opened, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  #start(source: Router, producer: Producer): Piped {
    const route = this.#takeRoute(source);
    const opened = route.opened.then((pipe) => pipeTrack(pipe, producer));
    const piped = { opened, users: 0 };
    this.#piped.set(producer, piped);
    const forget = () => {
      if (this.#piped.get(producer) === piped) this.#piped.delete(producer);
      this.#leaveRoute(source, route);
    };
    opened.then((end) => (end.closed ? forget() : end.observer.once('close', forget)), forget);
    return piped;
  }

  #stop(producer: Producer, piped: Piped): void {
    if (this.#piped.get(producer) === piped) this.#piped.delete(producer);
    piped.opened.then(
      (end) => end.close(),
      () => {},
    );
  }

  #takeRoute(source: Router): Route {
    let route = this.#routes.get(source);
    if (!route) {
      route = { opened: openPipe(source, this.#router), tracks: 0 };
      this.#routes.set(source, route);
    }
    route.tracks++;
    return route;
  }

  #leaveRoute(source: Router, route: Route): void {
    if (--route.tracks > 0) return;
    if (this.#routes.get(source) === route) this.#routes.delete(source);
    route.opened.then(
      ({ from, to }) => {
        from.close();
        to.close();
      },
      () => {},
    );
  }
}

async function openPipe(source: Router, target: Router): Promise<Pipe> {
  const ends = await Promise.allSettled([source.createPipeTransport({ listenInfo }), target.createPipeTransport({ listenInfo })]);
  const [from, to] = ends.map((end) => (end.status === 'fulfilled' ? end.value : undefined));
  try {
    if (!from || !to) throw ends.find((end) => end.status === 'rejected')?.reason;
    from.observer.once('close', () => to.close());
    to.observer.once('close', () => from.close());
    if (from.closed || to.closed) throw new RtcError('MEDIA_FAILED', 'a room closed');
    await Promise.all([
      from.connect({ ip: to.tuple.localAddress, port: to.tuple.localPort }),
      to.connect({ ip: from.tuple.localAddress, port: from.tuple.localPort }),
    ]);
    return { from, to };
  } catch (error) {
    from?.close();
    to?.close();
    throw error;
  }
}

async function pipeTrack({ from, to }: Pipe, producer: Producer): Promise<Producer> {
  const consumer = await from.consume({ producerId: producer.id });
  try {
    const { kind, rtpParameters, producerPaused } = consumer;
    const end = await to.produce({ kind, rtpParameters, paused: producerPaused });
    const follow = (paused: boolean) => (paused ? end.pause() : end.resume()).catch(() => {});
    if (consumer.producerPaused !== producerPaused) await follow(consumer.producerPaused);
    consumer.observer.on('pause', () => follow(true));
    consumer.observer.on('resume', () => follow(false));
    consumer.observer.once('close', () => end.close());
    end.observer.once('close', () => consumer.close());
    if (consumer.closed) end.close();
    return end;
  } catch (error) {
    consumer.close();
    throw error;
  }
}
