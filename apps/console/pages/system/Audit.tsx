import { type FormEvent, useEffect, useState } from 'react';
import type { AuditEntry } from '../../api/types.ts';
import { useList } from '../../api/useList.ts';
import { NOTHING } from '../../format/figures.ts';
import { timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field } from '../../kit/Field.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { type Say, useSay } from '../../language/Language.tsx';
import type { Pair } from '../../language/Pair.ts';
import { calls } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { system as w } from '../../language/words/system.ts';
import { verbs } from '../../language/words/verbs.ts';
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
    { title: say(w.verb), cell: (one) => <Act verb={one.verb} /> },
    { title: say(w.target), cell: (one) => <bdi>{targetText(one.target, say)}</bdi> },
    { title: say(w.outcome), cell: (one) => <Outcome entry={one} /> },
    { title: say(w.address), cell: (one) => <span className="mono id">{one.address || NOTHING}</span> },
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
        <Dialog title={`${wordsOf(shown.verb, say)} · ${timestamp(shown.at)}`} onClose={() => setShown(undefined)} wide>
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
        <Choice {...bind('verb')} label={say(w.verb)} choices={acts(say, values.verb)} />
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

const known: { readonly [verb: string]: Pair } = verbs;

const wordsOf = (verb: string, say: Say): string => {
  const words = Object.hasOwn(known, verb) ? known[verb] : undefined;
  return words ? say(words) : verb;
};

/** What was done in words, and by the name that it has for programs. */
function Act({ verb }: { verb: string }) {
  const say = useSay();
  const isKnown = Object.hasOwn(known, verb);
  return (
    <span>
      {isKnown && wordsOf(verb, say)}
      <span className={isKnown ? 'sub mono id' : 'mono id'}>{verb}</span>
    </span>
  );
}

/** What can be looked for; an act that only the address names is among them. */
function acts(say: Say, chosen: string): (readonly [string, string])[] {
  const all = Object.entries(known).map(([verb, words]) => [verb, `${say(words)} · ${verb}`] as const);
  const strange = chosen === '' || Object.hasOwn(known, chosen) ? [] : [[chosen, chosen] as const];
  return [['', say(common.all)], ...strange, ...all];
}

const things: { readonly [word: string]: Pair } = {
  app: common.app,
  room: common.room,
  user: common.user,
  users: common.users,
  stream: common.stream,
  administrator: w.administrator,
};

/** `app 7, room lobby` in the words of the reader; names stay as they are. */
function targetText(target: string, say: Say): string {
  if (target === '') return NOTHING;
  return target.replace(/(^|, )(app|room|users|user|stream|administrator) /g, (_, before: string, word: string) => {
    const thing = things[word];
    return `${before}${thing ? say(thing) : word} `;
  });
}

const outcomes: { readonly [outcome: string]: Pair } = {
  UNAUTHENTICATED: w.outcomeUnauthenticated,
  FORBIDDEN: w.outcomeForbidden,
  BAD_REQUEST: w.outcomeBadRequest,
  NOT_FOUND: w.outcomeNotFound,
  CONFLICT: w.outcomeConflict,
  TOO_MANY: w.outcomeTooMany,
  INTERNAL: w.outcomeInternal,
};

function Outcome({ entry: { outcome } }: { entry: AuditEntry }) {
  const say = useSay();
  if (outcome === 'done') return <Badge tone="good">{say(w.outcomeDone)}</Badge>;
  if (outcome === 'begun') return <Badge tone="warn">{say(w.outcomeBegun)}</Badge>;
  const words = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  return <Badge tone="bad">{words ? say(words) : outcome}</Badge>;
}

function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
