import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hearThing, hearUser, type Listener, modes, type Pose, type Vector } from './hearing.ts';

const pose: Pose = { position: [0, 0, 0], forward: [1, 0, 0], right: [0, 1, 0], up: [0, 0, 1] };
const listener = (more: Partial<Listener> = {}): Listener => ({ team: '', listen: 0, pose, range: 10, ...more });
const near: Vector = [3, 4, 0];
const far: Vector = [30, 40, 0];

test('[RANGE-1] who hears whom, for all modes, teams and distances', () => {
  const hears = (speaking: number, listening: number, same: boolean, at: Vector) => {
    const speaker = { team: same ? 'red' : 'blue', speak: modes[speaking]?.speak ?? 0 };
    return hearUser(speaker, at, listener({ team: 'red', listen: modes[listening]?.listen ?? 0 }), false).volume > 0;
  };
  const [WORLD, TEAM, SECRET] = [0, 1, 2];
  for (const listening of [WORLD, TEAM, SECRET]) {
    for (const speaking of [WORLD, TEAM, SECRET]) {
      expect(hears(speaking, listening, true, far)).toBe(true);
      expect(hears(speaking, listening, false, far)).toBe(false);
      expect(hears(speaking, listening, false, near)).toBe(speaking === WORLD && listening !== TEAM);
    }
  }
  // Without a team nobody shares one.
  expect(hearUser({ team: '', speak: 2 }, near, listener(), false).volume).toBe(0);
  // World only, on either side, leaves the team's privilege out.
  expect(hearUser({ team: 'red', speak: 1 }, far, listener({ team: 'red' }), false).volume).toBe(0);
  expect(hearUser({ team: 'red', speak: 0 }, far, listener({ team: 'red', listen: 1 }), false).volume).toBe(0);
});

test('[RANGE-2] without positions only the team is heard; the range is unlimited unless set', () => {
  const world = { team: '', speak: 0 } as const;
  expect(hearUser(world, undefined, listener(), false).volume).toBe(0);
  expect(hearUser(world, near, listener({ pose: undefined }), false).volume).toBe(0);
  expect(hearUser({ team: 'a', speak: 0 }, undefined, listener({ team: 'a', pose: undefined }), true)).toEqual({
    volume: 1,
    direction: undefined,
  });
  expect(hearUser(world, far, listener({ range: Number.POSITIVE_INFINITY }), true).volume).toBe(1);
});

test('[RANGE-3] with the spatializer distance and direction are heard, without it neither', () => {
  expect(hearThing(near, pose, { range: 10, spatial: false })).toEqual({ volume: 1, direction: undefined });
  expect(hearThing([5, 0, 0], pose, { range: 10, spatial: true })).toEqual({ volume: 0.5, direction: [0, 0, -1] });
  expect(hearThing([0, 5, 0], pose, { range: 10, spatial: true }).direction).toEqual([1, 0, -0]);
  const turned: Pose = { position: [0, 0, 0], forward: [0, 1, 0], right: [-1, 0, 0], up: [0, 0, 1] };
  expect(hearThing([5, 0, 0], turned, { range: 10, spatial: true }).direction?.[0]).toBe(-1);
  const axis = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(axis, axis, axis, (x, y, z) => {
      const { volume, direction } = hearThing([x, y, z], pose, { range: 20, spatial: true });
      expect(volume).toBeGreaterThanOrEqual(0);
      expect(volume).toBeLessThanOrEqual(1);
      if (direction) expect(Math.hypot(...direction)).toBeCloseTo(1);
    }),
  );
});
