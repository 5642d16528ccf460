import type { Kind } from '@liuyun/protocol';
import type { Engine } from '../../Engine.ts';
import type { Machine } from '../Machine.ts';
import type { NativeCalls } from '../NativeCalls.ts';
import type { Tell } from '../NativeEvents.ts';
import type { CaptureWishes } from './captureWishes.ts';

/** What a publish channel needs of the engine that it belongs to. */
export type ChannelHome<View> = {
  core: Engine;
  machine: Machine<View>;
  wishes: CaptureWishes;
  calls: NativeCalls;
  tell: Tell;
  createMediaStream(): MediaStream;
  /** What the main channel captures, for channels that send the same. */
  main(kind: Kind): MediaStreamTrack | undefined;
  /** Resolves when the main channel has opened what it was asked for. */
  mainSettled(): Promise<void>;
  /** It has begun or ended to be used, or what it captures has changed. */
  changed(): void;
};
