import { useAnswer } from '../../api/useAnswer.ts';
import { count } from '../../format/figures.ts';
import { duration, timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Page } from '../../kit/Page.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { Tile, Tiles } from '../../kit/Tiles.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { live } from '../../language/words/live.ts';
import { pathOf } from '../../route/path.ts';
import { Link } from '../../route/Router.tsx';
import { CallPeople } from './CallPeople.tsx';
import { CallStreams } from './CallStreams.tsx';
import { Downloads } from './Downloads.tsx';
import { QualityCharts } from './QualityCharts.tsx';
import { Timeline } from './Timeline.tsx';

const EVERY_MS = 5_000;

/** One call: who was there when, how good it was, and why everybody left. */
export function CallPage({ callID }: { callID: string }) {
  const { say, language } = useLanguage();
  const { answer, failure, reload } = useAnswer(
    'getCall',
    { callID },
    { every: EVERY_MS, unless: ({ call }) => call.closedAt !== null },
  );
  const gone = failure?.failure === 'NOT_FOUND';
  const call = answer?.call;
  return (
    <Page
      title={call?.roomID ?? say(w.title)}
      above={[['/calls', say(w.title)]]}
      lead={
        call && (
          <>
            <span className="figure">
              {say(w.fromTo, {
                from: timestamp(call.openedAt),
                to: call.closedAt === null ? say(common.now) : timestamp(call.closedAt),
              })}
            </span>
            {call.closedAt === null && <Badge tone="good">{say(w.going)}</Badge>}
            {call.crashed && <Badge tone="bad">{say(w.crashed)}</Badge>}
            <Link to={pathOf('apps', call.appID)}>{`${say(common.app)} ${call.appID}`}</Link>
            {call.closedAt === null && <Link to={pathOf('live', call.appID, call.roomID)}>{say(live.title)}</Link>}
          </>
        )
      }
      actions={call && <Downloads filter={{ callID }} />}
    >
      {gone && (
        <div className="card">
          <Empty icon="calls" title={say(w.gone)}>
            {say(w.goneHint)}
          </Empty>
        </div>
      )}
      {failure && !gone && <Failure failure={failure} onRetry={reload} />}
      {!answer && !failure && <Skeleton lines={8} />}
      {answer && call && (
        <>
          <Tiles>
            <Tile title={say(w.duration)}>{duration(call.durationMs, language)}</Tile>
            <Tile title={say(common.users)}>{count(call.users, language)}</Tile>
            <Tile title={say(w.peakUsers)}>{count(call.peakUsers, language)}</Tile>
            <Tile title={say(w.publications)}>{count(call.publications, language)}</Tile>
            <Tile title={say(w.plays)}>{count(call.plays, language)}</Tile>
          </Tiles>
          <Timeline description={answer} />
          <QualityCharts description={answer} />
          <CallPeople description={answer} />
          <CallStreams description={answer} />
        </>
      )}
    </Page>
  );
}
