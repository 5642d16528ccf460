import { type FormEvent, useEffect, useState } from 'react';
import { useSession } from '../../api/session.tsx';
import { useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Field } from '../../kit/Field.tsx';
import { useSay } from '../../language/Language.tsx';
import { entry as w } from '../../language/words/entry.ts';
import { usePlace } from '../../route/Router.tsx';
import { Door } from './Door.tsx';

/** The key comes in the fragment, which browsers send to nobody; it leaves the address bar at once. */
function keyOfLink(): string {
  return new URLSearchParams(location.hash.slice(1)).get('first-run') ?? '';
}

export function FirstRun() {
  const say = useSay();
  const { set } = useSession();
  const { go } = usePlace();
  const { submit, at, elsewhere } = useSubmit('firstRun');
  const [linkKey] = useState(keyOfLink);
  const [key, setKey] = useState(linkKey);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${say(w.welcome)}`;
  }, [say]);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setDiffer(password !== again);
    if (password !== again) return;
    setBusy(true);
    const session = await submit({ key, username, password });
    setBusy(false);
    if (!session) return;
    go('/', { replace: true });
    set(session);
  };
  const problem = elsewhere('username', 'password', 'key');
  return (
    <Door title={say(w.welcome)} lead={say(w.firstRunLead)}>
      <form className="stack" onSubmit={create}>
        {!linkKey && (
          <Field
            label={say(w.firstRunKey)}
            hint={say(w.firstRunKeyHint)}
            value={key}
            onChange={setKey}
            problem={at('key')}
            required
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <Field
          label={say(w.username)}
          hint={say(w.usernameHint)}
          value={username}
          onChange={setUsername}
          problem={at('username')}
          autoComplete="username"
          required
          maxLength={64}
          autoFocus
        />
        <Field
          label={say(w.password)}
          hint={say(w.passwordHint)}
          value={password}
          onChange={setPassword}
          problem={at('password')}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={256}
        />
        <Field
          label={say(w.repeatPassword)}
          value={again}
          onChange={setAgain}
          problem={differ ? say(w.passwordsDiffer) : undefined}
          type="password"
          autoComplete="new-password"
          required
        />
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" look="main" busy={busy} className="whole">
          {say(w.createAdministrator)}
        </Button>
      </form>
    </Door>
  );
}
