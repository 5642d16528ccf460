/** All that is made up happens around this moment, so that pictures can be compared. */
export const NOW = Date.UTC(2026, 10, 21, 8, 30);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const NAMES = ['Ann', '王小明', 'Bob', '小云', 'Fatima', 'Emil', 'Priya', '李雷', 'Zoë', 'Müller'];
export const ROOMS = [
  'lobby',
  'monday-meeting',
  'weekly@marketing',
  'evening-talk',
  'class-7b',
  'support-0042',
  'a-room-with-a-rather-long-name-that-somebody-generated',
];

export const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
export const idOf = (index: number) => `user-${index + 1}`;
/** The same every time, so that pictures can be compared. */
export const noise = (seed: number) => {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
};
