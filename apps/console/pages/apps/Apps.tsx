import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import type { AppSummary } from '../../api/types.ts';
import { useList } from '../../api/useList.ts';
import { count } from '../../format/figures.ts';
import { day } from '../../format/times.ts';
import { Button } from '../../kit/Button.tsx';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { SearchField } from '../../kit/SearchField.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';
import { pathOf, withSearch } from '../../route/path.ts';
import { Link, usePlace } from '../../route/Router.tsx';
import { CreateApp } from './CreateApp.tsx';

const EVERY_MS = 5_000;

export function Apps() {
  const { say, language } = useLanguage();
  const { query, go } = usePlace();
  const mayAct = useMayAct();
  const [creating, setCreating] = useState(false);
  const search = query.get('search') ?? '';
  const { items, answer, failure, stale, reload, pager } = useList(
    'listApps',
    { search: search || undefined },
    { every: EVERY_MS },
  );
  const create = mayAct && (
    <Button look="main" icon="plus" onClick={() => setCreating(true)}>
      {say(w.create)}
    </Button>
  );
  const columns: readonly Column<AppSummary>[] = [
    {
      title: say(common.name),
      head: true,
      cell: (app) => (
        <Link to={pathOf('apps', app.appID)} className="id">
          {app.name}
        </Link>
      ),
    },
    { title: say(w.appID), cell: (app) => <span className="figure">{app.appID}</span> },
    { title: say(w.usersNow), number: true, cell: (app) => count(app.users, language) },
    { title: say(w.roomsNow), number: true, cell: (app) => count(app.rooms, language) },
    { title: say(w.streamsNow), number: true, cell: (app) => count(app.streams, language) },
    { title: say(common.created), number: true, cell: (app) => day(app.createdAt) },
  ];
  const none = answer && items.length === 0;
  return (
    <Page
      title={say(w.title)}
      lead={answer && answer.total > 0 ? say(w.total, { n: answer.total }) : say(w.lead)}
      actions={none && !search ? undefined : create}
    >
      {failure && <Failure failure={failure} onRetry={reload} />}
      {(search || !none) && (
        <SearchField
          label={say(w.searchLabel)}
          placeholder={say(w.search)}
          value={search}
          onSearch={(text) => go(withSearch('/apps', text), { replace: true })}
        />
      )}
      <div className="card flush">
        {!answer && !failure && <Skeleton />}
        {none &&
          (search ? (
            <Empty icon="search" title={say(w.noMatch)}>
              {say(w.noMatchHint)}
            </Empty>
          ) : (
            <Empty icon="apps" title={say(w.createFirst)} action={create}>
              {say(w.createFirstHint)}
            </Empty>
          ))}
        {items.length > 0 && (
          <Table caption={say(w.title)} columns={columns} rows={items} keyOf={(app) => app.appID} stale={stale} />
        )}
        <Pager {...pager} />
      </div>
      {creating && (
        <CreateApp
          onClose={() => setCreating(false)}
          onCreated={(app) => {
            setCreating(false);
            go(pathOf('apps', app.appID));
          }}
        />
      )}
    </Page>
  );
}
