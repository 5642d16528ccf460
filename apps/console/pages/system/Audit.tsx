import { type FormEvent, useEffect, useState } from 'react';
import type { AuditEntry } from '../../api/types.ts';
import { useList } from '../../api/useList.ts';
import { NOTHING } from '../../format/figures.ts';
import { timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useSay } from '../../language/Language.tsx';
import { calls } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { system as w } from '../../language/words/system.ts';
import { usePlace } from '../../route/Router.tsx';
import { type AuditQuery, addressOf, EVERYTHING, filterOf, readQuery } from './auditQuery.ts';

/** Who did what. The address bar holds the search. */
export function Audit() {
  const say = useSay();
  const { query } = usePlace();
  const wanted = readQuery(query);
  const address = addressOf(wanted);
  const [shown, setShown] = useState<AuditEntry>();
  const { items, answer, failure, stale, reload, pager } = useList('listAudit', filterOf(wanted));
  const everything = address === addressOf(EVERYTHING);
  const columns: readonly Column<AuditEntry>[] = [
    { title: say(common.time), head: true, cell: (one) => <span className="figure nowrap">{timestamp(one.at)}</span> },
    {
      title: say(w.actor),
      cell: (one) => (
        <span>
          <span className="id">{one.actor}</span>
          {one.via === 'command line' && <span className="sub">{say(w.viaCommandLine)}</span>}
        </span>
      ),
    },
    { title: say(w.verb), cell: (one) => <span className="mono">{one.verb}</span> },
    { title: say(w.target), cell: (one) => <bdi>{one.target || NOTHING}</bdi> },
    { title: say(w.outcome), cell: (one) => <Outcome entry={one} /> },
    { title: say(w.address), cell: (one) => <span className="mono">{one.address || NOTHING}</span> },
    {
      title: say(common.actions),
      acts: true,
      cell: (one) => (
        <div className="actions">
          <Button
            small
            look="quiet"
            onClick={() => setShown(one)}
            aria-label={`${say(common.details)}: ${one.verb} ${timestamp(one.at)}`}
          >
            {say(common.details)}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <Page title={say(w.audit)} lead={say(w.auditLead)}>
      <Search wanted={wanted} />
      {failure && <Failure failure={failure} onRetry={reload} />}
      <div className="card flush">
        {!answer && !failure && <Skeleton />}
        {answer && items.length === 0 && (
          <Empty icon={everything ? 'audit' : 'search'} title={say(everything ? w.noAudit : w.noAuditFits)}>
            {say(everything ? w.noAuditHint : w.noAuditFitsHint)}
          </Empty>
        )}
        {items.length > 0 && (
          <Table caption={say(w.audit)} columns={columns} rows={items} keyOf={(one) => one.id} stale={stale} />
        )}
        <Pager {...pager} />
      </div>
      {shown && (
        <Dialog title={`${shown.verb} · ${timestamp(shown.at)}`} onClose={() => setShown(undefined)} wide>
          <p className="muted">{say(w.askedFor)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
          <pre className="code" tabIndex={0}>
            {readable(shown.detail)}
          </pre>
        </Dialog>
      )}
    </Page>
  );
}

function Search({ wanted }: { wanted: AuditQuery }) {
  const say = useSay();
  const { go } = usePlace();
  const { values, bind, set } = useValues(wanted);
  // "Back" brings the former search into the fields again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for what is wanted
  useEffect(() => set(wanted), [addressOf(wanted)]);
  const search = (event: FormEvent) => {
    event.preventDefault();
    go(addressOf(values));
  };
  const clear = () => {
    set(EVERYTHING);
    go(addressOf(EVERYTHING));
  };
  return (
    <search aria-label={say(w.audit)}>
      <form className="card filters" onSubmit={search}>
        <Field {...bind('actor')} label={say(w.actor)} maxLength={64} />
        <Field {...bind('verb')} label={say(w.verb)} maxLength={64} placeholder="kickUsers" />
        <Field {...bind('from')} label={say(calls.from)} type="datetime-local" />
        <Field {...bind('to')} label={say(calls.to)} type="datetime-local" />
        <div className="actions">
          <Button type="submit" look="main" icon="search">
            {say(common.search)}
          </Button>
          {addressOf(values) !== addressOf(EVERYTHING) && (
            <Button look="quiet" onClick={clear}>
              {say(calls.clear)}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}

function Outcome({ entry: { outcome } }: { entry: AuditEntry }) {
  const say = useSay();
  if (outcome === 'done') return <Badge tone="good">{say(w.outcomeDone)}</Badge>;
  if (outcome === 'begun') return <Badge tone="warn">{say(w.outcomeBegun)}</Badge>;
  return <Badge tone="bad">{outcome}</Badge>;
}

function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
