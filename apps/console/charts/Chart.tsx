import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { moment } from '../format/times.ts';
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
  const readout = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot>(undefined);
  const given = useRef<Given>({ lines, from, until, highest, write });
  given.current = { lines, from, until, highest, write };
  /** What a drawing that is there cannot take over. */
  const shape = JSON.stringify([language, lines.map(({ label, colour }) => [label, colour])]);
  const drawn = useRef<readonly Line[]>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape is another drawing
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const read = (pointed: Moment | undefined) => {
      if (readout.current) showMoment(readout.current, pointed);
    };
    const draw = () => {
      plot.current?.destroy();
      const wanted = options({ element, given: () => given.current, read });
      plot.current = new uPlot(wanted, dataOf(given.current.lines), element);
      drawn.current = given.current.lines;
    };
    draw();
    const resized = new ResizeObserver(() => {
      const wide = element.clientWidth;
      if (plot.current && wide > 0 && wide !== plot.current.width) plot.current.setSize({ width: wide, height: HEIGHT });
    });
    resized.observe(element);
    const stop = onTheme(() => requestAnimationFrame(draw));
    return () => {
      stop();
      resized.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [shape]);
  // Newer figures of a call that goes on: who looks closer goes on looking there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same lines may have grown, or their span
  useEffect(() => {
    if (!plot.current || drawn.current === lines) return;
    drawn.current = lines;
    if (zoomed.has(plot.current)) {
      plot.current.setData(dataOf(lines), false);
      plot.current.redraw();
    } else plot.current.setData(dataOf(lines));
  }, [lines, from, until]);
  return (
    <figure className="chart">
      <figcaption>
        {title}
        <span className="readout figure" ref={readout} aria-hidden="true" />
      </figcaption>
      <div ref={place} role="img" aria-label={summary} />
    </figure>
  );
}

/** uPlot counts in seconds and wants one column of times for all lines. */
function dataOf(lines: readonly Line[]): uPlot.AlignedData {
  if (lines.length === 0) return [[]];
  return uPlot.join(lines.map(({ t, values }) => [t.map((at) => at / 1000), [...values]] as uPlot.AlignedData));
}

type Given = Pick<Props, 'lines' | 'from' | 'until' | 'highest' | 'write'>;

/** Drawings of which somebody looks at a part. */
const zoomed = new WeakSet<uPlot>();

/** What the pointer is at: when, and each line's value as it is written, with its colour. */
type Moment = { at: string; values: readonly { colour: number; text: string }[] };

function momentAt({ cursor: { idx }, data }: uPlot, { lines, write, from, until }: Given): Moment | undefined {
  const at = idx === null || idx === undefined ? undefined : data[0][idx];
  if (idx === null || idx === undefined || at === undefined) return undefined;
  const values = lines.flatMap(({ colour }, line) => {
    const value = data[line + 1]?.[idx];
    return value === null || value === undefined ? [] : [{ colour, text: write(value) }];
  });
  return { at: moment(at * 1000, until - from), values };
}

/** Written by hand: this follows the pointer. */
function showMoment(element: HTMLElement, pointed: Moment | undefined): void {
  const part = (className: string, text: string) => {
    const span = document.createElement('span');
    span.className = className;
    span.textContent = text;
    return span;
  };
  const values = pointed?.values.map(({ colour, text }) => part(`value series-${colour + 1}`, text)) ?? [];
  element.replaceChildren(...(pointed ? [part('muted', pointed.at)] : []), ...values);
}

type Wanted = { element: HTMLElement; given: () => Given; read(moment: Moment | undefined): void };

function options({ element, given, read }: Wanted): uPlot.Options {
  const colour = (name: string) => colourOf(element, name);
  const muted = colour('chart-text');
  const grid = { stroke: colour('chart-grid'), width: 1 };
  const font = '12px system-ui, sans-serif';
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT,
    cursor: { sync: { key: SYNC, setSeries: true }, points: { size: 6 }, focus: { prox: 24 } },
    focus: { alpha: 0.35 },
    legend: { show: false },
    hooks: { setCursor: [(plot) => read(momentAt(plot, given()))] },
    scales: {
      // All charts show the same time until somebody zooms, also those that know less of it.
      x: {
        time: true,
        range: (plot, least, most) => {
          const whole: [number, number] = [given().from / 1000, Math.max(given().until, given().from + 1000) / 1000];
          const [times] = plot.data;
          const isWhole = (low: number | undefined, high: number | undefined) => least === low && most === high;
          if (least === null || most === null || isWhole(...whole) || isWhole(times?.[0], times?.at(-1))) {
            zoomed.delete(plot);
            return whole;
          }
          zoomed.add(plot);
          return [least, most];
        },
      },
      y: { range: (_plot, _least, most) => [0, Math.max(given().highest ?? 0, (most ?? 0) * 1.1) || 1] },
    },
    axes: [
      {
        stroke: muted,
        grid,
        ticks: { ...grid, size: 4 },
        font,
        size: 30,
        space: 90,
        values: (_plot, splits) => splits.map((at) => moment(at * 1000, given().until - given().from)),
      },
      {
        stroke: muted,
        grid,
        ticks: { show: false },
        font,
        size: AXIS_WIDTH,
        values: (_plot, splits) => splits.map((value) => given().write(value)),
      },
    ],
    series: [
      {},
      ...given().lines.map(({ label, colour: index }) => ({
        label,
        stroke: colour(`series-${index + 1}`),
        width: 1.6,
        points: { show: false },
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
