import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import { useAct } from '../../api/useAct.ts';
import { useAsk } from '../../api/useAsk.ts';
import { timestamp } from '../../format/times.ts';
import { Button } from '../../kit/Button.tsx';
import { Copy } from '../../kit/Copy.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Icon } from '../../kit/Icon.tsx';
import { Section } from '../../kit/Page.tsx';
import { Secret } from '../../kit/Secret.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';
import type { PartProps } from './PartProps.ts';
import { RotateServerSecret } from './RotateServerSecret.tsx';
import { serverUrl } from './serverUrl.ts';

type Asking = 'appSign' | 'serverSecret' | 'endGrace';

export function AppCredentials({ app, reload }: PartProps) {
  const say = useSay();
  const act = useAct();
  const ask = useAsk();
  const mayAct = useMayAct();
  const [asking, setAsking] = useState<Asking>();
  const [made, setMade] = useState<{ appSign?: string; serverSecret?: string }>({});
  const { appID } = app;
  const fetch = (which: 'appSign' | 'serverSecret') => async () => (await act('revealCredentials', { appID, which }))?.value;
  const url = serverUrl(app);
  const close = () => setAsking(undefined);
  return (
    <Section title={say(w.tabCredentials)} hint={say(w.credentialsHint)}>
      <div className="stack">
        {app.graceUntil !== null && (
          <p className="notice warn">
            <Icon name="info" />
            {say(w.graceUntil, { time: timestamp(app.graceUntil) })}
            {mayAct && (
              <span className="actions">
                <Button small onClick={() => setAsking('endGrace')}>
                  {say(w.endGrace)}
                </Button>
              </span>
            )}
          </p>
        )}
        <dl className="credentials">
          <div>
            <dt>{say(w.appID)}</dt>
            <dd>
              <code>{appID}</code>
              <Copy text={String(appID)} what={say(w.appID)} />
            </dd>
          </div>
          <div>
            <dt>{say(w.serverUrl)}</dt>
            <dd>
              <code>{url}</code>
              <Copy text={url} what={say(w.serverUrl)} />
            </dd>
          </div>
          {mayAct &&
            (['appSign', 'serverSecret'] as const).map((which) => (
              <div key={which}>
                <dt>{say(w[which])}</dt>
                <dd>
                  <Secret what={say(w[which])} value={made[which]} fetch={fetch(which)} />
                  <Button small onClick={() => setAsking(which)} aria-label={`${say(w.rotate)} ${say(w[which])}`}>
                    {say(w.rotate)}
                  </Button>
                  <p className="hint">{say(which === 'appSign' ? w.appSignHint : w.serverSecretHint)}</p>
                </dd>
              </div>
            ))}
        </dl>
        {!mayAct && <p className="hint">{say(common.viewerOnly)}</p>}
      </div>
      {asking === 'appSign' && (
        <Confirm
          title={say(w.rotateAppSign)}
          action={say(w.rotate)}
          onClose={close}
          onConfirm={async () => {
            const { value } = await ask('rotateAppSign', { appID }, say(w.rotated, { what: say(w.appSign) }));
            setMade((all) => ({ ...all, appSign: value }));
          }}
        >
          <p>{say(w.rotateAppSignText)}</p>
        </Confirm>
      )}
      {asking === 'serverSecret' && (
        <RotateServerSecret
          appID={appID}
          onClose={close}
          onRotated={(value) => {
            setMade((all) => ({ ...all, serverSecret: value }));
            reload();
          }}
        />
      )}
      {asking === 'endGrace' && (
        <Confirm
          title={say(w.endGraceQuestion)}
          action={say(w.endGrace)}
          onClose={close}
          onConfirm={async () => {
            await ask('endGrace', { appID }, say(w.graceEnded));
            await reload();
          }}
        >
          <p>{say(w.endGraceText)}</p>
        </Confirm>
      )}
    </Section>
  );
}
