import { useState } from 'react';
import { useAsk } from '../../api/useAsk.ts';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { callbacks as w } from '../../language/words/callbacks.ts';

type Props = { appID: number; onClose(): void; onChanged(value: string): void };

/** A new secret, or the one that the app's server checks with already. */
export function ChangeCallbackSecret({ appID, onClose, onChanged }: Props) {
  const say = useSay();
  const ask = useAsk();
  const [secret, setSecret] = useState('');
  const change = async () => {
    const wanted = { appID, secret: secret || undefined };
    const { value } = await ask('rotateCallbackSecret', wanted, say(apps.rotated, { what: say(apps.callbackSecret) }));
    onChanged(value);
  };
  return (
    <Confirm title={say(w.rotateQuestion)} action={say(apps.rotate)} onClose={onClose} onConfirm={change}>
      <p>{say(w.rotateText)}</p>
      <Field
        label={say(w.ownSecret)}
        hint={say(w.ownSecretHint)}
        name="secret"
        value={secret}
        onChange={setSecret}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
      />
    </Confirm>
  );
}
