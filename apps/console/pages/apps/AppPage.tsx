import type { ReactNode } from 'react';
import { useMayAct } from '../../api/session.tsx';
import { useAnswer } from '../../api/useAnswer.ts';
import { Copy } from '../../kit/Copy.tsx';
import { Page } from '../../kit/Page.tsx';
import { Failure, Skeleton } from '../../kit/States.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { pathOf } from '../../route/path.ts';
import { AppCallbacks } from './AppCallbacks.tsx';
import { AppCredentials } from './AppCredentials.tsx';
import { AppOverview } from './AppOverview.tsx';
import { AppSettings } from './AppSettings.tsx';
import { AppToken } from './AppToken.tsx';
import type { PartProps } from './PartProps.ts';

export type AppPart = 'overview' | 'credentials' | 'token' | 'settings' | 'callbacks';

const EVERY_MS = 5_000;

export function AppPage({ appID, part }: { appID: number; part: AppPart }) {
  const say = useSay();
  const mayAct = useMayAct();
  const { answer: app, failure, reload } = useAnswer('getApp', { appID }, part === 'overview' ? { every: EVERY_MS } : {});
  const parts: { [P in AppPart]: (props: PartProps) => ReactNode } = {
    overview: AppOverview,
    credentials: AppCredentials,
    token: AppToken,
    settings: AppSettings,
    callbacks: AppCallbacks,
  };
  const Part = parts[part];
  const base = pathOf('apps', appID);
  return (
    <Page
      title={app?.name ?? String(appID)}
      above={[['/apps', say(w.title)]]}
      lead={
        <>
          <span className="figure">
            {say(w.appID)} {appID}
          </span>
          <Copy text={String(appID)} what={say(w.appID)} />
        </>
      }
    >
      <Tabs
        label={say(w.parts)}
        tabs={[
          [base, say(w.tabOverview)],
          [`${base}/credentials`, say(w.tabCredentials)],
          ...(mayAct ? [[`${base}/token`, say(w.tabToken)] as const] : []),
          [`${base}/settings`, say(w.tabSettings)],
          [`${base}/callbacks`, say(w.tabCallbacks)],
        ]}
      />
      {failure && <Failure failure={failure} onRetry={reload} />}
      {!app && !failure && <Skeleton lines={6} />}
      {app && <Part app={app} reload={reload} />}
    </Page>
  );
}
