/** Draws one picture of this size; false if it was left out. */
export type Draw = (picture: TexImageSource, width: number, height: number) => boolean;

/** How pictures get from a track into the filter and out of it again, in this browser. */
export interface Pump {
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  /** The track of filtered pictures. */
  readonly track: MediaStreamTrack;
  /** Takes its pictures from this track from now on, or from none. */
  read(track: MediaStreamTrack | undefined, draw: Draw): void;
  stop(): void;
}
