import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { clock, day } from '../format/times.ts';
import { useLanguage } from '../language/Language.tsx';
import { onTheme } from '../look/theme.ts';

export type Line = { label: string; t: readonly number[]; values: readonly (number | null)[]; colour: number };
type Props = {
  title: string;
  summary: string;
  lines: readonly Line[];
  from: number;
  until: number;
  write(value: number): string;
  highest?: number;
};

const HEIGHT = 150;
const AXIS_WIDTH = 78;
/** All charts of a page move their cursors together. */
const SYNC = 'call';

/** Lines over time. Under the pointer the values are read off, in every chart at the same moment. */
export function Chart({ title, summary, lines, from, until, write, highest }: Props) {
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const writer = useRef(write);
  writer.current = write;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is in what the writer writes
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let plot: uPlot | undefined;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(
        options({ element, lines, from, until, write: (value) => writer.current(value), highest }),
        dataOf(lines),
        element,
      );
    };
    draw();
    const resized = new ResizeObserver(
      () => plot && element.clientWidth !== plot.width && plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    resized.observe(element);
    const stop = onTheme(() => requestAnimationFrame(draw));
    return () => {
      stop();
      resized.disconnect();
      plot?.destroy();
    };
  }, [lines, from, until, highest, language]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} role="img" aria-label={summary} />
    </figure>
  );
}

/** uPlot counts in seconds and wants one column of times for all lines. */
function dataOf(lines: readonly Line[]): uPlot.AlignedData {
  if (lines.length === 0) return [[]];
  return uPlot.join(lines.map(({ t, values }) => [t.map((at) => at / 1000), [...values]] as uPlot.AlignedData));
}

type Wanted = {
  element: HTMLElement;
  lines: readonly Line[];
  from: number;
  until: number;
  write(value: number): string;
  highest?: number | undefined;
};

function options({ element, lines, from, until, write, highest }: Wanted): uPlot.Options {
  const colour = (name: string) => colourOf(element, name);
  const muted = colour('chart-text');
  const grid = { stroke: colour('chart-grid'), width: 1 };
  const font = '12px system-ui, sans-serif';
  const low = from / 1000;
  const high = Math.max(until / 1000, low + 1);
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT,
    cursor: { sync: { key: SYNC, setSeries: true }, points: { size: 6 }, focus: { prox: 24 } },
    focus: { alpha: 0.35 },
    legend: { live: true },
    scales: {
      // All charts show the same time until somebody zooms, also those that know less of it.
      x: {
        time: true,
        range: ({ data: [times] }, least, most) => {
          const zoomed = least !== null && most !== null && least < most && (least !== times[0] || most !== times.at(-1));
          return zoomed ? [least, most] : [low, high];
        },
      },
      y: { range: (_plot, _least, most) => [0, Math.max(highest ?? 0, (most ?? 0) * 1.1) || 1] },
    },
    axes: [
      {
        stroke: muted,
        grid,
        ticks: { ...grid, size: 4 },
        font,
        size: 30,
        space: 90,
        values: (_plot, splits) => splits.map((at) => clock(at * 1000)),
      },
      {
        stroke: muted,
        grid,
        ticks: { show: false },
        font,
        size: AXIS_WIDTH,
        values: (_plot, splits) => splits.map((value) => write(value)),
      },
    ],
    series: [
      { value: (_plot, at) => (at === null || at === undefined ? '' : `${day(at * 1000)} ${clock(at * 1000)}`), label: '' },
      ...lines.map(({ label, colour: index }) => ({
        label,
        stroke: colour(`series-${index + 1}`),
        width: 1.6,
        points: { show: false },
        value: (_plot: uPlot, value: number | null | undefined) => (value === null || value === undefined ? '–' : write(value)),
      })),
    ],
  };
}

/** A custom property as the colour it is now, light or dark. */
function colourOf(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.className = `probe ${name}`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
