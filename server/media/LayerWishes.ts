import { Facts } from '@liuyun/kit';
import type { Layer } from '@liuyun/protocol';
import type { LayersWanted, PublicationFacts } from './MediaEngine.ts';

/** What the players of one publication wish of its two pictures. */
export class LayerWishes {
  readonly facts = new Facts<PublicationFacts>();
  readonly #layered: () => boolean;
  readonly #wishes = new Map<object, Layer>();
  #told: boolean | undefined;

  constructor(layered: () => boolean) {
    this.#layered = layered;
  }

  get wanted(): LayersWanted | undefined {
    if (!this.#layered()) return undefined;
    return { low: true, high: [...this.#wishes.values()].some((layer) => layer !== 'low') };
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
    if (!wanted || wanted.high === this.#told) return;
    this.#told = wanted.high;
    this.facts.tell('layersWanted', wanted);
  }
}
