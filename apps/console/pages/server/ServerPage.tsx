import { useAnswer } from '../../api/useAnswer.ts';
import { Page, Section } from '../../kit/Page.tsx';
import { Failure, Skeleton } from '../../kit/States.tsx';
import { useSay } from '../../language/Language.tsx';
import { server as w } from '../../language/words/server.ts';
import { Backup } from './Backup.tsx';
import { SecretsKey } from './SecretsKey.tsx';
import { Settings } from './Settings.tsx';

const SHELL = [
  [w.shellRestore, 'npx liuyun restore FILE'],
  [w.shellSettings, 'npx liuyun start --config FILE'],
  [w.shellDoctor, 'npx liuyun doctor'],
  [w.shellPassword, 'npx liuyun admin reset-password NAME'],
] as const;

/** What concerns all apps together, and what is left to be done on the machine. */
export function ServerPage() {
  const say = useSay();
  const { answer, failure, reload } = useAnswer('getSettings', {});
  return (
    <Page title={say(w.title)} lead={say(w.lead)}>
      {failure && <Failure failure={failure} onRetry={reload} />}
      {!answer && !failure && <Skeleton lines={8} />}
      {answer && (
        <>
          <div className="columns">
            <Backup keepsData={answer.keepsData} keyPlace={answer.keyPlace} />
            {answer.keepsData && <SecretsKey keyPlace={answer.keyPlace} />}
          </div>
          <Settings items={answer.items} />
          <Section title={say(w.shell)} hint={say(w.shellHint)}>
            <dl className="commands">
              {SHELL.map(([what, command]) => (
                <div key={command}>
                  <dt>{say(what)}</dt>
                  <dd>
                    <code>{command}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        </>
      )}
    </Page>
  );
}
