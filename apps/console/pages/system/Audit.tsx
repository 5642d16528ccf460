import { type FormEvent, useState } from 'react';
import type { AuditEntry } from '../../api/types.ts';
import { useList } from '../../api/useList.ts';
import { fromField, timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useSay } from '../../language/Language.tsx';
import { calls } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { system as w } from '../../language/words/system.ts';

type Wanted = { actor: string; verb: string; from: string; to: string };
const EVERYTHING: Wanted = { actor: '', verb: '', from: '', to: '' };

export function Audit() {
  const say = useSay();
  const [wanted, setWanted] = useState(EVERYTHING);
  const [form, setForm] = useState(EVERYTHING);
  const [shown, setShown] = useState<AuditEntry>();
  const set = (change: Partial<Wanted>) => setForm((before) => ({ ...before, ...change }));
  const { items, answer, failure, stale, reload, pager } = useList('listAudit', {
    actor: wanted.actor || undefined,
    verb: wanted.verb || undefined,
    from: fromField(wanted.from),
    to: fromField(wanted.to),
  });
  const everything = Object.values(wanted).every((value) => value === '');
  const search = (event: FormEvent) => {
    event.preventDefault();
    setWanted(form);
  };
  const columns: readonly Column<AuditEntry>[] = [
    { title: say(common.time), head: true, cell: (one) => <span className="figure nowrap">{timestamp(one.at)}</span> },
    {
      title: say(w.actor),
      cell: (one) => (
        <span className="nowrap">
          {one.actor}
          {one.via === 'command line' && <span className="sub">{say(w.viaCommandLine)}</span>}
        </span>
      ),
    },
    { title: say(w.verb), cell: (one) => <span className="mono">{one.verb}</span> },
    { title: say(w.target), cell: (one) => one.target },
    { title: say(w.outcome), cell: (one) => <Outcome entry={one} /> },
    { title: say(w.address), cell: (one) => <span className="mono">{one.address}</span> },
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
      <search aria-label={say(w.audit)}>
        <form className="card filters" onSubmit={search}>
          <Field label={say(w.actor)} value={form.actor} onChange={(actor) => set({ actor })} maxLength={64} />
          <Field
            label={say(w.verb)}
            value={form.verb}
            onChange={(verb) => set({ verb })}
            maxLength={64}
            placeholder="kickUsers"
          />
          <Field label={say(calls.from)} type="datetime-local" value={form.from} onChange={(from) => set({ from })} />
          <Field label={say(calls.to)} type="datetime-local" value={form.to} onChange={(to) => set({ to })} />
          <div className="actions">
            <Button type="submit" look="main" icon="search">
              {say(common.search)}
            </Button>
            {!everything && (
              <Button
                look="quiet"
                onClick={() => {
                  setForm(EVERYTHING);
                  setWanted(EVERYTHING);
                }}
              >
                {say(calls.clear)}
              </Button>
            )}
          </div>
        </form>
      </search>
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
