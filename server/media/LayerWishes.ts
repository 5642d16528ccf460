import { Facts } from '@liuyun/kit';
import type { Layer } from '@liuyun/protocol';
import type { LayersWanted, PublicationFacts } from './MediaEngine.ts';

/** In how many sizes a picture is sent. */
export type Sizes = 0 | 1 | 2;

/** Which sizes of one publication's picture its players wish for. */
export class LayerWishes {
  readonly facts = new Facts<PublicationFacts>();
  readonly #sizes: () => Sizes;
  readonly #wishes = new Map<object, Layer>();
  #told: LayersWanted | undefined;

  constructor(sizes: () => Sizes) {
    this.#sizes = sizes;
  }

  get wanted(): LayersWanted | undefined {
    const sizes = this.#sizes();
    if (sizes === 0) return undefined;
    const wishes = [...this.#wishes.values()];
    // The small one is everybody's way out when bandwidth falls.
    const low = wishes.length > 0;
    return { low, high: sizes === 1 ? low : wishes.some((layer) => layer !== 'low') };
  }

  /** Without a layer the player wants no picture at all. */
  wish(player: object, layer: Layer | undefined): void {
    if (layer) this.#wishes.set(player, layer);
    else this.#wishes.delete(player);
    this.#tell();
  }

  /** Another track is there: whoever sends it does not know yet what is wanted of it. */
  renew(): void {
    this.#told = undefined;
    this.#tell();
  }

  #tell(): void {
    const { wanted } = this;
    if (!wanted || (wanted.high === this.#told?.high && wanted.low === this.#told.low)) return;
    this.#told = wanted;
    this.facts.tell('layersWanted', wanted);
  }
}
