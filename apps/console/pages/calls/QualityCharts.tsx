import type { CallDescription, QualitySeries } from '@liuyun/protocol/admin/records';
import { useMemo, useRef } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { Chart, type Line } from '../../charts/Chart.tsx';
import { bitrate, millis, NOTHING, share } from '../../format/figures.ts';
import { Choice } from '../../kit/Field.tsx';
import { Section } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { usePages } from '../../kit/usePages.ts';
import { useLanguage } from '../../language/Language.tsx';
import type { Language, Pair } from '../../language/Pair.ts';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { usePlace } from '../../route/Router.tsx';
import { average, type Figure, isKnown, total, troubleOf, valuesOf } from './figures.ts';
import { userNames } from './userNames.ts';

/** More lines than colours would be a tangle. */
const LINES = 6;
const POINTS = 600;
const EVERY_MS = 10_000;

const whole = (value: number | null) => (value === null ? NOTHING : String(Math.round(value)));

const FIGURES: readonly (readonly [Figure, Pair, (value: number | null, language: Language) => string, highest?: number])[] = [
  ['bitrate', w.bitrate, bitrate],
  ['fps', w.fps, whole],
  ['loss', w.loss, share, 0.05],
  ['delay', w.delay, millis],
  ['rtt', w.rtt, millis],
  ['freezes', w.freezes, millis],
];

export function QualityCharts({ description: { call, stays, publications, plays } }: { description: CallDescription }) {
  const { say, language } = useLanguage();
  const { path, query, go } = usePlace();
  const userID = query.get('user') ?? '';
  const streamID = query.get('stream') ?? '';
  const choose = (change: { user?: string; stream?: string }) => {
    const wanted = Object.entries({ user: userID, stream: streamID, ...change }).filter(([, value]) => value !== '');
    go(wanted.length ? `${path}?${new URLSearchParams(wanted)}` : path, { replace: true });
  };
  const { answer, failure, stale, reload } = useAnswer(
    'getQuality',
    { callID: call.callID, userID: userID || undefined, streamID: streamID || undefined, points: POINTS },
    call.closedAt === null ? { every: EVERY_MS } : {},
  );
  const users = useMemo(() => userNames(stays), [stays]);
  const streams = useMemo(() => [...new Set([...publications, ...plays].map((one) => one.streamID))], [publications, plays]);
  const all = useMemo(() => worstFirst(answer?.series ?? []), [answer]);
  const drawn = useSteady(all, `${userID} ${streamID}`);
  const nameOf = (series: QualitySeries) => {
    const user = users.get(series.userID) ?? series.userID;
    return say(series.direction === 'send' ? w.sends : w.receives, { user, stream: series.streamID });
  };
  return (
    <Section
      title={say(w.quality)}
      hint={drawn.length > 0 ? say(w.qualityHint) : undefined}
      actions={
        <>
          <Choice
            label={say(w.who)}
            value={userID}
            onChange={(user) => choose({ user })}
            choices={[['', say(w.everybody)], ...users]}
          />
          <Choice
            label={say(common.stream)}
            value={streamID}
            onChange={(stream) => choose({ stream })}
            choices={[['', say(w.allStreams)], ...streams.map((known) => [known, known] as const)]}
          />
        </>
      }
    >
      {failure && <Failure failure={failure} onRetry={reload} />}
      {!answer && !failure && <Skeleton lines={8} />}
      {answer && drawn.length === 0 && (
        <Empty icon="calls" title={say(w.noQuality)}>
          {say(w.noQualityHint)}
        </Empty>
      )}
      {drawn.length > 0 && (
        <div className={stale ? 'stack stale' : 'stack'}>
          {(all.length > drawn.length || answer?.more) && (
            <p className="hint">{say(w.onlySome, { shown: drawn.length, n: answer?.more ? `${all.length}+` : all.length })}</p>
          )}
          <Lines series={drawn} nameOf={nameOf} />
          <InShort series={all} nameOf={nameOf} language={language} />
        </div>
      )}
    </Section>
  );
}

