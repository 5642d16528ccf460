import type { QualitySeries } from '@liuyun/protocol/admin/records';

export type Figure = 'bitrate' | 'fps' | 'loss' | 'delay' | 'rtt' | 'freezes';
type Values = readonly (number | null)[];

/** One column of a series: picture and sound add up to the bitrate. */
export function valuesOf(series: QualitySeries, figure: Figure): Values {
  switch (figure) {
    case 'bitrate':
      return series.videoKbps.map((video, index) => sum(video, series.audioKbps[index] ?? null));
    case 'fps':
      return series.fps;
    case 'loss':
      return series.loss;
    case 'delay':
      return series.delay;
    case 'rtt':
      return series.rtt;
    case 'freezes':
      return series.freezeMs;
  }
}

const sum = (one: number | null, other: number | null) => (one === null && other === null ? null : (one ?? 0) + (other ?? 0));

/** Of what is known; null where nothing is. */
export function average(values: Values): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0) / known.length;
}

/** null where nothing is known. */
export function total(values: Values): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
}

export const isKnown = (values: Values): boolean => values.some((value) => value !== null);

/** How much a viewer suffered, to show the worst first: lost packets and frozen pictures count most, delay a little. */
export function troubleOf(series: QualitySeries): number {
  const seconds = Math.max(1, ((series.t.at(-1) ?? 0) - (series.t[0] ?? 0)) / 1000);
  const frozen = (total(series.freezeMs) ?? 0) / 1000 / seconds;
  const late = Math.max(average(series.delay) ?? 0, average(series.rtt) ?? 0) / 10_000;
  return frozen + (average(series.loss) ?? 0) * 4 + late;
}
