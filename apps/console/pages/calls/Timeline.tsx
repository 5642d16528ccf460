import type { CallDescription } from '@liuyun/protocol/admin/records';
import { useMemo, useState } from 'react';
import { moment } from '../../format/times.ts';
import { Switch } from '../../kit/Field.tsx';
import { Section } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { useLanguage } from '../../language/Language.tsx';
import type { Pair } from '../../language/Pair.ts';
import { calls as w } from '../../language/words/calls.ts';
import { type Bar, type TimelineRow, ticks, timelineRows } from './timelineRows.ts';

const USERS_AT_ONCE = 30;
const STAY_HEIGHT = 12;
const LANE_HEIGHT = 8;
const GAP = 3;

const MEANING: { [K in Bar['kind']]: Pair } = {
  stay: w.barStay,
  break: w.barBreak,
  video: w.barVideo,
  audio: w.barAudio,
  play: w.barPlay,
};

/** The call at a glance. Everything in it also stands in the tables below, for those who do not see it. */
export function Timeline({ description }: { description: CallDescription }) {
  const { say } = useLanguage();
  const { call } = description;
  const [plays, setPlays] = useState(description.plays.length <= 60);
  const [first, setFirst] = useState(0);
  const rows = useMemo(() => timelineRows(description, plays), [description, plays]);
  const end = call.closedAt ?? call.openedAt + call.durationMs;
  const marks = ticks(call.openedAt, end);
  const seen = rows.slice(first, first + USERS_AT_ONCE);
  return (
    <Section
      title={say(w.timeline)}
      hint={say(w.timelineHint)}
      actions={description.plays.length > 0 && <Switch label={say(w.showPlays)} value={plays} onChange={setPlays} />}
    >
      <ul className="legend">
        {(['stay', 'break', 'video', 'audio', 'play'] as const)
          .filter((kind) => kind !== 'play' || plays)
          .map((kind) => (
            <li key={kind}>
              <span className={`swatch bar-${kind}`} aria-hidden="true" />
              {say(MEANING[kind])}
            </li>
          ))}
      </ul>
      <div className="timeline" aria-hidden="true">
        <div className="timeline-row axis">
          <span />
          <svg height="18" width="100%" aria-hidden="true">
            {marks.map(({ at, x }) => (
              <text key={at} x={`${x}%`} y="13" className={x > 90 ? 'last' : x < 5 ? 'first' : undefined}>
                {moment(at, end - call.openedAt)}
              </text>
            ))}
          </svg>
        </div>
        {seen.map((row) => (
          <Row key={row.userID} row={row} marks={marks} span={end - call.openedAt} />
        ))}
      </div>
      <Pager
        from={first}
        count={seen.length}
        onPrevious={first > 0 ? () => setFirst(Math.max(0, first - USERS_AT_ONCE)) : undefined}
        onNext={first + USERS_AT_ONCE < rows.length ? () => setFirst(first + USERS_AT_ONCE) : undefined}
      />
    </Section>
  );
}

type RowProps = { row: TimelineRow; marks: readonly { at: number; x: number }[]; span: number };

function Row({ row: { userID, userName, lanes }, marks, span }: RowProps) {
  const { say } = useLanguage();
  const height = STAY_HEIGHT + (lanes.length - 1) * (LANE_HEIGHT + GAP) + 8;
  return (
    <div className="timeline-row">
      <span className="clip" title={userID}>
        {userName}
      </span>
      <svg height={height} width="100%" aria-hidden="true">
        {marks.map(({ at, x }) => (
          <line key={at} x1={`${x}%`} x2={`${x}%`} y1="0" y2={height} />
        ))}
        {lanes.map((lane, index) => {
          const y = index === 0 ? 4 : 4 + STAY_HEIGHT + GAP + (index - 1) * (LANE_HEIGHT + GAP);
          return lane.map((one) => (
            <rect
              key={`${one.kind} ${one.name} ${one.from}`}
              className={`bar-${one.kind}`}
              x={`${one.x}%`}
              width={`${one.width}%`}
              y={y}
              height={index === 0 ? STAY_HEIGHT : LANE_HEIGHT}
              rx="2"
            >
              <title>
                {`${one.name} ${say(MEANING[one.kind])} ${say(w.fromTo, { from: moment(one.from, span), to: moment(one.until, span) })}`.trim()}
              </title>
            </rect>
          ));
        })}
      </svg>
    </div>
  );
}
