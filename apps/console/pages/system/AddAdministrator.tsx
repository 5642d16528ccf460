import { useAsk } from '../../api/useAsk.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useSay } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { entry } from '../../language/words/entry.ts';
import { system as w } from '../../language/words/system.ts';

type Values = { username: string; password: string; role: 'admin' | 'viewer' };

export function AddAdministrator({ onClose, reload }: { onClose(): void; reload(): Promise<void> }) {
  const say = useSay();
  const ask = useAsk();
  const { values, bind } = useValues<Values>({ username: '', password: '', role: 'viewer' });
  const add = async () => {
    await ask('createAdministrator', values, say(w.added, { name: values.username }));
    await reload();
    onClose();
  };
  return (
    <Dialog title={say(w.addTitle)} onClose={onClose}>
      <Form onSubmit={add}>
        <Field
          {...bind('username')}
          label={say(entry.username)}
          hint={say(entry.usernameHint)}
          required
          maxLength={64}
          autoComplete="off"
          autoFocus
        />
        <Field
          {...bind('password')}
          label={say(entry.password)}
          hint={say(entry.passwordHint)}
          type="password"
          required
          minLength={10}
          maxLength={256}
          autoComplete="new-password"
        />
        <Choice
          {...bind('role')}
          label={say(entry.role)}
          hint={say(values.role === 'admin' ? entry.roleAdminHint : entry.roleViewerHint)}
          choices={[
            ['viewer', say(entry.roleViewer)],
            ['admin', say(entry.roleAdmin)],
          ]}
        />
        <FormEnd action={say(common.add)} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
