import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import { useAct } from '../../api/useAct.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { Section } from '../../kit/Page.tsx';
import { Secret } from '../../kit/Secret.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { callbacks as w } from '../../language/words/callbacks.ts';
import { common } from '../../language/words/common.ts';
import { ChangeCallbackSecret } from './ChangeCallbackSecret.tsx';
import { Deliveries } from './Deliveries.tsx';
import type { PartProps } from './PartProps.ts';

export function AppCallbacks({ app, reload }: PartProps) {
  const say = useSay();
  const tell = useTell();
  const act = useAct();
  const ask = useAsk();
  const mayAct = useMayAct();
  const { appID, callback } = app;
  const [url, setUrl] = useState(callback?.url ?? '');
  const [made, setMade] = useState<string>();
  const [asking, setAsking] = useState<'off' | 'rotate'>();
  const edited = url.trim() !== (callback?.url ?? '');
  const save = async () => {
    await ask('changeApp', { appID, callback: { url: url.trim() } }, say(common.saved));
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
        <Form onSubmit={save}>
          <fieldset disabled={!mayAct} className="stack">
            <Field
              label={say(w.url)}
              type="url"
              value={url}
              onChange={setUrl}
              name="callback"
              placeholder="https://api.example.com/liuyun"
              maxLength={1024}
              required
            />
          </fieldset>
          {mayAct && (
            <FormEnd action={say(common.save)} disabled={!edited} unsaved={edited}>
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
            </FormEnd>
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
        </Form>
      </Section>
      <Deliveries appID={appID} configured={callback !== null} />
      {asking === 'off' && (
        <Confirm
          title={say(w.turnOffQuestion)}
          action={say(w.turnOff)}
          onClose={() => setAsking(undefined)}
          onConfirm={async () => {
            await ask('changeApp', { appID, callback: null }, say(w.turnedOff));
            setUrl('');
            await reload();
          }}
        >
          <p>{say(w.turnOffText)}</p>
        </Confirm>
      )}
      {asking === 'rotate' && <ChangeCallbackSecret appID={appID} onClose={() => setAsking(undefined)} onChanged={setMade} />}
    </>
  );
}
