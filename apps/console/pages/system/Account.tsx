import { type FormEvent, useState } from 'react';
import { useSession } from '../../api/session.tsx';
import { useSubmit } from '../../api/useAct.ts';
import { LanguageSwitch, ThemeSwitch } from '../../frame/switches.tsx';
import { Button } from '../../kit/Button.tsx';
import { Field } from '../../kit/Field.tsx';
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
  const { submit, at, elsewhere } = useSubmit('changePassword');
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = async (event: FormEvent) => {
    event.preventDefault();
    setDiffer(newPassword !== again);
    if (newPassword !== again) return;
    setBusy(true);
    const done = await submit({ oldPassword, newPassword });
    setBusy(false);
    if (!done) return;
    setOld('');
    setNew('');
    setAgain('');
    tell.done(say(w.passwordChanged));
    await reload();
  };
  const problem = elsewhere('oldPassword', 'newPassword');
  return (
    <Section title={say(w.changePassword)} hint={say(w.changePasswordHint)}>
      <form className="stack narrow" onSubmit={change}>
        <input type="text" name="username" autoComplete="username" value={session?.username ?? ''} readOnly hidden />
        <Field
          label={say(w.oldPassword)}
          type="password"
          value={oldPassword}
          onChange={setOld}
          problem={at('oldPassword') && say(w.wrongOldPassword)}
          autoComplete="current-password"
          required
        />
        <Field
          label={say(w.newPassword)}
          hint={say(w.passwordHint)}
          type="password"
          value={newPassword}
          onChange={setNew}
          problem={at('newPassword')}
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={256}
        />
        <Field
          label={say(w.repeatPassword)}
          type="password"
          value={again}
          onChange={setAgain}
          problem={differ ? say(w.passwordsDiffer) : undefined}
          autoComplete="new-password"
          required
        />
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="form-end">
          <Button type="submit" look="main" busy={busy}>
            {say(w.changePassword)}
          </Button>
        </div>
      </form>
    </Section>
  );
}
