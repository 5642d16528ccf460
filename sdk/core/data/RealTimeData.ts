import type { Clock, Facts, RandomSource } from '@liuyun/kit';
import { type ErrorName, errorTable, RtcError } from '@liuyun/protocol/errors';
import { AWAY_MS, DATA_BYTES } from '@liuyun/protocol/limits';
import type { Tuning } from '../Engine.ts';
import type { EngineFacts } from '../EngineFacts.ts';
import { Keeper, type Live } from '../keeping/Keeper.ts';
import type { MediaLink } from '../media/MediaLink.ts';
import type { DataSending } from './DataSending.ts';

/** A subscriber asks again this often for data that was there and may come back. */
const ASK_AGAIN_MS = 1_000;

export type RealTimeDataOptions = { clock: Clock; random: RandomSource; facts: Facts<EngineFacts>; tuning(): Tuning };

type Kept<L extends Live> = { keeper: Keeper<object, MediaLink, L>; first: Promise<void> };

/** Data that this client sends and receives, each name with its keeper: a new connection opens the channels anew. */
export class RealTimeData {
  readonly #options: RealTimeDataOptions;
  readonly #broadcasts = new Map<string, Kept<DataSending>>();
  readonly #subscriptions = new Map<string, Kept<Live>>();
  #media: MediaLink | undefined;

  constructor(options: RealTimeDataOptions) {
    this.#options = options;
  }

  /** Resolves when data can be sent; rejects with what the server said, and then nothing is kept. */
  broadcast(streamID: string): Promise<void> {
    return this.#keep(this.#broadcasts, streamID, (link) => link.broadcastData(streamID, this.#options.tuning().dataDelivery));
  }

  subscribe(streamID: string): Promise<void> {
    const { facts } = this.#options;
    const received = (data: ArrayBuffer) => {
      if (this.#subscriptions.has(streamID)) facts.tell('dataReceived', streamID, data);
    };
    return this.#keep(this.#subscriptions, streamID, (link) => link.subscribeData(streamID, received));
  }

  broadcasts(streamID: string): boolean {
    return this.#broadcasts.has(streamID);
  }

  /** Throws DATA_NOT_BROADCAST and DATA_TOO_LONG; false when it cannot be sent now. */
  send(streamID: string, data: ArrayBuffer): boolean {
    const kept = this.#broadcasts.get(streamID);
    if (!kept) throw new RtcError('DATA_NOT_BROADCAST', streamID);
    if (data.byteLength === 0 || data.byteLength > DATA_BYTES) throw new RtcError('DATA_TOO_LONG');
    return kept.keeper.live?.send(data) ?? false;
  }

  stopBroadcasting(streamID: string): boolean {
    return stop(this.#broadcasts, streamID);
  }

  stopSubscribing(streamID: string): boolean {
    return stop(this.#subscriptions, streamID);
  }

  linkChanged(media: MediaLink | undefined): void {
    this.#media = media;
    for (const { keeper } of [...this.#broadcasts.values(), ...this.#subscriptions.values()]) keeper.linkChanged(media);
  }

  /** The other end stopped; it may come back. */
  ended(streamID: string): void {
    this.#subscriptions.get(streamID)?.keeper.interrupted('STREAM_NOT_FOUND');
  }

  /** The server stopped what is sent here. */
  broadcastEnded(streamID: string, failure: ErrorName, detail: string): void {
    this.#broadcasts.get(streamID)?.keeper.interrupted(failure, detail);
  }

  stopAll(failure: ErrorName | undefined, detail: string): void {
    for (const map of [this.#broadcasts, this.#subscriptions]) {
      const kept = [...map.values()];
      map.clear();
      for (const { keeper } of kept) keeper.unwant(failure, detail);
    }
    this.#media = undefined;
  }

  #keep<L extends Live>(map: Map<string, Kept<L>>, streamID: string, open: (link: MediaLink) => Promise<L>): Promise<void> {
    if (map.has(streamID)) throw new RtcError('DATA_REPEATED', streamID);
    const { clock, random, tuning } = this.#options;
    let settle: { resolve(): void; reject(error: RtcError): void } | undefined;
    const first = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
    first.catch(() => undefined);
    const keeper: Kept<L>['keeper'] = new Keeper<object, MediaLink, L>(
      {
        clock,
        random,
        windowMs: () => tuning().streamRetryMs,
        gaveUp: 'TIMEOUT',
        open: async (link) => {
          const it = await open(link);
          const end = it.drop.bind(it);
          // What has been begun anew meanwhile took its place at the server, which knows it by its name.
          const begunAnew = () => map.has(streamID) && map.get(streamID)?.keeper !== keeper;
          return Object.assign(it, { drop: (tellServer: boolean) => end(tellServer && !begunAnew()) });
        },
        isFinal,
        pause: (failure) => (failure === 'STREAM_NOT_FOUND' ? ASK_AGAIN_MS : 0),
        stateChanged: (state, failure, detail) => {
          if (state === 'live') settle?.resolve();
          if (state !== 'none') return;
          if (map.get(streamID)?.keeper === keeper) map.delete(streamID);
          settle?.reject(new RtcError(failure ?? 'MESSAGE_FAILED', detail));
        },
        idle: () => undefined,
      },
      this.#media,
    );
    map.set(streamID, { keeper, first });
    keeper.want({});
    return first;
  }
}

function stop<L extends Live>(map: Map<string, Kept<L>>, streamID: string): boolean {
  const kept = map.get(streamID);
  map.delete(streamID);
  kept?.keeper.unwant();
  return kept !== undefined;
}

/** What has worked is tried again for as long as it may come back; what never did is refused at once. */
function isFinal(failure: ErrorName, { wasLive, failingForMs }: { wasLive: boolean; failingForMs: number }): boolean {
  if (failure === 'STREAM_ID_TAKEN') return !wasLive || failingForMs > AWAY_MS;
  if (failure === 'STREAM_NOT_FOUND') return !wasLive;
  // The media link is being replaced; the data itself has done nothing wrong.
  if (failure === 'TRANSPORT_UNKNOWN' || failure === 'NOT_LOGGED_IN') return false;
  return !errorTable[failure].retry;
}
