/** One sample of getStats of one sender or receiver (W3C webrtc-stats): plain records by type. */
export type StatsSample = {
  /** ms, any origin that both samples share. */
  at: number;
  records: readonly StatsRecord[];
  /** Of the frame delivered last. */
  delivered?: Delivered | undefined;
};

export type StatsRecord = { readonly type: string; readonly id: string; readonly [key: string]: unknown };

/** When a frame was captured, on its publisher's clock, and when the track got it, on the own one. Unix ms. */
export type Delivered = { capturedAt: number; deliveredAt: number };

/** A browser's report as a sample; the time is the report's own. */
export function sampleOf(report: { forEach(visit: (record: StatsRecord) => void): void }, fallbackTime: number): StatsSample {
  const records: StatsRecord[] = [];
  report.forEach((record) => {
    records.push(record);
  });
  const main = records.find(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp');
  const at = typeof main?.timestamp === 'number' && Number.isFinite(main.timestamp) ? main.timestamp : fallbackTime;
  return { at, records };
}

/** A reader of one kind of record in two samples, so that formulas stay readable. Missing figures are zero. */
export class Records {
  readonly #before: StatsSample | undefined;
  readonly #now: StatsSample;

  constructor(before: StatsSample | undefined, now: StatsSample) {
    this.#before = before;
    this.#now = now;
  }

  /** Seconds between the samples; 0 when there is only one. */
  get seconds(): number {
    return this.#before ? Math.max(0, (this.#now.at - this.#before.at) / 1000) : 0;
  }

  /** When the later sample was taken, ms. */
  get at(): number {
    return this.#now.at;
  }

  value(type: string, key: string): number {
    return numberOf(this.#main(type), key);
  }

  /** The number, or undefined where the browser does not say. */
  maybe(type: string, key: string): number | undefined {
    const value = this.#main(type)?.[key];
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  text(type: string, key: string): string {
    const value = this.#main(type)?.[key];
    return typeof value === 'string' ? value : '';
  }

  flag(type: string, key: string): boolean {
    return this.#main(type)?.[key] === true;
  }

  /** How much a counter grew. A counter that fell, or has another id, belongs to a new track: it counts from zero. */
  growth(type: string, key: string): number {
    const record = this.#main(type);
    return record ? this.#growthOf(record, key) : 0;
  }

  /** The growth of all records of a type together: of a picture in several sizes, of its ways over the network. */
  growthOfAll(type: string, key: string): number {
    return sum(this.#all(type), (record) => this.#growthOf(record, key));
  }

  /** The value of all records of a type together. */
  total(type: string, key: string): number {
    return sum(this.#all(type), (record) => numberOf(record, key));
  }

  /** By how much a figure rose that may also fall for good reasons, as a count of losses does when a late packet comes. */
  riseOfAll(type: string, key: string): number {
    if (!this.#before) return 0;
    return Math.max(
      0,
      sum(this.#all(type), (record) => numberOf(record, key) - numberOf(this.#earlier(record), key)),
    );
  }

  /** Growth per second. */
  rate(type: string, key: string): number {
    return this.seconds > 0 ? this.growth(type, key) / this.seconds : 0;
  }

  /** Growth per second of all records together. */
  rateOfAll(type: string, key: string): number {
    return this.seconds > 0 ? this.growthOfAll(type, key) / this.seconds : 0;
  }

  #growthOf(record: StatsRecord, key: string): number {
    if (!this.#before) return 0;
    const now = numberOf(record, key);
    const before = numberOf(this.#earlier(record), key);
    return now >= before ? now - before : now;
  }

  #all(type: string): StatsRecord[] {
    return this.#now.records.filter((record) => record.type === type);
  }

  #earlier({ type, id }: StatsRecord): StatsRecord | undefined {
    return this.#before?.records.find((record) => record.type === type && record.id === id);
  }

  /** The path that the transport names; that Firefox marks; of those that were nominated, before and after an ICE restart, the latest. */
  #selected(pairs: readonly StatsRecord[]): StatsRecord | undefined {
    const named = this.#all('transport').map(({ selectedCandidatePairId }) => selectedCandidatePairId);
    return (
      pairs.find(({ id }) => named.includes(id)) ??
      pairs.find(({ selected }) => selected === true) ??
      latest(pairs.filter(({ nominated }) => nominated === true)) ??
      pairs[0]
    );
  }

  /** Of several network paths the one in use; of several sizes the biggest that is sent. */
  #main(type: string): StatsRecord | undefined {
    const all = this.#all(type);
    if (type === 'candidate-pair') return this.#selected(all);
    if (type !== 'outbound-rtp' || all.length < 2) return all[0];
    const sent = all.filter(({ active }) => active !== false);
    return [...(sent.length > 0 ? sent : all)].sort((a, b) => numberOf(b, 'frameWidth') - numberOf(a, 'frameWidth'))[0];
  }
}

/** By when something last came over it; a browser that does not say has one only. */
const latest = (pairs: readonly StatsRecord[]): StatsRecord | undefined =>
  [...pairs].sort((a, b) => numberOf(b, 'lastPacketReceivedTimestamp') - numberOf(a, 'lastPacketReceivedTimestamp'))[0];

function sum(records: readonly StatsRecord[], of: (record: StatsRecord) => number): number {
  return records.reduce((total, record) => total + of(record), 0);
}

function numberOf(record: StatsRecord | undefined, key: string): number {
  const value = record?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Sound has no frames of its own: it is counted in those that Opus sends, of 20 ms. */
export const SOUND_FPS = 50;

/** Rounded to so many digits: figures are read by people. */
export function rounded(value: number, digits = 0): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

/** `video/VP8` → `VP8`. */
export function codecName(mimeType: string): string {
  return mimeType.slice(mimeType.indexOf('/') + 1);
}
