import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import type { Delivery } from '../../api/types.ts';
import { useAct } from '../../api/useAct.ts';
import { useList } from '../../api/useList.ts';
import { count } from '../../format/figures.ts';
import { clock, timestamp } from '../../format/times.ts';
import { Badge, type Tone } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Choice } from '../../kit/Field.tsx';
import { Section } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useLanguage } from '../../language/Language.tsx';
import type { Pair } from '../../language/Pair.ts';
import { callbacks as w } from '../../language/words/callbacks.ts';
import { common } from '../../language/words/common.ts';

type State = Delivery['state'];

const EVERY_MS = 5_000;
const STATES: { [S in State]: readonly [Tone, Pair] } = {
  waiting: ['warn', w.stateWaiting],
  delivered: ['good', w.stateDelivered],
  failed: ['bad', w.stateFailed],
};

/** What was sent to the app's server, and what became of it. */
export function Deliveries({ appID, configured }: { appID: number; configured: boolean }) {
  const { say, language } = useLanguage();
  const act = useAct();
  const tell = useTell();
  const mayAct = useMayAct();
  const [state, setState] = useState<State | ''>('');
  const [shown, setShown] = useState<Delivery>();
  const { items, answer, failure, stale, reload, pager } = useList(
    'listDeliveries',
    { appID, state: state || undefined },
    { every: EVERY_MS },
  );
  const replay = async (ids?: number[]) => {
    const done = await act('replayDelivery', { appID, ids });
    if (done) tell.done(say(w.replayed, { n: done.count }));
    await reload();
  };
  const columns: readonly Column<Delivery>[] = [
    { title: say(w.event), head: true, cell: (one) => <span className="mono id">{one.event}</span> },
    { title: say(common.room), cell: (one) => <span className="id">{one.roomID}</span> },
    { title: say(common.time), cell: (one) => <span className="figure nowrap">{timestamp(one.createdAt)}</span> },
    {
      title: say(common.state),
      cell: (one) => (
        <span>
          <Badge tone={STATES[one.state][0]}>{say(STATES[one.state][1])}</Badge>
          {one.error && <span className="sub">{one.error}</span>}
          {one.state === 'waiting' && one.attempts > 0 && <span className="sub">{say(w.dueAt, { time: clock(one.dueAt) })}</span>}
        </span>
      ),
    },
    { title: say(w.attempts), number: true, cell: (one) => count(one.attempts, language) },
    {
      title: say(common.actions),
      acts: true,
      cell: (one) => (
        <div className="actions">
          {mayAct && one.state === 'failed' && (
            <Button
              small
              icon="refresh"
              onClick={() => replay([one.id])}
              aria-label={`${say(w.replay)}: ${one.event} ${one.roomID}`}
            >
              {say(w.replay)}
            </Button>
          )}
          <Button
            small
            look="quiet"
            onClick={() => setShown(one)}
            aria-label={`${say(common.details)}: ${one.event} ${one.roomID}`}
          >
            {say(common.details)}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <Section
      title={say(w.log)}
      hint={answer && answer.waiting > 0 ? say(w.waiting, { n: answer.waiting }) : undefined}
      flush
      actions={
        <>
          <Choice
            label={say(common.state)}
            value={state}
            onChange={setState}
            choices={[
              ['', say(common.all)],
              ...(['waiting', 'delivered', 'failed'] as const).map((known) => [known, say(STATES[known][1])] as const),
            ]}
          />
          {mayAct && state === 'failed' && items.length > 0 && (
            <Button icon="refresh" onClick={() => replay()}>
              {say(w.replayAll)}
            </Button>
          )}
        </>
      }
    >
      {failure && <Failure failure={failure} onRetry={reload} />}
      {!answer && !failure && <Skeleton />}
      {answer && items.length === 0 && (
        <Empty icon="link" title={say(state ? w.emptyState : configured ? w.empty : w.off)}>
          {say(state ? w.emptyStateHint : configured ? w.emptyHint : w.offHint)}
        </Empty>
      )}
      {items.length > 0 && <Table caption={say(w.log)} columns={columns} rows={items} keyOf={(one) => one.id} stale={stale} />}
      <Pager {...pager} />
      {shown && (
        <Dialog title={`${shown.event} · ${shown.roomID}`} onClose={() => setShown(undefined)} wide>
          <p className="muted">{say(w.fields)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
          <pre className="code" tabIndex={0}>
            {readable(shown.fields)}
          </pre>
        </Dialog>
      )}
    </Section>
  );
}

function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
