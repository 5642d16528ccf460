import { type FormEvent, useState } from 'react';
import { useSession } from '../../api/session.tsx';
import type { Administrator, Sent } from '../../api/types.ts';
import { useAct, useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Confirm, Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field, Switch } from '../../kit/Field.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { entry } from '../../language/words/entry.ts';
import { system as w } from '../../language/words/system.ts';

type Props = { administrator: Administrator; onClose(): void; reload(): Promise<void> };

export function ChangeAdministrator({ administrator, onClose, reload }: Props) {
  const say = useSay();
  const tell = useTell();
  const act = useAct();
  const { session } = useSession();
  const { username } = administrator;
  const self = session?.username === username;
  const { submit, at, elsewhere } = useSubmit('changeAdministrator');
  const [role, setRole] = useState(administrator.role);
  const [active, setActive] = useState(!administrator.disabled);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const change: Sent<'changeAdministrator'> = { username };
    if (role !== administrator.role) change.role = role;
    if (active === administrator.disabled) change.disabled = !active;
    if (password !== '') change.password = password;
    setBusy(true);
    const done = await submit(change);
    setBusy(false);
    if (!done) return;
    tell.done(say(w.changed, { name: username }));
    await reload();
    onClose();
  };
  const changed = role !== administrator.role || active === administrator.disabled || password !== '';
  const problem = elsewhere('role', 'password', 'disabled') ?? at('role') ?? at('disabled');
  if (removing)
    return (
      <Confirm
        title={say(w.removeQuestion, { name: username })}
        action={say(w.remove)}
        onClose={onClose}
        onConfirm={async () => {
          const done = await act('deleteAdministrator', { username }, say(w.removed, { name: username }));
          await reload();
          return Boolean(done);
        }}
      >
        <p>{say(w.removeText)}</p>
      </Confirm>
    );
  return (
    <Dialog title={say(w.changeTitle, { name: username })} onClose={onClose}>
      <form className="stack" onSubmit={save}>
        <Choice
          label={say(entry.role)}
          hint={say(role === 'admin' ? entry.roleAdminHint : entry.roleViewerHint)}
          value={role}
          onChange={setRole}
          choices={[
            ['viewer', say(entry.roleViewer)],
            ['admin', say(entry.roleAdmin)],
          ]}
        />
        <Switch label={say(w.active)} checked={active} onChange={setActive} disabled={self} />
        <Field
          label={say(w.setPassword)}
          hint={say(w.setPasswordText)}
          type="password"
          value={password}
          onChange={setPassword}
          problem={at('password')}
          minLength={10}
          maxLength={256}
          autoComplete="new-password"
        />
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <menu className="actions">
          {!self && (
            <Button look="quiet" onClick={() => setRemoving(true)}>
              {say(w.remove)}
            </Button>
          )}
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" look="main" busy={busy} disabled={!changed}>
            {say(common.save)}
          </Button>
        </menu>
      </form>
    </Dialog>
  );
}
