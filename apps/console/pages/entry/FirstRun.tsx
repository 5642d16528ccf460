import { useEffect, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { useSession } from '../../api/session.tsx';
import { Field } from '../../kit/Field.tsx';
import { FieldProblem } from '../../kit/form/FieldProblem.ts';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
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
  const [linkKey] = useState(keyOfLink);
  const { values, bind } = useValues({ key: linkKey, username: '', password: '', again: '' });
  useEffect(() => {
    document.title = say(w.welcome);
  }, [say]);
  const create = async () => {
    const { key, username, password, again } = values;
    if (password !== again) throw new FieldProblem('again', w.passwordsDiffer);
    const session = await ask('firstRun', { key, username, password });
    go('/', { replace: true });
    set(session);
  };
  return (
    <Door title={say(w.welcome)} lead={say(w.firstRunLead)}>
      <Form onSubmit={create}>
        {!linkKey && (
          <Field
            {...bind('key')}
            label={say(w.firstRunKey)}
            hint={say(w.firstRunKeyHint)}
            required
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <Field
          {...bind('username')}
          label={say(w.username)}
          hint={say(w.usernameHint)}
          autoComplete="username"
          required
          maxLength={64}
          autoFocus
        />
        <Field
          {...bind('password')}
          label={say(w.password)}
          hint={say(w.passwordHint)}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={256}
        />
        <Field {...bind('again')} label={say(w.repeatPassword)} type="password" autoComplete="new-password" required />
        <FormEnd action={say(w.createAdministrator)} whole />
      </Form>
    </Door>
  );
}
