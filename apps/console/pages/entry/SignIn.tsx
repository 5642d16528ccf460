import { useEffect } from 'react';
import { AskFailed } from '../../api/AskFailed.ts';
import { ask } from '../../api/ask.ts';
import { useSession } from '../../api/session.tsx';
import { Field } from '../../kit/Field.tsx';
import { FieldProblem } from '../../kit/form/FieldProblem.ts';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useSay } from '../../language/Language.tsx';
import { entry as w } from '../../language/words/entry.ts';
import { failures } from '../../language/words/failures.ts';
import { Door } from './Door.tsx';

export function SignIn() {
  const say = useSay();
  const { set, expired } = useSession();
  const { values, set: change, bind } = useValues({ username: '', password: '' });
  useEffect(() => {
    document.title = `${say(w.signIn)} · Liuyun`;
  }, [say]);
  const signIn = async () => {
    try {
      set(await ask('login', values));
    } catch (error) {
      change({ password: '' });
      const wrong = error instanceof AskFailed && (error.failure === 'UNAUTHENTICATED' || error.failure === 'BAD_REQUEST');
      throw wrong ? new FieldProblem('password', failures.WRONG_PASSWORD) : error;
    }
  };
  return (
    <Door title={say(w.signIn)} lead={say(expired ? w.ended : w.signInLead)}>
      <Form onSubmit={signIn}>
        <Field {...bind('username')} label={say(w.username)} autoComplete="username" required autoFocus maxLength={64} />
        <Field
          {...bind('password')}
          label={say(w.password)}
          type="password"
          autoComplete="current-password"
          required
          maxLength={256}
        />
        <FormEnd action={say(w.signIn)} whole />
        <p className="hint">{say(w.forgotten)}</p>
      </Form>
    </Door>
  );
}
