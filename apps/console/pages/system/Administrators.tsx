import { useState } from 'react';
import { useSession } from '../../api/session.tsx';
import type { Administrator } from '../../api/types.ts';
import { useList } from '../../api/useList.ts';
import { day, timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { entry } from '../../language/words/entry.ts';
import { system as w } from '../../language/words/system.ts';
import { AddAdministrator } from './AddAdministrator.tsx';
import { ChangeAdministrator } from './ChangeAdministrator.tsx';

export function Administrators() {
  const { say } = useLanguage();
  const { session } = useSession();
  const { items, answer, failure, stale, reload, pager } = useList('listAdministrators', {});
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Administrator>();
  const columns: readonly Column<Administrator>[] = [
    {
      title: say(entry.username),
      head: true,
      cell: (one) => (
        <>
          <span className="id">{one.username}</span>{' '}
          {one.username === session?.username && <Badge tone="accent">{say(entry.you)}</Badge>}
        </>
      ),
    },
    { title: say(entry.role), cell: (one) => say(one.role === 'admin' ? entry.roleAdmin : entry.roleViewer) },
    {
      title: say(common.state),
      cell: (one) => (one.disabled ? <Badge tone="bad">{say(w.disabled)}</Badge> : <Badge tone="good">{say(w.active)}</Badge>),
    },
    {
      title: say(w.lastLogin),
      number: true,
      cell: (one) => (one.lastLoginAt === null ? say(w.never) : timestamp(one.lastLoginAt)),
    },
    { title: say(common.created), number: true, cell: (one) => day(one.createdAt) },
    {
      title: say(common.actions),
      acts: true,
      cell: (one) => (
        <div className="actions">
          <Button small onClick={() => setChanging(one)} aria-label={`${say(common.edit)} ${one.username}`}>
            {say(common.edit)}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <Page
      title={say(w.administrators)}
      lead={say(w.administratorsLead)}
      actions={
        <Button look="main" icon="plus" onClick={() => setAdding(true)}>
          {say(w.addAdministrator)}
        </Button>
      }
    >
      {failure && <Failure failure={failure} onRetry={reload} />}
      <div className="card flush">
        {!answer && !failure && <Skeleton />}
        {items.length > 0 && (
          <Table caption={say(w.administrators)} columns={columns} rows={items} keyOf={(one) => one.username} stale={stale} />
        )}
        <Pager {...pager} />
      </div>
      {adding && <AddAdministrator onClose={() => setAdding(false)} reload={reload} />}
      {changing && (
        <ChangeAdministrator
          administrator={items.find(({ username }) => username === changing.username) ?? changing}
          onClose={() => setChanging(undefined)}
          reload={reload}
        />
      )}
    </Page>
  );
}
