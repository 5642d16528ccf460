import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import { useAnswer } from '../../api/useAnswer.ts';
import { useAsk } from '../../api/useAsk.ts';
import { count } from '../../format/figures.ts';
import { timestamp } from '../../format/times.ts';
import { Button } from '../../kit/Button.tsx';
import { backward, type Cursors, forward, rowsBefore, START } from '../../kit/cursors.ts';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { SearchField } from '../../kit/SearchField.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';
import { pathOf, withSearch } from '../../route/path.ts';
import { Link, usePlace } from '../../route/Router.tsx';
import { RoomStreams } from './RoomStreams.tsx';
import { RoomUsers } from './RoomUsers.tsx';
import { SendMessage } from './SendMessage.tsx';

const EVERY_MS = 2_000;
const LIMIT = 50;
/** Fewer are seen at one look. */
const SEARCHED = 10;

/** One room as it is now. */
export function RoomPage({ appID, roomID }: { appID: number; roomID: string }) {
  const { say, language } = useLanguage();
  const mayAct = useMayAct();
  const { go, path, query } = usePlace();
  const search = query.get('search') ?? '';
  const [held, setHeld] = useState({ search, cursors: START });
  // Another search begins at its first page.
  const cursors = held.search === search ? held.cursors : START;
  const setCursors = (next: Cursors) => setHeld({ search, cursors: next });
  const [asking, setAsking] = useState<'close' | 'message'>();
  const {
    answer: room,
    failure,
    stale,
    reload,
  } = useAnswer(
    'getRoom',
    { appID, roomID, search: search || undefined, limit: LIMIT, cursor: cursors.here },
    { every: EVERY_MS },
  );
  const gone = failure?.failure === 'NOT_FOUND';
  const next = room?.next;
  return (
    <Page
      title={roomID}
      above={[[pathOf('live', appID), say(w.title)]]}
      lead={room && !gone ? `${say(w.openedAt)} ${timestamp(room.openedAt)}` : undefined}
      actions={
        mayAct &&
        room &&
        !gone && (
          <>
            <Button icon="message" onClick={() => setAsking('message')}>
              {say(w.sendMessage)}
            </Button>
            <Button look="danger" onClick={() => setAsking('close')}>
              {say(w.closeRoom)}
            </Button>
          </>
        )
      }
    >
      {failure && !gone && <Failure failure={failure} onRetry={reload} />}
      {gone && (
        <div className="card">
          <Empty
            icon="live"
            title={say(w.roomGone)}
            action={
              <Link className="button" to={`/calls?app=${appID}&room=${encodeURIComponent(roomID)}`}>
                {say(w.toCalls)}
              </Link>
            }
          >
            {say(w.roomGoneHint)}
          </Empty>
        </div>
      )}
      {!room && !failure && <Skeleton lines={8} />}
      {room && !gone && (
        <>
          <Section title={say(common.streams)} count={count(room.streams.length, language)} flush>
            <RoomStreams appID={appID} roomID={roomID} streams={room.streams} reload={reload} />
          </Section>
          <Section
            title={say(common.users)}
            count={count(room.userCount, language)}
            flush
            actions={
              (room.userCount > SEARCHED || search !== '') && (
                <SearchField
                  label={say(w.searchUsersLabel)}
                  placeholder={say(w.searchUsers)}
                  value={search}
                  onSearch={(text) => go(withSearch(path, text), { replace: true })}
                />
              )
            }
          >
            {search !== '' && room.users.length === 0 ? (
              <Empty icon="search" title={say(w.noUserFits)} />
            ) : (
              <RoomUsers appID={appID} roomID={roomID} users={room.users} stale={stale} reload={reload} />
            )}
            <Pager
              from={rowsBefore(cursors, LIMIT)}
              count={room.users.length}
              total={room.found}
              onPrevious={cursors.behind.length ? () => setCursors(backward(cursors)) : undefined}
              onNext={next === undefined ? undefined : () => setCursors(forward(cursors, next))}
            />
          </Section>
        </>
      )}
      {asking === 'close' && (
        <CloseRoom
          appID={appID}
          roomID={roomID}
          users={room?.userCount ?? 0}
          onClose={() => setAsking(undefined)}
          reload={reload}
        />
      )}
      {asking === 'message' && <SendMessage appID={appID} roomID={roomID} onClose={() => setAsking(undefined)} />}
    </Page>
  );
}

type CloseProps = { appID: number; roomID: string; users: number; onClose(): void; reload(): Promise<void> };

function CloseRoom({ appID, roomID, users, onClose, reload }: CloseProps) {
  const { say } = useLanguage();
  const ask = useAsk();
  const [reason, setReason] = useState('');
  const close = async () => {
    await ask('closeRoom', { appID, roomID, reason }, say(w.closed, { room: roomID }));
    await reload();
  };
  return (
    <Confirm title={say(w.closeRoomQuestion, { room: roomID })} action={say(w.closeRoom)} onClose={onClose} onConfirm={close}>
      <p>{say(w.closeRoomText, { n: users })}</p>
      <Field label={say(w.reason)} hint={say(w.reasonHint)} name="reason" value={reason} onChange={setReason} maxLength={80} />
    </Confirm>
  );
}
