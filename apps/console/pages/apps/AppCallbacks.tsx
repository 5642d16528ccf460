import { type FormEvent, useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import { useAct, useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { Section } from '../../kit/Page.tsx';
import { Secret } from '../../kit/Secret.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { callbacks as w } from '../../language/words/callbacks.ts';
import { common } from '../../language/words/common.ts';
import { Deliveries } from './Deliveries.tsx';
import type { PartProps } from './PartProps.ts';

export function AppCallbacks({ app, reload }: PartProps) {
  const say = useSay();
  const tell = useTell();
  const act = useAct();
  const mayAct = useMayAct();
  const { submit, at, elsewhere } = useSubmit('changeApp');
  const { appID, callback } = app;
  const [url, setUrl] = useState(callback?.url ?? '');
  const [made, setMade] = useState<string>();
  const [asking, setAsking] = useState<'off' | 'rotate'>();
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const saved = await submit({ appID, callback: { url: url.trim() } });
    setBusy(false);
    if (!saved) return;
    tell.done(say(common.saved));
    await reload();
  };
  const test = async () => {
    const result = await act('testCallback', { appID });
    if (!result) return;
    if (result.ok) tell.done(say(w.testOk, { ms: Math.round(result.ms) }));
    else tell.failed(say(w.testFailed, { error: result.error }));
  };
  return (
    <>
      <Section title={say(w.title)} hint={say(w.urlHint)}>
        <form className="stack" onSubmit={save}>
          <fieldset disabled={!mayAct} className="stack">
            <Field
              label={say(w.url)}
              type="url"
              value={url}
              onChange={setUrl}
              problem={at('callback.url') ?? at('callback') ?? elsewhere('callback.url', 'callback')}
              placeholder="https://api.example.com/liuyun"
              maxLength={1024}
              required
            />
          </fieldset>
          {mayAct && (
            <div className="form-end">
              <Button type="submit" look="main" busy={busy} disabled={url === (callback?.url ?? '')}>
                {say(common.save)}
              </Button>
              {callback && (
                <>
                  <Button icon="link" onClick={test}>
                    {say(w.test)}
                  </Button>
                  <Button look="quiet" onClick={() => setAsking('off')}>
                    {say(w.turnOff)}
                  </Button>
                </>
              )}
            </div>
          )}
          {callback && mayAct && (
            <dl className="credentials">
              <div>
                <dt>{say(apps.callbackSecret)}</dt>
                <dd>
                  <Secret
                    what={say(apps.callbackSecret)}
                    value={made}
                    fetch={async () => (await act('revealCredentials', { appID, which: 'callbackSecret' }))?.value}
                  />
                  <Button
                    small
                    onClick={() => setAsking('rotate')}
                    aria-label={`${say(apps.rotate)} ${say(apps.callbackSecret)}`}
                  >
                    {say(apps.rotate)}
                  </Button>
                  <p className="hint">{say(w.secretHint)}</p>
                </dd>
              </div>
            </dl>
          )}
        </form>
      </Section>
      <Deliveries appID={appID} configured={callback !== null} />
      {asking === 'off' && (
        <Confirm
          title={say(w.turnOffQuestion)}
          action={say(w.turnOff)}
          onClose={() => setAsking(undefined)}
          onConfirm={async () => {
            const done = await act('changeApp', { appID, callback: null }, say(w.turnedOff));
            if (done) setUrl('');
            await reload();
            return Boolean(done);
          }}
        >
          <p>{say(w.turnOffText)}</p>
        </Confirm>
      )}
      {asking === 'rotate' && (
        <Confirm
          title={say(w.rotateQuestion)}
          action={say(apps.rotate)}
          onClose={() => setAsking(undefined)}
          onConfirm={async () => {
            const done = await act('rotateCallbackSecret', { appID }, say(apps.rotated, { what: say(apps.callbackSecret) }));
            if (done) setMade(done.value);
            return Boolean(done);
          }}
        >
          <p>{say(w.rotateText)}</p>
        </Confirm>
      )}
    </>
  );
}
