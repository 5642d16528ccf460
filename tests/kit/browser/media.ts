import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const PICTURE_MS = 40_000;
const SOUND_MS = 4_000;
const LOUD = 0.01;

/** The `<video>` is there, decodes frames, and they change. Resolves the size of the picture. */
export async function expectMovingPicture(video: Locator): Promise<{ width: number; height: number }> {
  await video.waitFor({ state: 'attached', timeout: PICTURE_MS });
  const until = Date.now() + PICTURE_MS;
  let seen = { frames: 0, changes: 0, width: 0, height: 0 };
  // A page may put another element in its place meanwhile.
  while (seen.changes < 3 && Date.now() < until) {
    seen = await video.evaluate((element, ms) => window.probe.watch(element as HTMLVideoElement, ms), until - Date.now());
  }
  expect(seen.changes, `distinct pictures within ${PICTURE_MS} ms (${seen.frames} frames)`).toBeGreaterThanOrEqual(3);
  expect(seen.width).toBeGreaterThan(0);
  return seen;
}

/** At least `people` tracks from the network are heard. */
export async function expectSound(page: Page, people = 1): Promise<void> {
  await expect
    .poll(() => page.evaluate(loudTracks, { ms: SOUND_MS, enough: LOUD }), { timeout: 40_000, message: 'audible remote tracks' })
    .toBeGreaterThanOrEqual(people);
}

/** No track from the network is heard for a while longer than the pauses of the voice. */
export async function expectSilence(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(loudTracks, { ms: 4000, enough: LOUD }), { timeout: 40_000, message: 'audible tracks' })
    .toBe(0);
}

async function loudTracks(until: { ms: number; enough: number }): Promise<number> {
  const tracks = window.probe.remoteTracks
    .map(({ track }) => track)
    .filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live');
  const levels = await Promise.all(tracks.map((track) => window.probe.listen(track, until)));
  return levels.filter((level) => level >= until.enough).length;
}

/** Figures of the newest video that a page sends or receives. */
export type VideoFigures = { codec: string; width: number; height: number; fps: number; protocol: string };

/** Reads the codec and the size on the wire, and which way the packets take. */
export function videoFigures(page: Page, direction: 'inbound-rtp' | 'outbound-rtp'): Promise<VideoFigures | null> {
  return page.evaluate(readFigures, direction);
}

async function readFigures(direction: 'inbound-rtp' | 'outbound-rtp'): Promise<VideoFigures | null> {
  let newest: VideoFigures | null = null;
  for (const connection of window.probe.connections) {
    const report = new Map<string, Record<string, unknown>>();
    try {
      if (connection.connectionState === 'closed') continue;
      for (const [id, entry] of (await connection.getStats()).entries()) report.set(id, entry);
    } catch {
      // Firefox: one whose frame has been taken away.
      continue;
    }
    const transport = [...report.values()].find(
      ({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId,
    );
    const pair = report.get(String(transport?.selectedCandidatePairId));
    const candidate = report.get(String(pair?.localCandidateId));
    for (const entry of report.values()) {
      if (entry.type !== direction || entry.kind !== 'video' || !entry.frameWidth) continue;
      newest = {
        codec: String(report.get(String(entry.codecId))?.mimeType).replace('video/', ''),
        width: Number(entry.frameWidth),
        height: Number(entry.frameHeight),
        fps: Number(entry.framesPerSecond ?? 0),
        protocol: String(candidate?.protocol),
      };
    }
  }
  return newest;
}
