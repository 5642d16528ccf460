import { useState } from 'react';
import { useAct } from '../../api/useAct.ts';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field, Switch } from '../../kit/Field.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { live as w } from '../../language/words/live.ts';

/** Without `userID`, whose tokens are meant is asked. */
type Props = { appID: number; userID?: string; onClose(): void; reload(): Promise<void> };

/** Makes the tokens worthless that somebody, or everybody, was given until now. */
export function RevokeTokens({ appID, userID: given, onClose, reload }: Props) {
  const say = useSay();
  const act = useAct();
  const [userID, setUserID] = useState(given ?? '');
  const [allUsers, setAllUsers] = useState(false);
  const [kick, setKick] = useState(true);
  const [reason, setReason] = useState('');
  const revoke = async () => {
    const whose = { userIDs: allUsers ? [] : [userID.trim()], allUsers };
    const done = await act('revokeTokens', { appID, ...whose, kick, reason }, say(w.tokensRevoked));
    await reload();
    return Boolean(done);
  };
  const title = given === undefined ? say(w.revokeTokens) : say(w.revokeTokensOf, { user: given });
  return (
    <Confirm title={title} action={say(w.revokeTokens)} onClose={onClose} onConfirm={revoke}>
      <p>{say(w.revokeText)}</p>
      {given === undefined && (
        <>
          <Field
            label={say(apps.userID)}
            value={allUsers ? '' : userID}
            onChange={setUserID}
            maxLength={64}
            required={!allUsers}
            disabled={allUsers}
          />
          <Switch label={say(w.revokeAll)} value={allUsers} onChange={setAllUsers} />
        </>
      )}
      <Switch label={say(w.revokeKick)} value={kick} onChange={setKick} />
      {kick && <Field label={say(w.reason)} hint={say(w.reasonHint)} value={reason} onChange={setReason} maxLength={80} />}
    </Confirm>
  );
}
