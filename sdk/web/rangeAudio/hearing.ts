export const ALL = 0;
export const WORLD = 1;
export const TEAM = 2;
/** Everybody, only those in range, only the team. */
export type Circle = typeof ALL | typeof WORLD | typeof TEAM;

/** The three simple modes as speaking and listening. */
export const modes: { readonly [mode: number]: { speak: Circle; listen: Circle } } = {
  0: { speak: ALL, listen: ALL },
  1: { speak: TEAM, listen: TEAM },
  2: { speak: TEAM, listen: ALL },
};

export type Vector = readonly [number, number, number];
export type Pose = { position: Vector; forward: Vector; right: Vector; up: Vector };
export type Speaker = { team: string; speak: Circle };
export type Listener = { team: string; listen: Circle; pose: Pose | undefined; range: number };

/** Closer than this there is no direction. */
const SAME_PLACE = 1e-6;

/** How something sounds: how loud (0–1), and from which direction as [right, up, back]; without one, from everywhere. */
export type Sounding = { volume: number; direction: Vector | undefined };

/** Nothing is heard of it: not even worth receiving. */
export const unheard: Sounding = { volume: 0, direction: undefined };
/** Like the user's own thoughts: no distance, no direction. */
export const near: Sounding = { volume: 1, direction: undefined };

/** How a user is heard: a team at any distance, the world within range. */
export function hearUser(speaker: Speaker, at: Vector | undefined, listener: Listener, spatial: boolean): Sounding {
  const sameTeam = speaker.team !== '' && speaker.team === listener.team;
  if (sameTeam && speaker.speak !== WORLD && listener.listen !== WORLD) return near;
  if (speaker.speak === TEAM || listener.listen === TEAM) return unheard;
  return hearThing(at, listener.pose, { range: listener.range, spatial });
}

/** How something that has a range of its own is heard from where one is: linearly less with distance. */
export function hearThing(
  at: Vector | undefined,
  pose: Pose | undefined,
  { range, spatial }: { range: number; spatial: boolean },
): Sounding {
  if (!at || !pose) return unheard;
  const way: Vector = [at[0] - pose.position[0], at[1] - pose.position[1], at[2] - pose.position[2]];
  const distance = Math.hypot(...way);
  if (distance >= range) return unheard;
  if (!spatial) return near;
  const volume = 1 - distance / range;
  if (distance < SAME_PLACE) return { volume, direction: undefined };
  const along = (axis: Vector) => (way[0] * axis[0] + way[1] * axis[1] + way[2] * axis[2]) / distance;
  return { volume, direction: [along(pose.right), along(pose.up), -along(pose.forward)] };
}
