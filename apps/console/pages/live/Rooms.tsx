import type { Item } from '../../api/types.ts';
import { useList } from '../../api/useList.ts';
import { count } from '../../format/figures.ts';
import { duration, timestamp } from '../../format/times.ts';
import { AppChoice, useChosenApp } from '../../kit/AppChoice.tsx';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { SearchField } from '../../kit/SearchField.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { apps as appWords } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';
import { pathOf, withSearch } from '../../route/path.ts';
import { Link, usePlace } from '../../route/Router.tsx';

type Room = Item<'listRooms'>;
const EVERY_MS = 3_000;

export function Rooms({ asked }: { asked: number | undefined }) {
  const { say, language } = useLanguage();
  const { go, path, query } = usePlace();
  const search = query.get('search') ?? '';
  const chosen = useChosenApp(asked);
  const { apps, appID } = chosen;
  const list = useList('listRooms', appID === undefined ? null : { appID, search: search || undefined }, { every: EVERY_MS });
  const { items, answer, stale, pager } = list;
  const failure = list.failure ?? chosen.failure;
  const columns: readonly Column<Room>[] = [
    {
      title: say(common.room),
      head: true,
      cell: (room) => (
        <Link className="id" to={pathOf('live', appID ?? 0, room.roomID)}>
          {room.roomID}
        </Link>
      ),
    },
    { title: say(common.users), number: true, cell: (room) => count(room.users, language) },
    { title: say(common.streams), number: true, cell: (room) => count(room.streams, language) },
    { title: say(w.lasting), number: true, cell: (room) => duration(Date.now() - room.openedAt, language) },
    { title: say(w.openedAt), number: true, cell: (room) => timestamp(room.openedAt) },
  ];
  const noApps = chosen.answer && apps.length === 0 && asked === undefined;
  return (
    <Page title={say(w.title)} lead={answer ? say(w.total, { n: answer.total }) : undefined}>
      {failure && <Failure failure={failure} onRetry={() => Promise.all([list.reload(), chosen.reload()])} />}
      {noApps ? (
        <div className="card">
          <Empty
            icon="apps"
            title={say(w.noApps)}
            action={
              <Link className="button main" to="/apps">
                {say(appWords.createFirst)}
              </Link>
            }
          >
            {say(w.noAppsHint)}
          </Empty>
        </div>
      ) : (
        <>
          <div className="bar-of-filters">
            <AppChoice
              apps={apps}
              appID={appID}
              onChoose={(next) => next !== undefined && go(withSearch(pathOf('live', next), search))}
            />
            <SearchField
              label={say(w.searchLabel)}
              placeholder={say(w.search)}
              value={search}
              onSearch={(text) => go(withSearch(path, text), { replace: true })}
            />
          </div>
          <div className="card flush">
            {!answer && !failure && <Skeleton />}
            {answer &&
              items.length === 0 &&
              (search ? (
                <Empty icon="search" title={say(w.noMatch)}>
                  {say(w.noMatchHint)}
                </Empty>
              ) : (
                <Empty
                  icon="live"
                  title={say(w.noRooms)}
                  action={
                    appID !== undefined && (
                      <Link className="button" to={pathOf('apps', appID, 'token')}>
                        {say(appWords.makeToken)}
                      </Link>
                    )
                  }
                >
                  {say(w.noRoomsHint)}
                </Empty>
              ))}
            {items.length > 0 && (
              <Table caption={say(w.title)} columns={columns} rows={items} keyOf={(room) => room.roomID} stale={stale} />
            )}
            <Pager {...pager} />
          </div>
        </>
      )}
    </Page>
  );
}
