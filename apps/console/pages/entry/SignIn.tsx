import { type FormEvent, useEffect, useState } from 'react';
import { AskFailed } from '../../api/AskFailed.ts';
import { ask } from '../../api/ask.ts';
import { useSession } from '../../api/session.tsx';
import { useFailureText } from '../../api/useFailureText.ts';
import { Button } from '../../kit/Button.tsx';
import { Field } from '../../kit/Field.tsx';
import { useSay } from '../../language/Language.tsx';
import { entry as w } from '../../language/words/entry.ts';
import { failures } from '../../language/words/failures.ts';
import { Door } from './Door.tsx';

export function SignIn() {
  const say = useSay();
  const text = useFailureText();
  const { set, expired } = useSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<AskFailed>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${say(w.signIn)} · Liuyun`;
  }, [say]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      set(await ask('login', { username, password }));
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setProblem(error);
      setPassword('');
    } finally {
      setBusy(false);
    }
  };
  const wrong = problem?.failure === 'UNAUTHENTICATED' || problem?.failure === 'BAD_REQUEST';
  return (
    <Door title={say(w.signIn)} lead={say(expired ? w.ended : w.signInLead)}>
      <form className="stack" onSubmit={submit}>
        <Field
          label={say(w.username)}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          required
          autoFocus
          maxLength={64}
        />
        <Field
          label={say(w.password)}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          required
          maxLength={256}
          problem={problem && (wrong ? say(failures.WRONG_PASSWORD) : text(problem))}
        />
        <Button type="submit" look="main" busy={busy} className="whole">
          {say(w.signIn)}
        </Button>
        <p className="hint">{say(w.forgotten)}</p>
      </form>
    </Door>
  );
}
