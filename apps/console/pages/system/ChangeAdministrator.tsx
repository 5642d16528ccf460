import { useState } from 'react';
import { useSession } from '../../api/session.tsx';
import type { Administrator, Sent } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../kit/Button.tsx';
import { Confirm, Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field, Switch } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useSay } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { entry } from '../../language/words/entry.ts';
import { system as w } from '../../language/words/system.ts';

type Props = { administrator: Administrator; onClose(): void; reload(): Promise<void> };
type Values = { role: 'admin' | 'viewer'; active: boolean; password: string };

export function ChangeAdministrator({ administrator, onClose, reload }: Props) {
  const say = useSay();
  const ask = useAsk();
  const { session } = useSession();
  const { username } = administrator;
  const self = session?.username === username;
  const { values, bind } = useValues<Values>({ role: administrator.role, active: !administrator.disabled, password: '' });
  const { role, active, password } = values;
  const [removing, setRemoving] = useState(false);
  const save = async () => {
    const change: Sent<'changeAdministrator'> = { username };
    if (role !== administrator.role) change.role = role;
    if (active === administrator.disabled) change.disabled = !active;
    if (password !== '') change.password = password;
    await ask('changeAdministrator', change, say(w.changed, { name: username }));
    await reload();
    onClose();
  };
  const changed = role !== administrator.role || active === administrator.disabled || password !== '';
  if (removing)
    return (
      <Confirm
        title={say(w.removeQuestion, { name: username })}
        action={say(w.remove)}
        onClose={onClose}
        onConfirm={async () => {
          await ask('deleteAdministrator', { username }, say(w.removed, { name: username }));
          await reload();
        }}
      >
        <p>{say(w.removeText)}</p>
      </Confirm>
    );
  return (
    <Dialog title={say(w.changeTitle, { name: username })} onClose={onClose}>
      <Form onSubmit={save}>
        <Choice
          {...bind('role')}
          label={say(entry.role)}
          hint={say(role === 'admin' ? entry.roleAdminHint : entry.roleViewerHint)}
          choices={[
            ['viewer', say(entry.roleViewer)],
            ['admin', say(entry.roleAdmin)],
          ]}
        />
        <Switch {...bind('active')} name="disabled" label={say(w.active)} disabled={self} />
        <Field
          {...bind('password')}
          label={say(w.setPassword)}
          hint={say(w.setPasswordText)}
          type="password"
          minLength={10}
          maxLength={256}
          autoComplete="new-password"
        />
        <FormEnd action={say(common.save)} disabled={!changed} onCancel={onClose}>
          {!self && (
            <Button look="quiet" onClick={() => setRemoving(true)}>
              {say(w.remove)}
            </Button>
          )}
        </FormEnd>
      </Form>
    </Dialog>
  );
}
