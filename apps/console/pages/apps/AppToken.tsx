import { useState } from 'react';
import type { Result } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { timestamp } from '../../format/times.ts';
import { Copy } from '../../kit/Copy.tsx';
import { Choice, Field, Switch } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { Icon } from '../../kit/Icon.tsx';
import { Section } from '../../kit/Page.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import type { PartProps } from './PartProps.ts';

type Values = { userID: string; roomID: string; canPublish: boolean; streamIDs: string; hours: '1' | '8' | '24' };
const FIRST: Values = { userID: '', roomID: '', canPublish: true, streamIDs: '', hours: '24' };

export function AppToken({ app: { appID } }: PartProps) {
  const say = useSay();
  const ask = useAsk();
  const { values, bind } = useValues(FIRST);
  const { userID, roomID, canPublish, hours } = values;
  const streamIDs = roomID === '' || !canPublish ? [] : values.streamIDs.split(/[,，\s]+/).filter(Boolean);
  const [made, setMade] = useState<Result<'makeToken'>>();
  const make = async () => {
    setMade(undefined);
    const limits = { roomID: roomID || undefined, canPublish: roomID === '' || canPublish, streamIDs };
    setMade(await ask('makeToken', { appID, userID, ...limits, hours: Number(hours) }));
  };
  return (
    <div className="columns">
      <Section title={say(w.tabToken)} hint={say(w.tokenHint)}>
        <Form onSubmit={make}>
          <Field {...bind('userID')} label={say(w.userID)} required maxLength={64} placeholder="ann" />
          <Field {...bind('roomID')} label={say(w.roomID)} hint={say(w.roomIDHint)} maxLength={128} />
          {roomID !== '' && <Switch {...bind('canPublish')} label={say(w.canPublish)} hint={say(w.canPublishHint)} />}
          {roomID !== '' && canPublish && (
            <Field {...bind('streamIDs')} label={say(w.streamIDs)} hint={say(w.streamIDsHint)} maxLength={2048} />
          )}
          <Choice
            {...bind('hours')}
            label={say(w.validFor)}
            choices={(['24', '8', '1'] as const).map((value) => [value, say(w.graceHours, { n: Number(value) })] as const)}
          />
          <FormEnd action={say(w.makeToken)} icon="key" />
        </Form>
      </Section>
      <div aria-live="polite">
        {made && (
          <Section
            title={say(w.tokenReady)}
            hint={say(w.tokenExpires, { time: timestamp(made.expiresAt) })}
            actions={<Copy text={made.token} what={say(w.token)} labelled />}
          >
            <div className="stack">
              <code className="code token">{made.token}</code>
              <p>
                <a className="button main" href={made.debugLink} target="_blank" rel="noopener">
                  <Icon name="link" />
                  {say(w.openDebug)}
                </a>
              </p>
              <p className="hint">{say(w.openDebugHint)}</p>
            </div>
          </Section>
        )}
      </div>
    </div>
  );
}
