/** One sample of getStats of one sender or receiver (W3C webrtc-stats): plain records by type. */
export type StatsSample = {
  /** ms, any origin that both samples share. */
  at: number;
  records: readonly StatsRecord[];
};

export type StatsRecord = { readonly type: string; readonly id: string; readonly [key: string]: unknown };

/** A browser's report as a sample; the time is the report's own. */
export function sampleOf(report: { forEach(visit: (record: StatsRecord) => void): void }, fallbackTime: number): StatsSample {
  const records: StatsRecord[] = [];
  report.forEach((record) => {
    records.push(record);
  });
  const main = records.find(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp');
  const at = typeof main?.timestamp === 'number' ? main.timestamp : fallbackTime;
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

  value(type: string, key: string): number {
    return numberOf(this.#find(this.#now, type), key);
  }

  /** The number, or undefined where the browser does not say. */
  maybe(type: string, key: string): number | undefined {
    const value = this.#find(this.#now, type)?.[key];
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  text(type: string, key: string): string {
    const value = this.#find(this.#now, type)?.[key];
    return typeof value === 'string' ? value : '';
  }

  flag(type: string, key: string): boolean {
    return this.#find(this.#now, type)?.[key] === true;
  }

  /** How much a counter grew. A counter that fell belongs to a new track: it counts from zero. */
  growth(type: string, key: string): number {
    const record = this.#find(this.#now, type);
    const now = numberOf(record, key);
    const before = this.#before ? numberOf(this.#find(this.#before, type, record?.id), key) : now;
    return now >= before ? now - before : now;
  }

  /** Growth per second. */
  rate(type: string, key: string): number {
    return this.seconds > 0 ? this.growth(type, key) / this.seconds : 0;
  }

  #find(sample: StatsSample, type: string, id?: string): StatsRecord | undefined {
    const all = sample.records.filter((record) => record.type === type);
    if (type === 'outbound-rtp' && all.length > 1) return together(all, id);
    // Of several network paths the used one counts.
    return type === 'candidate-pair' ? (all.find((pair) => pair.nominated === true) ?? all[0]) : all[0];
  }
}

/** A picture sent in several sizes: the biggest one that is sent (or the one with this id), with the traffic of all. */
function together(encodings: readonly StatsRecord[], id: string | undefined): StatsRecord | undefined {
  const sent = encodings.filter(({ active }) => active !== false);
  const [biggest] = (sent.length > 0 ? sent : encodings).toSorted(
    (a, b) => numberOf(b, 'frameWidth') - numberOf(a, 'frameWidth'),
  );
  const chosen = encodings.find((encoding) => encoding.id === id) ?? biggest;
  const sum = (key: string) => encodings.reduce((total, encoding) => total + numberOf(encoding, key), 0);
  return chosen && { ...chosen, bytesSent: sum('bytesSent'), packetsSent: sum('packetsSent') };
}

function numberOf(record: StatsRecord | undefined, key: string): number {
  const value = record?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Rounded to so many digits: figures are read by people. */
export function rounded(value: number, digits = 0): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

/** `video/VP8` → `VP8`. */
export function codecName(mimeType: string): string {
  return mimeType.slice(mimeType.indexOf('/') + 1);
}
