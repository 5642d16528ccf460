import { useMayAct } from '../../api/session.tsx';
import { useAnswer } from '../../api/useAnswer.ts';
import { bitrate, bytes, count, millis, share } from '../../format/figures.ts';
import { duration } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { Tile, Tiles } from '../../kit/Tiles.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { apps as appWords } from '../../language/words/apps.ts';
import { calls } from '../../language/words/calls.ts';
import { system as w } from '../../language/words/system.ts';
import { pathOf } from '../../route/path.ts';
import { Link } from '../../route/Router.tsx';
import { CallTable } from '../calls/CallTable.tsx';

const EVERY_MS = 3_000;
const CALLS_EVERY_MS = 10_000;
const SHOWN = 8;

/** How things are, on one page. */
export function Overview() {
  const { say, language } = useLanguage();
  const health = useAnswer('getHealth', {}, { every: EVERY_MS });
  const apps = useAnswer('listApps', { limit: 200 }, { every: CALLS_EVERY_MS });
  const last = useAnswer('searchCalls', { limit: SHOWN }, { every: CALLS_EVERY_MS });
  const { answer } = health;
  const appName = (appID: number) => apps.answer?.items.find((app) => app.appID === appID)?.name ?? String(appID);
  const failed = [health, apps, last].find(({ failure }) => failure);
  return (
    <Page title={say(w.overview)}>
      {failed?.failure && (
        <Failure failure={failed.failure} onRetry={() => Promise.all([health.reload(), apps.reload(), last.reload()])} />
      )}
      {!answer && !health.failure && <Skeleton />}
      {answer && (
        <Tiles>
          <Tile title={say(w.usersNow)} hint={answer.cloud.usersAway > 0 && say(w.usersAway, { n: answer.cloud.usersAway })}>
            {count(answer.cloud.users, language)}
          </Tile>
          <Tile title={say(w.roomsNow)}>{count(answer.cloud.rooms, language)}</Tile>
          <Tile title={say(w.streamsNow)}>{count(answer.cloud.streams, language)}</Tile>
          <Tile title={say(w.playsNow)}>{count(answer.cloud.plays, language)}</Tile>
          <Passing title={say(w.bitrateIn)} hint={say(w.bitrateInHint)} kbps={answer.bitrate.inKbps} />
          <Passing title={say(w.bitrateOut)} hint={say(w.bitrateOutHint)} kbps={answer.bitrate.outKbps} />
        </Tiles>
      )}
      {apps.answer?.items.length === 0 && <FirstApp />}
      <div className="columns">
        {answer && (
          <Section
            title={say(w.healthTitle)}
            actions={
              <>
                <Badge tone={answer.ready ? 'good' : 'bad'}>{say(answer.ready ? w.ready : w.notReady)}</Badge>
                <Link to="/health">{say(w.healthDetails)}</Link>
              </>
            }
          >
            <dl className="facts">
              <dt>{say(w.uptime)}</dt>
              <dd>{duration(answer.uptimeMs, language)}</dd>
              <dt>{say(w.cpu)}</dt>
              <dd>{share(answer.process.cpu, language)}</dd>
              <dt>{say(w.memory)}</dt>
              <dd>{bytes(answer.process.rssBytes, language)}</dd>
              <dt>{say(w.eventLoop)}</dt>
              <dd>{millis(answer.process.eventLoopDelayMs, language)}</dd>
              <dt>{say(w.workers)}</dt>
              <dd>{count(answer.workers.length, language)}</dd>
              <dt>{say(w.callbacksWaiting)}</dt>
              <dd>{count(answer.callbacksWaiting, language)}</dd>
            </dl>
          </Section>
        )}
        {apps.answer && apps.answer.items.length > 0 && (
          <Section title={say(w.yourApps)} actions={<Link to="/apps">{say(w.allApps)}</Link>}>
            <ul className="app-list">
              {[...apps.answer.items]
                .sort((one, other) => other.users - one.users)
                .slice(0, 6)
                .map((app) => (
                  <li key={app.appID}>
                    <Link to={pathOf('apps', app.appID)} className="clip">
                      {app.name}
                    </Link>
                    <span className="muted figure nowrap">
                      {say(w.usersIn, { n: app.users })} · {say(w.roomsIn, { n: app.rooms })}
                    </span>
                  </li>
                ))}
            </ul>
          </Section>
        )}
      </div>
      <Section title={say(w.lastCalls)} flush actions={<Link to="/calls">{say(w.allCalls)}</Link>}>
        {!last.answer && !last.failure && <Skeleton />}
        {last.answer?.items.length === 0 && (
          <Empty icon="calls" title={say(calls.none)}>
            {say(calls.noneHint)}
          </Empty>
        )}
        {last.answer && last.answer.items.length > 0 && <CallTable calls={last.answer.items} appName={appName} />}
      </Section>
    </Page>
  );
}

/** The unit stands below the figure: beside it there is no room. */
function Passing({ title, hint, kbps }: { title: string; hint: string; kbps: number | null }) {
  const { language } = useLanguage();
  const [figure, unit] = bitrate(kbps, language).split(' ');
  return (
    <Tile title={title} hint={[unit, hint].filter(Boolean).join(' ')}>
      {figure}
    </Tile>
  );
}

function FirstApp() {
  const { say } = useLanguage();
  const mayAct = useMayAct();
  return (
    <div className="card">
      <Empty
        icon="apps"
        title={say(appWords.createFirst)}
        action={
          mayAct && (
            <Link className="button main" to="/apps">
              {say(appWords.create)}
            </Link>
          )
        }
      >
        {say(appWords.createFirstHint)}
      </Empty>
    </div>
  );
}
