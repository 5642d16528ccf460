import type { Facts } from '@liuyun/kit';
import type { PublicationFacts } from './MediaEngine.ts';

/** Changes below these parts of what was told last are not worth a notice: estimates never stand still. */
const FELL = 0.95;
const ROSE = 1.15;

/** What the players of one publication can bear of its picture. The best connected one decides: nobody else must suffer. */
export class BitrateWishes {
  readonly #facts: Facts<PublicationFacts>;
  /** bit/s by player; Infinity for one that has not run short. */
  readonly #players = new Map<object, number>();
  #told: number | undefined;

  constructor(facts: Facts<PublicationFacts>) {
    this.#facts = facts;
  }

  /** bit/s; undefined while somebody bears all, or nobody plays. */
  get bearable(): number | undefined {
    const most = Math.max(...this.#players.values());
    return this.#players.size > 0 && Number.isFinite(most) ? most : undefined;
  }

  /** A player that watches bears this many bit/s; undefined for all there is. */
  bears(player: object, bps: number | undefined): void {
    this.#players.set(player, bps ?? Number.POSITIVE_INFINITY);
    this.#tell();
  }

  leave(player: object): void {
    if (this.#players.delete(player)) this.#tell();
  }

  #tell(): void {
    const { bearable } = this;
    const before = this.#told ?? Number.POSITIVE_INFINITY;
    const now = bearable ?? Number.POSITIVE_INFINITY;
    if (now === before || (now > before * FELL && now < before * ROSE)) return;
    this.#told = bearable;
    this.#facts.tell('bitrateBearable', bearable);
  }
}
