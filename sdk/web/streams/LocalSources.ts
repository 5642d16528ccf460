import type { Captured } from '@liuyun/browser/capture/Captured';
import { RtcError } from '@liuyun/protocol/errors';
import type { Kind, LocalSource } from './LocalSource.ts';

/** What becomes of local streams without a call that says so; as `LocalSourceFacts` have it. */
export type LocalSourcesTold = {
  ended(source: LocalSource, kind: Kind, captured: Captured): void;
  flowChanged(source: LocalSource, kind: Kind): void;
  destroyed(source: LocalSource): void;
};

/** Every local stream of one engine, found by the object that the app holds: a MediaStream (2.x) or a ZegoLocalStream (3.x). */
export class LocalSources {
  readonly #sources = new Map<object, LocalSource>();
  /** Public objects that become local streams when they are first used as such. */
  readonly #offered = new Map<object, () => LocalSource>();
  readonly #told: LocalSourcesTold;
  #microphoneMuted = false;

  constructor(told: LocalSourcesTold) {
    this.#told = told;
  }

  add(source: LocalSource, ...publicObjects: object[]): void {
    for (const object of [source.stream, ...publicObjects]) this.#sources.set(object, source);
    source.setMicrophoneMuted(this.#microphoneMuted);
    source.facts.on('ended', (kind, captured) => this.#told.ended(source, kind, captured));
    source.facts.on('flowChanged', (kind) => this.#told.flowChanged(source, kind));
    source.facts.on('destroyed', () => {
      for (const [object, held] of this.#sources) if (held === source) this.#sources.delete(object);
      this.#told.destroyed(source);
    });
  }

  /** Takes an object for a local stream from its first use as one on. Until then nothing is done with its tracks. */
  offer(publicObject: object, make: () => LocalSource): void {
    if (!this.#sources.has(publicObject)) this.#offered.set(publicObject, make);
  }

  /** What was offered is over. */
  withdraw(publicObject: object): void {
    this.#offered.delete(publicObject);
    this.#sources.get(publicObject)?.destroy();
  }

  /** LOCAL_STREAM_WRONG for anything that this engine did not make, or has destroyed. */
  of(publicObject: unknown): LocalSource {
    if (typeof publicObject !== 'object' || publicObject === null) throw new RtcError('LOCAL_STREAM_WRONG');
    const make = this.#offered.get(publicObject);
    if (make) {
      this.#offered.delete(publicObject);
      this.add(make(), publicObject);
    }
    const source = this.#sources.get(publicObject);
    if (!source) throw new RtcError('LOCAL_STREAM_WRONG');
    return source;
  }

  all(): LocalSource[] {
    return [...new Set(this.#sources.values())];
  }

  get microphoneMuted(): boolean {
    return this.#microphoneMuted;
  }

  /** The global switch: also holds for streams made later. */
  muteMicrophone(muted: boolean): void {
    this.#microphoneMuted = muted;
    for (const source of this.all()) source.setMicrophoneMuted(muted);
  }

  destroyAll(): void {
    this.#offered.clear();
    for (const source of this.all()) source.destroy();
  }
}
