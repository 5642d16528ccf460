/** Tells the encoder what matters in a picture (W3C mst-content-hint): motion, or detail. */
export function hintContent(track: MediaStreamTrack | undefined, optimization: 'default' | 'motion' | 'detail'): void {
  if (track && 'contentHint' in track && optimization !== 'default') track.contentHint = optimization;
}
