import { RtcError } from '@liuyun/protocol';
import type { PipeTransport, Producer, Router } from 'mediasoup/types';

/** Two ends of a pipe from another room's router into this one; both are on this machine. */
type Pipe = { from: PipeTransport; to: PipeTransport };
type Route = { opening: Promise<Pipe>; pipe: Pipe | undefined; tracks: number };
type Piped = { opening: Promise<Producer>; end: Producer | undefined; users: number };

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
      if (--piped.users > 0) return;
      if (this.#piped.get(producer) === piped) this.#piped.delete(producer);
      piped.end?.close();
    };
    try {
      return { producer: await piped.opening, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  #start(source: Router, producer: Producer): Piped {
    const route = this.#takeRoute(source);
    const opening = route.opening.then((pipe) => pipeTrack(pipe, producer));
    const piped: Piped = { opening, end: undefined, users: 0 };
    this.#piped.set(producer, piped);
    const over = () => {
      if (this.#piped.get(producer) === piped) this.#piped.delete(producer);
      this.#leaveRoute(source, route);
    };
    opening.then((end) => {
      if (end.closed) return over();
      piped.end = end;
      end.observer.once('close', over);
      if (piped.users === 0) end.close();
    }, over);
    return piped;
  }

  #takeRoute(source: Router): Route {
    let route = this.#routes.get(source);
    if (!route) {
      const opening = openPipe(source, this.#router);
      const opened: Route = { opening, pipe: undefined, tracks: 0 };
      opening.then(
        (pipe) => {
          opened.pipe = pipe;
          if (opened.tracks === 0) closePipe(pipe);
        },
        () => {},
      );
      this.#routes.set(source, opened);
      route = opened;
    }
    route.tracks++;
    return route;
  }

  #leaveRoute(source: Router, route: Route): void {
    if (--route.tracks > 0) return;
    if (this.#routes.get(source) === route) this.#routes.delete(source);
    if (route.pipe) closePipe(route.pipe);
  }
}

function closePipe({ from, to }: Pipe): void {
  from.close();
  to.close();
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
