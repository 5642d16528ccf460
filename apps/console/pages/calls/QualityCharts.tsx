import type { CallDescription, QualitySeries } from '@liuyun/protocol/admin/records';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { Chart, type Line } from '../../charts/Chart.tsx';
import { bitrate, millis, NOTHING, share } from '../../format/figures.ts';
import { Choice } from '../../kit/Field.tsx';
import { Section } from '../../kit/Page.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useLanguage } from '../../language/Language.tsx';
import type { Language, Pair } from '../../language/Pair.ts';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { average, type Figure, isKnown, total, valuesOf } from './figures.ts';

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
  const [userID, setUserID] = useState('');
  const [streamID, setStreamID] = useState('');
  const { answer, failure, stale, reload } = useAnswer(
    'getQuality',
    { callID: call.callID, userID: userID || undefined, streamID: streamID || undefined, points: POINTS },
    call.closedAt === null ? { every: EVERY_MS } : {},
  );
  const users = useMemo(() => [...new Map(stays.map((stay) => [stay.userID, stay.userName || stay.userID]))], [stays]);
  const streams = useMemo(() => [...new Set([...publications, ...plays].map((one) => one.streamID))], [publications, plays]);
  const all = answer?.series ?? [];
  const drawn = useMemo(() => (answer?.series ?? []).slice(0, LINES), [answer]);
  const nameOf = (series: QualitySeries) => {
    const user = users.find(([known]) => known === series.userID)?.[1] ?? series.userID;
    return say(series.direction === 'send' ? w.sends : w.receives, { user, stream: series.streamID });
  };
  return (
    <Section
      title={say(w.quality)}
      hint={drawn.length > 0 ? say(w.qualityHint) : undefined}
      actions={
        <>
          <Choice label={say(w.who)} value={userID} onChange={setUserID} choices={[['', say(w.everybody)], ...users]} />
          <Choice
            label={say(common.stream)}
            value={streamID}
            onChange={setStreamID}
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
            <p className="hint">{say(w.onlySome, { shown: drawn.length, n: all.length })}</p>
          )}
          <Lines series={drawn} nameOf={nameOf} />
          <InShort series={all} nameOf={nameOf} language={language} />
        </div>
      )}
    </Section>
  );
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
      <Table
        caption={say(w.inShort)}
        columns={columns}
        rows={series}
        keyOf={(one) => `${one.userID} ${one.streamID} ${one.direction}`}
      />
    </div>
  );
}
