import type { Clock } from '@liuyun/kit';
import { setLogEventListeners } from 'mediasoup';
import type { MediaEngine } from '../MediaEngine.ts';
import { freePort, unlessTaken } from './freePort.ts';
import type { Log } from './Log.ts';
import { MediasoupEngine } from './MediasoupEngine.ts';

export type MediasoupEngineOptions = {
  /** How many worker processes; each uses up to one core. */
  workers: number;
  /** Address that media arrives at, `127.0.0.1` or `0.0.0.0` for instance. */
  listenHost: string;
  /** UDP and TCP port of the first worker, the next one has the next port; 0 takes free ones. */
  mediaPort: number;
  /** Address or host name that browsers are told to send media to. */
  announcedAddress: string;
  /**
   * One more address that media arrives at, over UDP, and that is announced after the other one: asked at each start of a
   * worker and every few seconds, with the one in use. A worker whose address has gone and that can have another is replaced.
   */
  beside?: ((present: string | undefined) => string | undefined) | undefined;
  /** Path of the worker's executable. */
  workerBin: string;
  log: Log;
  clock: Clock;
};

/** Starts the workers. @throws Error saying which worker could not be started and why; nothing is left running then. */
export async function createMediasoupEngine(options: MediasoupEngineOptions): Promise<MediaEngine> {
  tellOwnLog(options.log);
  const engine = new MediasoupEngine(options);
  const { listenHost, beside } = options;
  try {
    for (let index = 0; index < options.workers; index++) {
      if (options.mediaPort > 0) await engine.addWorker(options.mediaPort + index);
      else await unlessTaken(async () => engine.addWorker(await freePort(listenHost, beside?.(undefined))));
    }
    return engine;
  } catch (error) {
    await engine.close();
    const reason = error instanceof Error ? error.message : String(error);
    const where = options.mediaPort > 0 ? ` from port ${options.mediaPort} (UDP and TCP)` : '';
    throw new Error(`the media workers could not be started${where}: ${reason}`, { cause: error });
  }
}

/** mediasoup's own words, without addresses. Its log is one per process, so the newest engine's log gets them. */
function tellOwnLog(log: Log): void {
  const tell = (level: 'debug' | 'warn') => (namespace: string, text: string) =>
    log[level]({ namespace }, text.replaceAll(/\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}\b/gi, '<address>'));
  setLogEventListeners({ onwarn: tell('debug'), onerror: tell('warn') });
}
