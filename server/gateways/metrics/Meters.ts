import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The figures of one process, by name. Those with a `read` are looked up when somebody asks. */
export class Meters {
  readonly #registry = new Registry();

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  clear(): void {
    this.#registry.clear();
  }

  gauge(name: string, help: string, read: () => number): void {
    const registers = [this.#registry];
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  /** One figure for each value of the label; whoever had one and is not read again has none. */
  gauges<L extends string>(given: {
    name: string;
    help: string;
    label: L;
    read: () => Iterable<[L: string, value: number]>;
  }): void {
    const { name, help, label, read } = given;
    const registers = [this.#registry];
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [of, value] of read()) this.set({ [label]: of } as Record<L, string>, value);
      },
    });
  }

  /** What is counted elsewhere. */
  total(name: string, help: string, read: () => number): void {
    const registers = [this.#registry];
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** What is counted elsewhere, by one label. */
  totals<L extends string>(given: {
    name: string;
    help: string;
    label: L;
    read: () => Iterable<[L: string, value: number]>;
  }): void {
    const { name, help, label, read } = given;
    const registers = [this.#registry];
    new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [of, value] of read()) this.inc({ [label]: of } as Record<L, string>, value);
      },
    });
  }

  counter<L extends string = never>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.#registry] });
  }
}
