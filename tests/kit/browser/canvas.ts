import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

const PICTURE_MS = 40_000;

/** Distinct pictures that a canvas shows within a while, its size, and the colours of its corners and centre (`r,g,b`). */
export type CanvasLook = {
  changes: number;
  width: number;
  height: number;
  corners: [string, string, string, string];
  centre: string;
};

/** Looks at a canvas until it has shown enough distinct pictures. */
export function lookAtCanvas(canvas: Locator, enough = 5): Promise<CanvasLook> {
  return canvas.evaluate(
    async (element, { ms, enough }) => {
      const source = element as HTMLCanvasElement;
      const pen = new OffscreenCanvas(16, 12).getContext('2d', { willReadFrequently: true });
      const point = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      if (!pen || !point) throw new Error('no canvas');
      const colour = (x: number, y: number): string => {
        point.drawImage(source, x, y, 1, 1, 0, 0, 1, 1);
        return point.getImageData(0, 0, 1, 1).data.slice(0, 3).join();
      };
      const pictures = new Set<string>();
      for (const end = performance.now() + ms; performance.now() < end && pictures.size < enough; ) {
        pen.drawImage(source, 0, 0, 16, 12);
        pictures.add(pen.getImageData(0, 0, 16, 12).data.join());
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      const { width, height } = source;
      const edge = 2;
      return {
        changes: pictures.size,
        width,
        height,
        corners: [
          colour(edge, edge),
          colour(width - 1 - edge, edge),
          colour(edge, height - 1 - edge),
          colour(width - 1 - edge, height - 1 - edge),
        ] as [string, string, string, string],
        centre: colour(Math.round(width / 2), Math.round(height / 2)),
      };
    },
    { ms: PICTURE_MS, enough },
  );
}

/** The canvas shows moving pictures. */
export async function expectMovingCanvas(canvas: Locator): Promise<CanvasLook> {
  const look = await lookAtCanvas(canvas);
  expect(look.changes, `distinct pictures on the canvas within ${PICTURE_MS} ms`).toBeGreaterThanOrEqual(3);
  return look;
}
