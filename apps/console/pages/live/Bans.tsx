import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import type { Rule } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { useList } from '../../api/useList.ts';
import { timestamp } from '../../format/times.ts';
import { AppChoice, useChosenApp } from '../../kit/AppChoice.tsx';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Page } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { SearchField } from '../../kit/SearchField.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { type Say, useLanguage } from '../../language/Language.tsx';
import { apps as appWords } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';
import { pathOf, withSearch } from '../../route/path.ts';
import { Link, usePlace } from '../../route/Router.tsx';
import { AddBan } from './AddBan.tsx';
import { RevokeTokens } from './RevokeTokens.tsx';

const EVERY_MS = 5_000;

export function Bans({ asked }: { asked: number | undefined }) {
  const { say } = useLanguage();
  const { go, path, query } = usePlace();
  const search = query.get('search') ?? '';
  const ask = useAsk();
  const mayAct = useMayAct();
  const chosen = useChosenApp(asked);
  const { apps, appID } = chosen;
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const [lifting, setLifting] = useState<Rule>();
  const list = useList('listRules', appID === undefined ? null : { appID, search: search || undefined }, { every: EVERY_MS });
  const { items, answer, stale, reload, pager } = list;
  const failure = list.failure ?? chosen.failure;
  const columns: readonly Column<Rule>[] = [
    { title: say(w.whom), head: true, cell: (rule) => whomOf(rule, say) },
    { title: say(w.effect), cell: (rule) => effectOf(rule, say) },
    { title: say(common.created), number: true, cell: (rule) => timestamp(rule.createdAt) },
    {
      title: say(w.until),
      number: true,
      cell: (rule) => (rule.expiresAt === null ? say(w.untilRemoved) : timestamp(rule.expiresAt)),
    },
    ...(mayAct
      ? [
          {
            title: say(common.actions),
            acts: true,
            cell: (rule: Rule) => (
              <div className="actions">
                <Button small onClick={() => setLifting(rule)} aria-label={`${say(w.lift)}: ${whomOf(rule, say)}`}>
                  {say(w.lift)}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ];
  const add = mayAct && appID !== undefined && (
    <>
      <Button onClick={() => setRevoking(true)}>{say(w.revokeTokens)}</Button>
      <Button look="main" icon="plus" onClick={() => setAdding(true)}>
        {say(w.addBan)}
      </Button>
    </>
  );
  const none = answer && items.length === 0;
  const noApps = chosen.answer && apps.length === 0 && asked === undefined;
  return (
    <Page title={say(w.bans)} lead={say(w.bansLead)} actions={(!none || search !== '') && add}>
      {failure && <Failure failure={failure} onRetry={() => Promise.all([reload(), chosen.reload()])} />}
      {!noApps && (
        <div className="bar-of-filters">
          <AppChoice
            apps={apps}
            appID={appID}
            onChoose={(next) => next !== undefined && go(withSearch(pathOf('bans', next), search))}
          />
          <SearchField
            label={say(w.searchBansLabel)}
            placeholder={say(w.searchBans)}
            value={search}
            onSearch={(text) => go(withSearch(path, text), { replace: true })}
          />
        </div>
      )}
      <div className="card flush">
        {noApps && (
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
        )}
        {!answer && !failure && !noApps && <Skeleton />}
        {none &&
          (search ? (
            <Empty icon="search" title={say(w.noBanFits)}>
              {say(w.noBanFitsHint)}
            </Empty>
          ) : (
            <Empty icon="bans" title={say(w.noBans)} action={add}>
              {say(w.noBansHint)}
            </Empty>
          ))}
        {items.length > 0 && (
          <Table caption={say(w.bans)} columns={columns} rows={items} keyOf={(rule) => rule.id} stale={stale} />
        )}
        <Pager {...pager} />
      </div>
      {adding && appID !== undefined && <AddBan appID={appID} onClose={() => setAdding(false)} reload={reload} />}
      {revoking && appID !== undefined && <RevokeTokens appID={appID} onClose={() => setRevoking(false)} reload={reload} />}
      {lifting && appID !== undefined && (
        <Confirm
          title={say(w.liftQuestion)}
          action={say(w.lift)}
          harmless
          onClose={() => setLifting(undefined)}
          onConfirm={async () => {
            await ask('removeRule', { appID, id: lifting.id }, say(w.lifted));
            await reload();
          }}
        >
          <p>{say(w.liftText, { what: `${whomOf(lifting, say)}, ${effectOf(lifting, say)}` })}</p>
        </Confirm>
      )}
    </Page>
  );
}

/** Whom or what a rule is about, in words. */
function whomOf({ kind, userID, roomID, address, streamID }: Rule, say: Say): string {
  if (kind === 'tokens' && userID === null) return say(w.everybody);
  const room =
    roomID === null
      ? []
      : [say(userID === null && streamID === null && address === null ? w.kindRoom : w.inRoom, { id: roomID })];
  return [
    ...(userID === null ? [] : [say(w.kindUser, { id: userID })]),
    ...(address === null ? [] : [say(w.kindAddress, { id: address })]),
    ...(streamID === null ? [] : [say(w.kindStream, { id: streamID })]),
    ...room,
  ].join(' ');
}

function effectOf(rule: Rule, say: Say): string {
  if (rule.kind === 'stream') return say(w.noStream);
  if (rule.tokensUntil !== null) return say(w.tokensUntil, { time: timestamp(rule.tokensUntil) });
  if (rule.kind === 'tracks') return [rule.audio && say(w.noSound), rule.video && say(w.noPicture)].filter(Boolean).join(', ');
  return [rule.login && say(w.noLogin), rule.publish && say(w.noPublish)].filter(Boolean).join(', ');
}
