import { useAsk } from '../../api/useAsk.ts';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field, Switch } from '../../kit/Field.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { live as w } from '../../language/words/live.ts';

/** Without `userID`, whose tokens are meant is asked. */
type Props = { appID: number; userID?: string; onClose(): void; reload(): Promise<void> };

/** Makes the tokens worthless that somebody, or everybody, was given until now. */
export function RevokeTokens({ appID, userID: given, onClose, reload }: Props) {
  const say = useSay();
  const ask = useAsk();
  const { values, bind } = useValues({ userIDs: given ?? '', allUsers: false, kick: true, reason: '' });
  const { userIDs, allUsers, kick, reason } = values;
  const revoke = async () => {
    const whose = { userIDs: allUsers ? [] : [userIDs.trim()], allUsers };
    await ask('revokeTokens', { appID, ...whose, kick, reason: kick ? reason : '' }, say(w.tokensRevoked));
    await reload();
  };
  const title = given === undefined ? say(w.revokeTokens) : say(w.revokeTokensOf, { user: given });
  return (
    <Confirm title={title} action={say(w.revokeTokens)} onClose={onClose} onConfirm={revoke}>
      <p>{say(w.revokeText)}</p>
      {given === undefined && (
        <>
          <Field
            {...bind('userIDs')}
            label={say(apps.userID)}
            value={allUsers ? '' : userIDs}
            maxLength={64}
            required={!allUsers}
            disabled={allUsers}
          />
          <Switch {...bind('allUsers')} label={say(w.revokeAll)} />
        </>
      )}
      <Switch {...bind('kick')} label={say(w.revokeKick)} />
      {kick && <Field {...bind('reason')} label={say(w.reason)} hint={say(w.reasonHint)} maxLength={80} />}
    </Confirm>
  );
}
