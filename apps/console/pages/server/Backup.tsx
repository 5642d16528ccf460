import { useState } from 'react';
import { addressOf } from '../../api/ask.ts';
import type { Result } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { bytes } from '../../format/figures.ts';
import { Field, Switch } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { Icon } from '../../kit/Icon.tsx';
import { Section } from '../../kit/Page.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { server as w } from '../../language/words/server.ts';

/** Everything in one file: made first, then downloaded, once. */
export function Backup({ keepsData, keyPlace }: { keepsData: boolean; keyPlace: string }) {
  const { say, language } = useLanguage();
  const ask = useAsk();
  const { values, bind, set } = useValues({ records: true, password: '' });
  const [made, setMade] = useState<Result<'makeBackup'>>();
  const make = async () => {
    setMade(undefined);
    setMade(await ask('makeBackup', values));
    set({ password: '' });
  };
  return (
    <Section title={say(w.backup)} hint={say(keepsData ? w.backupHint : w.noFolder)}>
      {keepsData && (
        <>
          <Form onSubmit={make}>
            <Switch {...bind('records')} label={say(w.withRecords)} hint={say(w.withRecordsHint)} />
            <Field
              {...bind('password')}
              label={say(w.yourPassword)}
              hint={say(w.yourPasswordHint)}
              type="password"
              autoComplete="current-password"
              required
              maxLength={256}
            />
            <FormEnd action={say(w.makeBackup)} />
          </Form>
          <div aria-live="polite">
            {made && (
              <div className="stack tight made">
                <p className="strong">{say(w.backupReady)}</p>
                <p>
                  <a
                    className="button main"
                    href={addressOf('downloadBackup', { ticket: made.ticket })}
                    download
                    onClick={() => setTimeout(() => setMade(undefined))}
                  >
                    <Icon name="download" size={16} />
                    {say(w.download, { size: bytes(made.bytes, language) })}
                  </a>
                </p>
                <p className="hint">{say(w.downloadHint)}</p>
                {!made.holdsKey && (
                  <p className="notice warn">
                    <Icon name="warn" />
                    {say(w.keyElsewhere, { place: keyPlace })}
                  </p>
                )}
              </div>
            )}
          </div>
        </>
      )}
    </Section>
  );
}
