import { type FormEvent, useState } from 'react';
import type { AppDetail } from '../../api/types.ts';
import { useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';

export function CreateApp({ onClose, onCreated }: { onClose(): void; onCreated(app: AppDetail): void }) {
  const say = useSay();
  const tell = useTell();
  const { submit, at, elsewhere } = useSubmit('createApp');
  const [name, setName] = useState('');
  const [appID, setAppID] = useState('');
  const [appSign, setAppSign] = useState('');
  const [serverSecret, setServerSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const app = await submit({
      name: name.trim(),
      appID: appID === '' ? undefined : Number(appID),
      appSign: appSign || undefined,
      serverSecret: serverSecret || undefined,
    });
    setBusy(false);
    if (!app) return;
    tell.done(say(w.created));
    onCreated(app);
  };
  const problem = elsewhere('name', 'appID', 'appSign', 'serverSecret');
  return (
    <Dialog title={say(w.create)} onClose={onClose}>
      <form className="stack" onSubmit={create}>
        <Field
          label={say(common.name)}
          hint={say(w.nameHint)}
          placeholder={say(w.namePlaceholder)}
          value={name}
          onChange={setName}
          problem={at('name')}
          required
          maxLength={100}
          autoFocus
        />
        <details className="more">
          <summary>{say(w.moveHere)}</summary>
          <div className="stack">
            <p className="hint">{say(w.moveHereHint)}</p>
            <Field
              label={say(w.appID)}
              value={appID}
              onChange={setAppID}
              problem={at('appID')}
              inputMode="numeric"
              pattern="[0-9]{1,10}"
            />
            <Field
              label={say(w.appSign)}
              value={appSign}
              onChange={setAppSign}
              problem={at('appSign')}
              autoComplete="off"
              spellCheck={false}
            />
            <Field
              label={say(w.serverSecret)}
              value={serverSecret}
              onChange={setServerSecret}
              problem={at('serverSecret')}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
        </details>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <menu className="actions">
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" look="main" busy={busy}>
            {say(common.create)}
          </Button>
        </menu>
      </form>
    </Dialog>
  );
}
