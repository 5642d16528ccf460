import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import type { LiveUser } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { count } from '../../format/figures.ts';
import { timestamp } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Choice, Field } from '../../kit/Field.tsx';
import { Empty } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';
import { RevokeTokens } from './RevokeTokens.tsx';
import { type Seconds, useTerms } from './terms.ts';

type Props = { appID: number; roomID: string; users: readonly LiveUser[]; stale: boolean; reload(): Promise<void> };

export function RoomUsers({ appID, roomID, users, stale, reload }: Props) {
  const { say, language } = useLanguage();
  const mayAct = useMayAct();
  const [kicking, setKicking] = useState<LiveUser>();
  const [revoking, setRevoking] = useState<LiveUser>();
  const columns: readonly Column<LiveUser>[] = [
    {
      title: say(common.user),
      head: true,
      cell: (user) => (
        <>
          <span className="id">{user.userName || user.userID}</span>
          {user.userName !== '' && user.userName !== user.userID && <span className="sub id">{user.userID}</span>}
        </>
      ),
    },
    {
      title: say(common.state),
      cell: (user) =>
        user.state === 'present' ? <Badge tone="good">{say(w.present)}</Badge> : <Badge tone="warn">{say(w.away)}</Badge>,
    },
    { title: say(w.publishes), number: true, cell: (user) => count(user.publishes.length, language) },
    { title: say(w.plays), number: true, cell: (user) => count(user.plays, language) },
    { title: say(w.entered), number: true, cell: (user) => timestamp(user.enteredAt) },
    ...(mayAct
      ? [
          {
            title: say(common.actions),
            acts: true,
            cell: (user: LiveUser) => (
              <div className="actions">
                <Button small onClick={() => setKicking(user)} aria-label={`${say(w.kick)} ${user.userID}`}>
                  {say(w.kick)}
                </Button>
                <Button small onClick={() => setRevoking(user)} aria-label={`${say(w.revokeTokens)} ${user.userID}`}>
                  {say(w.revokeTokens)}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ];
  if (users.length === 0) return <Empty icon="people" title={say(w.noUsers)} />;
  return (
    <>
      <Table caption={say(common.users)} columns={columns} rows={users} keyOf={(user) => user.userID} stale={stale} />
      {kicking && (
        <Kick appID={appID} roomID={roomID} userID={kicking.userID} onClose={() => setKicking(undefined)} reload={reload} />
      )}
      {revoking && <RevokeTokens appID={appID} userID={revoking.userID} onClose={() => setRevoking(undefined)} reload={reload} />}
    </>
  );
}

type KickProps = { appID: number; roomID: string; userID: string; onClose(): void; reload(): Promise<void> };

function Kick({ appID, roomID, userID, onClose, reload }: KickProps) {
  const { say } = useLanguage();
  const ask = useAsk();
  const terms = useTerms();
  const [reason, setReason] = useState('');
  const [seconds, setSeconds] = useState<Seconds | '0'>('0');
  const kick = async () => {
    await ask(
      'kickUsers',
      { appID, roomID, userIDs: [userID], reason, forbidSeconds: Number(seconds) },
      say(w.kicked, { user: userID }),
    );
    await reload();
  };
  return (
    <Confirm title={say(w.kickUser, { user: userID })} action={say(w.kick)} onClose={onClose} onConfirm={kick}>
      <p>{say(w.kickText)}</p>
      <Field label={say(w.reason)} hint={say(w.reasonHint)} name="reason" value={reason} onChange={setReason} maxLength={80} />
      <Choice label={say(w.alsoForbid)} value={seconds} onChange={setSeconds} choices={[['0', say(w.forbidNot)], ...terms]} />
    </Confirm>
  );
}
