import { useState } from 'react';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Section } from '../../kit/Page.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { server as w } from '../../language/words/server.ts';

/** The key that secrets are encrypted with: another one, or no earlier ones. */
export function SecretsKey({ keyPlace }: { keyPlace: string }) {
  const say = useSay();
  const ask = useAsk();
  const tell = useTell();
  const [asking, setAsking] = useState<'rotate' | 'forget'>();
  const rotate = async () => {
    const { keyID, made, secrets } = await ask('rotateSecretsKey', {});
    if (!made && secrets === 0) tell.failed(say(w.keySame, { id: keyID }));
    else tell.done(say(w.keyRotated, { n: secrets, id: keyID }));
  };
  const forget = async () => {
    const { count } = await ask('forgetOldKeys', {});
    tell.done(count === 0 ? say(w.noOldKeys) : say(w.keysForgotten, { n: count }));
  };
  return (
    <Section title={say(w.key)} hint={say(w.keyHint)}>
      <div className="stack">
        <dl className="facts">
          <dt>{say(w.keyPlace)}</dt>
          <dd>
            <code>{keyPlace}</code>
          </dd>
        </dl>
        <div className="actions">
          <Button icon="key" onClick={() => setAsking('rotate')}>
            {say(w.rotateKey)}
          </Button>
          <Button look="quiet" onClick={() => setAsking('forget')}>
            {say(w.forgetKeys)}
          </Button>
        </div>
      </div>
      {asking === 'rotate' && (
        <Confirm
          title={say(w.rotateKeyQuestion)}
          action={say(w.rotateKey)}
          harmless
          onClose={() => setAsking(undefined)}
          onConfirm={rotate}
        >
          <p>{say(w.rotateKeyText)}</p>
        </Confirm>
      )}
      {asking === 'forget' && (
        <Confirm
          title={say(w.forgetKeysQuestion)}
          action={say(w.forgetKeys)}
          onClose={() => setAsking(undefined)}
          onConfirm={forget}
        >
          <p>{say(w.forgetKeysText)}</p>
        </Confirm>
      )}
    </Section>
  );
}