/** As they are where all can be drawn; of more, those that somebody looks for: where it was bad. */
function worstFirst(series: readonly QualitySeries[]): readonly QualitySeries[] {
  if (series.length <= LINES) return series;
  const trouble = new Map(series.map((one) => [one, troubleOf(one)]));
  return [...series].sort((one, other) => (trouble.get(other) ?? 0) - (trouble.get(one) ?? 0));
}

const keyOf = ({ userID, streamID, direction }: QualitySeries) => JSON.stringify([userID, streamID, direction]);

/** The first ones, and in a call that goes on the same ones from then on: colours do not jump from one line to another. */
function useSteady(all: readonly QualitySeries[], choice: string): readonly QualitySeries[] {
  const held = useRef<{ choice: string; keys: readonly string[] }>({ choice, keys: [] });
  return useMemo(() => {
    const known = new Map(all.map((one) => [keyOf(one), one]));
    const { keys } = held.current;
    const keeps =
      held.current.choice === choice && keys.length === Math.min(LINES, all.length) && keys.every((key) => known.has(key));
    const now = keeps ? keys : all.slice(0, LINES).map(keyOf);
    held.current = { choice, keys: now };
    return now.flatMap((key) => known.get(key) ?? []);
  }, [all, choice]);
}

type LinesProps = { series: readonly QualitySeries[]; nameOf(series: QualitySeries): string };

function Lines({ series, nameOf }: LinesProps) {
  const { say, language } = useLanguage();
  const from = Math.min(...series.map(({ t }) => t[0] ?? Number.POSITIVE_INFINITY));
  const until = Math.max(...series.map(({ t }) => t.at(-1) ?? 0));
  const names = series.map(nameOf).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names stand for the function that makes them
  const charts = useMemo(
    () =>
      FIGURES.map(([figure, title, write, highest]) => {
        const lines = series.flatMap((one, colour): Line[] => {
          const values = valuesOf(one, figure);
          return isKnown(values) ? [{ label: nameOf(one), t: one.t, values, colour }] : [];
        });
        return { figure, title, write, highest, lines };
      }).filter(({ lines }) => lines.length > 0),
    [series, names],
  );
  return (
    <div className="charts">
      <ul className="legend">
        {series.map((one, colour) => (
          <li key={keyOf(one)}>
            <span className={`swatch line series-${colour + 1}`} aria-hidden="true" />
            <bdi>{nameOf(one)}</bdi>
          </li>
        ))}
      </ul>
      {charts.map(({ figure, title, write, highest, lines }) => (
        <Chart
          key={figure}
          title={say(title)}
          summary={say(w.chartSays, { what: say(title), n: lines.length })}
          lines={lines}
          from={from}
          until={until}
          highest={highest}
          write={(value) => write(value, language)}
        />
      ))}
    </div>
  );
}

type InShortProps = { series: readonly QualitySeries[]; nameOf(series: QualitySeries): string; language: Language };

/** The same in figures, which can be read out and compared. */
function InShort({ series, nameOf, language }: InShortProps) {
  const { say } = useLanguage();
  const { seen, pager } = usePages(series);
  const columns: readonly Column<QualitySeries>[] = [
    { title: say(w.line), head: true, cell: nameOf },
    ...FIGURES.map(
      ([figure, title, write]): Column<QualitySeries> => ({
        title: figure === 'freezes' ? say(title) : `${say(title)} · ${say(w.average)}`,
        number: true,
        cell: (one) => {
          const values = valuesOf(one, figure);
          return write(figure === 'freezes' ? total(values) : average(values), language);
        },
      }),
    ),
  ];
  return (
    <div className="in-short">
      <h2>{say(w.inShort)}</h2>
      <Table caption={say(w.inShort)} columns={columns} rows={seen} keyOf={keyOf} />
      <Pager {...pager} />
    </div>
  );
}
