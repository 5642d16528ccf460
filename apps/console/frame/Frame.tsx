import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ask } from '../api/ask.ts';
import { useSession } from '../api/session.tsx';
import { zone } from '../format/times.ts';
import { Button } from '../kit/Button.tsx';
import { Icon, type IconName } from '../kit/Icon.tsx';
import { useSay } from '../language/Language.tsx';
import type { Pair } from '../language/Pair.ts';
import { frame as w } from '../language/words/frame.ts';
import { Link, usePlace } from '../route/Router.tsx';
import { LanguageSwitch, ThemeSwitch } from './switches.tsx';

type Entry = readonly [to: string, icon: IconName, text: Pair, adminsOnly?: true];

const SERVICE: readonly Entry[] = [
  ['/', 'overview', w.overview],
  ['/apps', 'apps', w.apps],
  ['/live', 'live', w.live],
  ['/calls', 'calls', w.calls],
  ['/bans', 'bans', w.bans],
];
const SYSTEM: readonly Entry[] = [
  ['/health', 'health', w.health],
  ['/server', 'server', w.server, true],
  ['/administrators', 'people', w.administrators, true],
  ['/audit', 'audit', w.audit, true],
];

/** Navigation at the left, on a phone behind a button; the page beside it. */
export function Frame({ children }: { children: ReactNode }) {
  const say = useSay();
  const { path } = usePlace();
  const { session } = useSession();
  // Open on this page only: another page comes with the drawer closed.
  const [openOn, setOpenOn] = useState<string>();
  const open = openOn === path;
  const side = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLElement>(null);
  const close = () => {
    setOpenOn(undefined);
    menu.current?.querySelector('button')?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `close` changes nothing but what is here
  useEffect(() => {
    if (!open) return;
    side.current?.querySelector<HTMLElement>('nav a')?.focus();
    const esc = (event: KeyboardEvent) => event.key === 'Escape' && close();
    addEventListener('keydown', esc);
    return () => removeEventListener('keydown', esc);
  }, [open]);
  return (
    <div className={open ? 'frame open' : 'frame'}>
      <a className="skip" href="#main">
        {say(w.skip)}
      </a>
      <header className="bar" ref={menu}>
        <Button
          look="quiet"
          icon="menu"
          aria-label={say(w.menu)}
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => (open ? close() : setOpenOn(path))}
        />
        <Brand />
      </header>
      <div className="side" id="navigation" ref={side}>
        <Brand />
        <Navigation />
        <Foot />
      </div>
      {open && <button type="button" className="veil" aria-label={say(w.menu)} onClick={close} tabIndex={-1} />}
      <main id="main" tabIndex={-1} inert={open}>
        {session && !session.secure && !isLocal() && (
          <p className="notice warn">
            <Icon name="warn" />
            {say(w.insecure)}
          </p>
        )}
        {children}
      </main>
    </div>
  );
}

const isLocal = () => /^(localhost|127\.|\[::1\])/.test(location.hostname);

function Brand() {
  const say = useSay();
  return (
    <Link to="/" className="brand">
      <img src="/console/logo.svg" alt="" width={26} height={26} />
      {say(w.brand)}
    </Link>
  );
}

function Navigation() {
  const say = useSay();
  const admin = useSession().session?.role === 'admin';
  return (
    <nav aria-label={say(w.navigation)}>
      {(
        [
          [w.service, SERVICE],
          [w.system, SYSTEM],
        ] as const
      ).map(([title, entries]) => (
        <div key={title[0]} className="nav-group">
          <p className="nav-title">{say(title)}</p>
          <ul>
            {entries
              .filter(([, , , adminsOnly]) => admin || !adminsOnly)
              .map((entry) => (
                <NavLink key={entry[0]} entry={entry} />
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function NavLink({ entry: [to, icon, text] }: { entry: Entry }) {
  const say = useSay();
  const { path } = usePlace();
  const within = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
  return (
    <li>
      <Link to={to} aria-current={path === to ? 'page' : within ? 'true' : undefined}>
        <Icon name={icon} />
        {say(text)}
      </Link>
    </li>
  );
}

function Foot() {
  const say = useSay();
  const { path } = usePlace();
  const { session, reload } = useSession();
  const signOut = async () => {
    await ask('logout', {}).catch(() => {});
    await reload();
  };
  return (
    <div className="side-foot">
      <div className="side-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <div className="side-user">
        <Link to="/account" aria-current={path === '/account' ? 'page' : undefined}>
          <Icon name="account" />
          <span className="clip" title={session?.username ?? ''}>
            {session?.username}
          </span>
        </Link>
        <Button look="quiet" icon="signOut" aria-label={say(w.signOut)} title={say(w.signOut)} onClick={signOut} />
      </div>
      <p className="version">
        Liuyun {session?.version} · <span title={say(w.zoneHint)}>{zone()}</span>
      </p>
    </div>
  );
}
