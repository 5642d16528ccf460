import { AskFailed } from '../../api/AskFailed.ts';
import { ask } from '../../api/ask.ts';
import { useSession } from '../../api/session.tsx';
import { LanguageSwitch, ThemeSwitch } from '../../frame/switches.tsx';
import { Field } from '../../kit/Field.tsx';
import { FieldProblem } from '../../kit/form/FieldProblem.ts';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { Page, Section } from '../../kit/Page.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { entry as w } from '../../language/words/entry.ts';
import { frame } from '../../language/words/frame.ts';

export function Account() {
  const say = useSay();
  const { session } = useSession();
  const admin = session?.role === 'admin';
  return (
    <Page title={say(frame.account)}>
      <div className="columns">
        <Section title={session?.username ?? ''} hint={say(admin ? w.roleAdmin : w.roleViewer)}>
          <p className="muted">{say(admin ? w.roleAdminHint : w.roleViewerHint)}</p>
        </Section>
        <Section title={say(w.preferences)} hint={say(w.preferencesHint)}>
          <dl className="facts preferences">
            <dt>{say(frame.language)}</dt>
            <dd>
              <LanguageSwitch />
            </dd>
            <dt>{say(frame.theme)}</dt>
            <dd>
              <ThemeSwitch />
            </dd>
          </dl>
        </Section>
      </div>
      <ChangePassword />
    </Page>
  );
}

function ChangePassword() {
  const say = useSay();
  const tell = useTell();
  const { session, reload } = useSession();
  const { values, bind, clear } = useValues({ oldPassword: '', newPassword: '', again: '' });
  const change = async () => {
    const { oldPassword, newPassword, again } = values;
    if (newPassword !== again) throw new FieldProblem('again', w.passwordsDiffer);
    try {
      await ask('changePassword', { oldPassword, newPassword });
    } catch (error) {
      const wrong = error instanceof AskFailed && error.field === 'oldPassword';
      throw wrong ? new FieldProblem('oldPassword', w.wrongOldPassword) : error;
    }
    clear();
    tell.done(say(w.passwordChanged));
    await reload();
  };
  return (
    <Section title={say(w.changePassword)} hint={say(w.changePasswordHint)}>
      <Form onSubmit={change} narrow>
        <input type="text" name="username" autoComplete="username" value={session?.username ?? ''} readOnly hidden />
        <Field {...bind('oldPassword')} label={say(w.oldPassword)} type="password" autoComplete="current-password" required />
        <Field
          {...bind('newPassword')}
          label={say(w.newPassword)}
          hint={say(w.passwordHint)}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={256}
        />
        <Field {...bind('again')} label={say(w.repeatPassword)} type="password" autoComplete="new-password" required />
        <FormEnd action={say(w.changePassword)} />
      </Form>
    </Section>
  );
}
