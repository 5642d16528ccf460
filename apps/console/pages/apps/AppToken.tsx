import { type FormEvent, useState } from 'react';
import type { Result } from '../../api/types.ts';
import { useSubmit } from '../../api/useAct.ts';
import { timestamp } from '../../format/times.ts';
import { Button } from '../../kit/Button.tsx';
import { Copy } from '../../kit/Copy.tsx';
import { Choice, Field, Switch } from '../../kit/Field.tsx';
import { Icon } from '../../kit/Icon.tsx';
import { Section } from '../../kit/Page.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import type { PartProps } from './PartProps.ts';

type Hours = '1' | '8' | '24';

export function AppToken({ app }: PartProps) {
  const say = useSay();
  const { submit, at, elsewhere } = useSubmit('makeToken');
  const [userID, setUserID] = useState('');
  const [roomID, setRoomID] = useState('');
  const [canPublish, setCanPublish] = useState(true);
  const [hours, setHours] = useState<Hours>('24');
  const [made, setMade] = useState<Result<'makeToken'>>();
  const [busy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setMade(await submit({ appID: app.appID, userID, roomID: roomID || undefined, canPublish, hours: Number(hours) }));
    setBusy(false);
  };
  const problem = elsewhere('userID', 'roomID');
  return (
    <div className="columns">
      <Section title={say(w.tabToken)} hint={say(w.tokenHint)}>
        <form className="stack" onSubmit={make}>
          <Field
            label={say(w.userID)}
            value={userID}
            onChange={setUserID}
            problem={at('userID')}
            required
            maxLength={64}
            placeholder="ann"
          />
          <Field
            label={say(w.roomID)}
            hint={say(w.roomIDHint)}
            value={roomID}
            onChange={setRoomID}
            problem={at('roomID')}
            maxLength={128}
          />
          {roomID !== '' && (
            <Switch label={say(w.canPublish)} hint={say(w.canPublishHint)} checked={canPublish} onChange={setCanPublish} />
          )}
          <Choice
            label={say(w.validFor)}
            value={hours}
            onChange={setHours}
            choices={(['24', '8', '1'] as const).map((value) => [value, say(w.graceHours, { n: Number(value) })] as const)}
          />
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <div className="form-end">
            <Button type="submit" look="main" icon="key" busy={busy}>
              {say(w.makeToken)}
            </Button>
          </div>
        </form>
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
