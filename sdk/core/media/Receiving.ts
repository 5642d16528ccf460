import type { Kind, Layer, ReceivedTrack, Result } from '@liuyun/protocol';
import type { types } from 'mediasoup-client';
import type { Live } from '../keeping/Keeper.ts';
import type { Wire } from './Wire.ts';

export type ReceivingOptions = {
  streamID: string;
  wire: Wire;
  /** Attaches tracks, all in one negotiation; rejects with RtcError. */
  attach(tracks: ReceivedTrack[]): Promise<types.Consumer[]>;
  /** Asks what the stream consists of now. */
  request(): Promise<Result<'startPlaying'>>;
  /** The picture to begin with, of a stream that has two. */
  layer?: Layer | undefined;
  /** Which kinds the app wants not to be sent, as of now. */
  paused: Readonly<Record<Kind, boolean>>;
};

/** One stream on its way from the server: its consumers, and the wish which of them to pause. */
export class Receiving implements Live {
  readonly #options: ReceivingOptions;
  readonly #consumers = new Map<Kind, types.Consumer>();
  /** What the server knows; undefined where that is not known. At first it does what it does unless told otherwise. */
  readonly #toldPaused: Record<Kind, boolean | undefined> = { audio: false, video: false };
  #toldLayer: Layer | undefined = 'auto';
  #work: Promise<void> = Promise.resolve();
  #dropped = false;
  #told = false;
  #undecodable: readonly Kind[] = [];
  #begun = false;
  #owesResume = false;

  constructor(options: ReceivingOptions) {
    this.#options = options;
  }

  consumer(kind: Kind): types.Consumer | undefined {
    return this.#consumers.get(kind);
  }

  /** What the stream has and this browser cannot decode, as of the last `refresh`. */
  undecodable(kind: Kind): boolean {
    return this.#undecodable.includes(kind);
  }

  tracks(): MediaStreamTrack[] {
    return [...this.#consumers.values()].map((consumer) => consumer.track);
  }

  /**
   * Asks for the stream's tracks, attaches the new ones and lets go of the ones that are over. `resumed` follows when
   * packets are allowed to flow; whoever attaches the tracks to a view need not wait for it.
   */
  refresh(): Promise<{ tracks: ReceivedTrack[]; resumed: Promise<void> }> {
    return this.#inTurn(() => this.#refresh());
  }

  /** Tells the server which kinds need not be sent. Safe to repeat. */
  syncPaused(): Promise<void> {
    return this.#inTurn(async () => {
      for (const kind of this.#consumers.keys()) await this.#tellPaused(kind);
    });
  }

  /** Tells the server which picture to send. Safe to repeat. */
  syncLayer(layer: Layer = 'auto'): Promise<void> {
    return this.#inTurn(() => this.#tellLayer(layer));
  }

  /** The answer to the last `resumePlaying` may have been lost, or its question. */
  syncResumed(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#owesResume && !this.#dropped) await this.#resume();
    });
  }

  /** The picture stands still: what the server can do about it. */
  async renewPicture(): Promise<void> {
    const { streamID, wire } = this.#options;
    if (!this.#dropped) await wire.ask('renewPicture', { streamID });
  }

  drop(tellServer: boolean): void {
    if (!this.#dropped) {
      this.#dropped = true;
      for (const consumer of this.#consumers.values()) consumer.close();
    }
    if (!tellServer || this.#told) return;
    this.#told = true;
    this.#options.wire.owe('stopPlaying', this.#options.streamID);
  }

  async #refresh(): Promise<{ tracks: ReceivedTrack[]; resumed: Promise<void> }> {
    const { attach, request } = this.#options;
    const { tracks, undecodable = [] } = await request();
    this.#undecodable = undecodable;
    const fresh = tracks.filter((track) => this.#consumers.get(track.kind)?.id !== track.consumerID);
    for (const [kind, consumer] of this.#consumers) {
      if (tracks.some((track) => track.consumerID === consumer.id)) continue;
      consumer.close();
      this.#consumers.delete(kind);
      // Another of the kind may be paused like this one, or may not.
      if (this.#toldPaused[kind]) this.#toldPaused[kind] = undefined;
    }
    if (fresh.length === 0) return { tracks, resumed: Promise.resolve() };
    for (const consumer of await attach(fresh)) {
      if (this.#dropped) consumer.close();
      else this.#consumers.set(consumer.kind, consumer);
    }
    // Asked for before packets flow and not waited for: requests are answered in order.
    for (const { kind } of fresh) this.#tellPaused(kind).catch(() => undefined);
    if (fresh.some(({ kind }) => kind === 'video')) this.#beginLayer();
    this.#owesResume = true;
    const resumed = this.#resume();
    resumed.catch(() => undefined);
    return { tracks, resumed };
  }

  async #resume(): Promise<void> {
    const { streamID, wire } = this.#options;
    await wire.ask('resumePlaying', { streamID });
    this.#owesResume = false;
  }

  async #tellPaused(kind: Kind): Promise<void> {
    const { streamID, wire, paused } = this.#options;
    const wanted = paused[kind];
    if (this.#dropped || this.#toldPaused[kind] === wanted) return;
    this.#toldPaused[kind] = wanted;
    try {
      await wire.ask('pausePlaying', { streamID, kind, paused: wanted });
    } catch (error) {
      if (this.#toldPaused[kind] === wanted) this.#toldPaused[kind] = undefined;
      throw error;
    }
  }

  /** Of another picture, over another connection of its publisher for one, the server may know no wish. */
  #beginLayer(): void {
    const [begun, told] = [this.#begun, this.#toldLayer];
    this.#begun = true;
    // Then `syncLayer` says what is wanted.
    if (begun && told === undefined) return;
    const layer = begun ? told : this.#options.layer;
    this.#toldLayer = 'auto';
    if (layer) this.#tellLayer(layer).catch(() => undefined);
  }

  async #tellLayer(layer: Layer): Promise<void> {
    if (this.#dropped || this.#toldLayer === layer) return;
    this.#toldLayer = layer;
    try {
      await this.#options.wire.ask('setPlayingLayer', { streamID: this.#options.streamID, layer });
    } catch (error) {
      if (this.#toldLayer === layer) this.#toldLayer = undefined;
      throw error;
    }
  }

  /** One change at a time: two that overlap would attach the same track twice. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work);
    this.#work = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}
