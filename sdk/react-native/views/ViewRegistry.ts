import type { Fit } from '../machine/viewOf.ts';

/** What a view is to show: a picture, and how it is fitted into its place. */
export type Picture = {
  track: MediaStreamTrack;
  fit: Fit;
  mirror: boolean;
  /** `#rrggbb`, around or instead of a picture. */
  background: string;
  /** Told when there is a picture to see, and when its size changes. */
  sized?: ((width: number, height: number) => void) | undefined;
};

type Show = (picture: Picture | undefined) => void;
/** The native view that the picture is in, as `react-native-view-shot` takes it; null while there is none. */
type Native = () => object | null;

/**
 * Mounted views by the tag that `findNodeHandle` gives for them. An app may name a view before it is mounted, or mount it
 * again under another tag; what a tag is to show is kept until somebody says otherwise.
 */
export class ViewRegistry {
  readonly #mounted = new Map<number, { show: Show; native: Native }>();
  readonly #pictures = new Map<number, Picture>();

  mount(tag: number, show: Show, native: Native = () => null): () => void {
    const mounted = { show, native };
    this.#mounted.set(tag, mounted);
    show(this.#pictures.get(tag));
    return () => {
      if (this.#mounted.get(tag) === mounted) this.#mounted.delete(tag);
    };
  }

  /** The native view that shows the track under this tag; null where none does. */
  native(tag: number, track: MediaStreamTrack): object | null {
    return this.#pictures.get(tag)?.track === track ? (this.#mounted.get(tag)?.native() ?? null) : null;
  }

  /** A view shows one picture: the last one it was told. */
  show(tag: number, picture: Picture): void {
    this.#pictures.set(tag, picture);
    this.#mounted.get(tag)?.show(picture);
  }

  /** Empties the view, unless it shows something else by now. */
  clear(tag: number, track?: MediaStreamTrack): void {
    if (track && this.#pictures.get(tag)?.track !== track) return;
    this.#pictures.delete(tag);
    this.#mounted.get(tag)?.show(undefined);
  }
}

/** Views know no engine, and engines come and go. */
export const views = new ViewRegistry();
