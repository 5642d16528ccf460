import type { Call } from '@liuyun/protocol/admin/records';
import { count } from '../../format/figures.ts';
import { duration, timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { pathOf } from '../../route/path.ts';
import { Link } from '../../route/Router.tsx';

type Props = { calls: readonly Call[]; appName(appID: number): string; stale?: boolean };

export function CallTable({ calls, appName, stale }: Props) {
  const { say, language } = useLanguage();
  const columns: readonly Column<Call>[] = [
    {
      title: say(common.room),
      head: true,
      cell: (call) => (
        <span className="named">
          <Link className="id" to={pathOf('calls', call.callID)}>
            {call.roomID}
          </Link>
          {call.closedAt === null && <Badge tone="good">{say(w.going)}</Badge>}
          {call.crashed && <Badge tone="bad">{say(w.crashed)}</Badge>}
        </span>
      ),
    },
    { title: say(common.app), cell: (call) => <span className="id">{appName(call.appID)}</span> },
    { title: say(w.began), number: true, cell: (call) => timestamp(call.openedAt) },
    { title: say(w.lasted), number: true, cell: (call) => duration(call.durationMs, language) },
    { title: say(common.users), number: true, cell: (call) => count(call.users, language) },
    { title: say(w.publications), number: true, cell: (call) => count(call.publications, language) },
    { title: say(w.plays), number: true, cell: (call) => count(call.plays, language) },
  ];
  return <Table caption={say(w.title)} columns={columns} rows={calls} keyOf={(call) => call.callID} stale={stale} />;
}
