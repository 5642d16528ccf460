import type { ViewMode } from '@liuyun/core/native/viewFields';

export type Box = { x: number; y: number; width: number; height: number };
type Size = { width: number; height: number };

/** Where a picture is drawn in a view; parts outside the view are cut off. */
export function placeView(picture: Size, view: Size, mode: ViewMode): Box {
  if (mode === 2 || picture.width === 0 || picture.height === 0) {
    // A canvas has its size from its class: it cannot be spread.
    return { x: 0, y: 0, width: view.width, height: view.height };
  }
  const scales = [view.width / picture.width, view.height / picture.height] as const;
  const scale = mode === 1 ? Math.max(...scales) : Math.min(...scales);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (view.width - width) / 2, y: (view.height - height) / 2, width, height };
}
