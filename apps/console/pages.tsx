import { lazy, type ReactNode, Suspense } from 'react';
import { useSession } from './api/session.tsx';
import { Page } from './kit/Page.tsx';
import { Empty, Skeleton } from './kit/States.tsx';
import { useSay } from './language/Language.tsx';
import { frame as w } from './language/words/frame.ts';
import { AppPage, type AppPart } from './pages/apps/AppPage.tsx';
import { Apps } from './pages/apps/Apps.tsx';
import { Calls } from './pages/calls/Calls.tsx';
import { Bans } from './pages/live/Bans.tsx';
import { RoomPage } from './pages/live/RoomPage.tsx';
import { Rooms } from './pages/live/Rooms.tsx';
import { Overview } from './pages/overview/Overview.tsx';
import { ServerPage } from './pages/server/ServerPage.tsx';
import { Account } from './pages/system/Account.tsx';
import { Administrators } from './pages/system/Administrators.tsx';
import { Audit } from './pages/system/Audit.tsx';
import { HealthPage } from './pages/system/HealthPage.tsx';
import { match } from './route/path.ts';
import { Link } from './route/Router.tsx';

/** The charts come when somebody looks at a call. */
const CallPage = lazy(async () => ({ default: (await import('./pages/calls/CallPage.tsx')).CallPage }));

type Values = { readonly [name: string]: string };
/** An AppID in an address; whatever is no number is nothing's ID. */
const appOf = ({ appID }: Values): number => (/^\d{1,10}$/.test(appID ?? '') ? Number(appID) : 0);

const APP_PARTS: readonly AppPart[] = ['credentials', 'token', 'settings', 'callbacks'];

/** Every address of the console. */
const pages: readonly (readonly [pattern: string, show: (values: Values) => ReactNode])[] = [
  ['/', () => <Overview />],
  ['/apps', () => <Apps />],
  ['/apps/:appID', (values) => <AppPage key={values.appID} appID={appOf(values)} part="overview" />],
  ...APP_PARTS.map(
    (part) =>
      [`/apps/:appID/${part}`, (values: Values) => <AppPage key={values.appID} appID={appOf(values)} part={part} />] as const,
  ),
  ['/live', () => <Rooms asked={undefined} />],
  ['/live/:appID', (values) => <Rooms key={values.appID} asked={appOf(values)} />],
  ['/live/:appID/:roomID', (values) => <RoomPage key={values.roomID} appID={appOf(values)} roomID={values.roomID ?? ''} />],
  ['/bans', () => <Bans asked={undefined} />],
  ['/bans/:appID', (values) => <Bans key={values.appID} asked={appOf(values)} />],
  ['/calls', () => <Calls />],
  [
    '/calls/:callID',
    (values) => (
      <Suspense fallback={<Skeleton lines={8} />}>
        <CallPage key={values.callID} callID={values.callID ?? ''} />
      </Suspense>
    ),
  ],
  ['/health', () => <HealthPage />],
  [
    '/server',
    () => (
      <ForAdmins>
        <ServerPage />
      </ForAdmins>
    ),
  ],
  [
    '/administrators',
    () => (
      <ForAdmins>
        <Administrators />
      </ForAdmins>
    ),
  ],
  [
    '/audit',
    () => (
      <ForAdmins>
        <Audit />
      </ForAdmins>
    ),
  ],
  ['/account', () => <Account />],
];

export function pageAt(path: string): ReactNode {
  for (const [pattern, show] of pages) {
    const values = match(pattern, path);
    if (values) return show(values);
  }
  return <NotFound />;
}

function NotFound() {
  const say = useSay();
  return (
    <Page title={say(w.notFound)}>
      <div className="card">
        <Empty
          icon="search"
          title={say(w.notFound)}
          action={
            <Link className="button" to="/">
              {say(w.toOverview)}
            </Link>
          }
        >
          {say(w.notFoundHint)}
        </Empty>
      </div>
    </Page>
  );
}

function ForAdmins({ children }: { children: ReactNode }) {
  const say = useSay();
  const { session } = useSession();
  if (session?.role === 'admin') return children;
  return (
    <Page title={say(w.notYours)}>
      <div className="card">
        <Empty icon="people" title={say(w.notYours)} />
      </div>
    </Page>
  );
}
