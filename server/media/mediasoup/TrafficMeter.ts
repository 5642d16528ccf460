import type { Clock } from '@liuyun/kit';
import type { Consumer, ConsumerStat, Producer, WebRtcTransport } from 'mediasoup/types';
import type { MediaTraffic, TrafficCount } from '../MediaEngine.ts';

export type Countable = WebRtcTransport | Producer | Consumer;

/** Questions to workers on their way at a time: they answer between packets, and must not be kept from those. */
const AT_A_TIME = 8;
/** What is not looked at by then is looked at next time; nothing is lost by it. */
const LOOK_MS = 2_000;

type Direction = keyof MediaTraffic;
type Figures = { [D in Direction]?: Partial<TrafficCount> };

/** Adds up the counters of things that come and go. It costs nothing while nobody asks. */
export class TrafficMeter {
  readonly #clock: Clock;
  readonly #all: () => Countable[];
  readonly #total: MediaTraffic = { received: nothing(), sent: nothing() };
  readonly #seen = new WeakMap<Countable, Figures>();
  #left: Countable[] = [];
  #looking: Promise<void> | undefined;

  constructor(clock: Clock, all: () => Countable[]) {
    this.#clock = clock;
    this.#all = all;
  }

  async read(): Promise<MediaTraffic> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    await this.#looking;
    return structuredClone(this.#total);
  }

  async #look(): Promise<void> {
    if (this.#left.length === 0) this.#left = this.#all();
    let late = false;
    let giveUp = () => {};
    const time = new Promise<void>((resolve) => {
      giveUp = this.#clock.after(LOOK_MS, () => {
        late = true;
        resolve();
      });
    });
    const lookOn = async () => {
      for (let one = this.#left.pop(); one && !late; one = this.#left.pop()) await this.#count(one);
    };
    await Promise.race([Promise.all(Array.from({ length: AT_A_TIME }, lookOn)), time]);
    giveUp();
  }

  async #count(one: Countable): Promise<void> {
    if (one.closed) return;
    // What closes meanwhile, or whose worker is gone, says no more.
    const now = await figuresOf(one).catch(() => undefined);
    if (!now) return;
    const before = this.#seen.get(one);
    this.#seen.set(one, now);
    for (const direction of ['received', 'sent'] as const) {
      for (const what of ['bytes', 'packets', 'lost'] as const) {
        // Packets that were held for lost may still come: the count does not go down for them.
        this.#total[direction][what] += Math.max(0, (now[direction]?.[what] ?? 0) - (before?.[direction]?.[what] ?? 0));
      }
    }
  }
}

function nothing(): TrafficCount {
  return { bytes: 0, packets: 0, lost: 0 };
}

async function figuresOf(one: Countable): Promise<Figures> {
  if ('iceState' in one) {
    const [stat] = await one.getStats();
    return { received: { bytes: stat?.bytesReceived ?? 0 }, sent: { bytes: stat?.bytesSent ?? 0 } };
  }
  const stats: readonly ConsumerStat[] = await one.getStats();
  // A consumer tells about its producer too; encodings of one producer have a figure each.
  const received = 'producerId' in one ? [] : stats.filter(({ type }) => type === 'inbound-rtp');
  const sent = 'producerId' in one ? stats.filter(({ type }) => type === 'outbound-rtp') : [];
  return { received: sum(received), sent: sum(sent) };
}

function sum(stats: readonly ConsumerStat[]): Partial<TrafficCount> {
  return {
    packets: stats.reduce((total, { packetCount }) => total + packetCount, 0),
    lost: stats.reduce((total, { packetsLost }) => total + packetsLost, 0),
  };
}
