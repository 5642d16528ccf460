import type { MediaEngine, MediaRoom, MediaTransport, Playback, Publication } from '../MediaEngine.ts';

/** An engine with at least two workers, and a way to lose the one that holds a room. */
export type EngineUnderTest = {
  engine: MediaEngine;
  /** Kills the worker that was started as number `index`. */
  killWorker(index: number): void | Promise<void>;
};

/** What every test finds: the engine, a room on its first worker, and a transport of either direction in it. */
export type Given = () => EngineUnderTest & {
  room: MediaRoom;
  send: MediaTransport;
  receive: MediaTransport;
  play(publication: Publication, options?: { audio: boolean; video: boolean }): Promise<Playback>;
};
