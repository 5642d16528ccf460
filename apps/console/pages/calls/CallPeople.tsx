import type { CallDescription, Stay } from '@liuyun/protocol/admin/records';
import { count, millis, NOTHING } from '../../format/figures.ts';
import { duration, timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Section } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { usePages } from '../../kit/usePages.ts';
import { useLanguage } from '../../language/Language.tsx';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { Link } from '../../route/Router.tsx';
import { addressOf, EVERYTHING } from './callQuery.ts';
import { leaveReasons } from './reasons.ts';

/** Who was there, from when to when, and why they left. */
export function CallPeople({ description: { call, stays, more } }: { description: CallDescription }) {
  const { say, language } = useLanguage();
  const { seen, pager } = usePages(stays);
  const columns: readonly Column<Stay>[] = [
    {
      title: say(common.user),
      head: true,
      cell: (stay) => (
        <>
          <Link
            className="id"
            to={addressOf({ ...EVERYTHING, app: String(call.appID), user: stay.userID })}
            title={say(w.callsOf, { user: stay.userID })}
          >
            {stay.userName || stay.userID}
          </Link>
          {stay.userName !== '' && stay.userName !== stay.userID && <span className="sub id">{stay.userID}</span>}
        </>
      ),
    },
    { title: say(w.joined), number: true, cell: (stay) => timestamp(stay.from) },
    {
      title: say(w.left),
      number: true,
      cell: (stay) => (stay.until === null ? <Badge tone="good">{say(w.stillThere)}</Badge> : timestamp(stay.until)),
    },
    {
      title: say(w.why),
      cell: (stay) => (
        <span>
          {stay.reason === null ? NOTHING : say(leaveReasons[stay.reason])}
          {stay.detail !== '' && <span className="sub words">{stay.detail}</span>}
        </span>
      ),
    },
    { title: say(w.joinTime), number: true, cell: (stay) => millis(stay.joinMs, language) },
    {
      title: say(w.breaks),
      number: true,
      cell: (stay) => {
        const lost = stay.breaks.reduce((sum, gap) => sum + Math.max(0, (gap.until ?? stay.until ?? gap.at) - gap.at), 0);
        return stay.breaks.length === 0
          ? count(0, language)
          : `${count(stay.breaks.length, language)} · ${duration(lost, language)}`;
      },
    },
    { title: say(w.client), cell: (stay) => [stay.platform, stay.sdk, stay.sdkVersion].filter(Boolean).join(' ') || NOTHING },
  ];
  return (
    <Section title={say(w.stays)} hint={more.stays ? say(w.more) : undefined} flush>
      <Table caption={say(w.stays)} columns={columns} rows={seen} keyOf={(stay) => stay.stayID} />
      <Pager {...pager} />
    </Section>
  );
}
