import { Link, usePlace } from '../route/Router.tsx';

/** Parts of one thing, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly (readonly [to: string, text: string])[] }) {
  const { path } = usePlace();
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(([to, text]) => (
        <Link key={to} to={to} aria-current={path === to ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
