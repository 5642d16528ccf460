import { type FormEvent, useEffect } from 'react';
import { useList } from '../../api/useList.ts';
import { AppChoice, useChosenApp } from '../../kit/AppChoice.tsx';
import { Button } from '../../kit/Button.tsx';
import { Choice, Field } from '../../kit/Field.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { useSay } from '../../language/Language.tsx';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { usePlace } from '../../route/Router.tsx';
import { CallTable } from './CallTable.tsx';
import { addressOf, type CallQuery, EVERYTHING, filterOf, isEverything, readQuery } from './callQuery.ts';
import { Downloads } from './Downloads.tsx';

const EVERY_MS = 5_000;

/** Every call that is kept, the newest first. The address bar holds the search. */
export function Calls() {
  const say = useSay();
  const { query } = usePlace();
  const { apps } = useChosenApp(undefined);
  const wanted = readQuery(query);
  const { items, answer, failure, stale, reload, pager } = useList('searchCalls', filterOf(wanted), { every: EVERY_MS });
  const appName = (appID: number) => apps.find((app) => app.appID === appID)?.name ?? String(appID);
  const everything = isEverything(wanted);
  return (
    <Page title={say(w.title)} lead={say(w.lead)} actions={items.length > 0 && <Downloads filter={filterOf(wanted)} />}>
      <Search wanted={wanted} apps={apps} />
      {failure && <Failure failure={failure} onRetry={reload} />}
      <div className="card flush">
        {!answer && !failure && <Skeleton />}
        {answer && items.length === 0 && (
          <Empty icon={everything ? 'calls' : 'search'} title={say(everything ? w.none : w.noneFits)}>
            {say(everything ? w.noneHint : w.noneFitsHint)}
          </Empty>
        )}
        {items.length > 0 && <CallTable calls={items} appName={appName} stale={stale} />}
        <Pager {...pager} />
      </div>
    </Page>
  );
}

function Search({ wanted, apps }: { wanted: CallQuery; apps: readonly { appID: number; name: string }[] }) {
  const say = useSay();
  const { go } = usePlace();
  const { values: form, bind, set } = useValues(wanted);
  // "Back" brings the former search into the fields again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for what is wanted
  useEffect(() => set(wanted), [addressOf(wanted)]);
  const search = (event: FormEvent) => {
    event.preventDefault();
    go(addressOf(form));
  };
  return (
    <search aria-label={say(w.title)}>
      <form className="card filters" onSubmit={search}>
        <AppChoice
          apps={apps}
          appID={form.app === '' ? undefined : Number(form.app)}
          any={say(w.anyApp)}
          onChoose={(app) => set({ app: app === undefined ? '' : String(app) })}
        />
        <Field {...bind('room')} label={say(w.roomID)} maxLength={128} />
        <Field {...bind('user')} label={say(w.userID)} maxLength={64} />
        <Field {...bind('stream')} label={say(w.streamID)} maxLength={256} />
        <Choice
          {...bind('match')}
          label={say(w.match)}
          choices={[
            ['exact', say(w.matchExact)],
            ['prefix', say(w.matchPrefix)],
          ]}
        />
        <Field {...bind('from')} label={say(w.from)} type="datetime-local" />
        <Field {...bind('to')} label={say(w.to)} type="datetime-local" />
        <div className="actions">
          <Button type="submit" look="main" icon="search">
            {say(common.search)}
          </Button>
          {!isEverything(form) && (
            <Button
              look="quiet"
              onClick={() => {
                set(EVERYTHING);
                go('/calls');
              }}
            >
              {say(w.clear)}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}
