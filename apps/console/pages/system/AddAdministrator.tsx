import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field } from '../../kit/Field.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { entry } from '../../language/words/entry.ts';
import { system as w } from '../../language/words/system.ts';

type Role = 'admin' | 'viewer';

export function AddAdministrator({ onClose, reload }: { onClose(): void; reload(): Promise<void> }) {
  const say = useSay();
  const tell = useTell();
  const { submit, at, elsewhere } = useSubmit('createAdministrator');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [busy, setBusy] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const made = await submit({ username, password, role });
    setBusy(false);
    if (!made) return;
    tell.done(say(w.added, { name: made.username }));
    await reload();
    onClose();
  };
  const problem = elsewhere('username', 'password');
  return (
    <Dialog title={say(w.addTitle)} onClose={onClose}>
      <form className="stack" onSubmit={add}>
        <Field
          label={say(entry.username)}
          hint={say(entry.usernameHint)}
          value={username}
          onChange={setUsername}
          problem={at('username')}
          required
          maxLength={64}
          autoComplete="off"
          autoFocus
        />
        <Field
          label={say(entry.password)}
          hint={say(entry.passwordHint)}
          type="password"
          value={password}
          onChange={setPassword}
          problem={at('password')}
          required
          minLength={10}
          maxLength={256}
          autoComplete="new-password"
        />
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
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <menu className="actions">
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" look="main" busy={busy}>
            {say(common.add)}
          </Button>
        </menu>
      </form>
    </Dialog>
  );
}
