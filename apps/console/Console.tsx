import { useSession } from './api/session.tsx';
import { Frame } from './frame/Frame.tsx';
import { CrashScreen } from './kit/CrashScreen.tsx';
import { Failure, Skeleton } from './kit/States.tsx';
import { FirstRun } from './pages/entry/FirstRun.tsx';
import { SignIn } from './pages/entry/SignIn.tsx';
import { pageAt } from './pages.tsx';
import { usePlace } from './route/Router.tsx';

/** Who may not come in stands at the door; who may is inside the frame. */
export function Console() {
  const { session, failure, reload } = useSession();
  const { path } = usePlace();
  if (!session)
    return (
      <main className="door">
        <div className="door-card">{failure ? <Failure failure={failure} onRetry={reload} /> : <Skeleton />}</div>
      </main>
    );
  if (session.firstRunNeeded) return <FirstRun />;
  if (session.username === null) return <SignIn />;
  return (
    <Frame>
      <CrashScreen key={path}>{pageAt(path)}</CrashScreen>
    </Frame>
  );
}
