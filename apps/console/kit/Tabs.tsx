import { useEffect, useRef } from 'react';
import { Link, usePlace } from '../route/Router.tsx';

/** Parts of one thing, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly (readonly [to: string, text: string])[] }) {
  const { path } = usePlace();
  const element = useRef<HTMLElement>(null);
  // Where they do not all fit, the one that is shown is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another tab
  useEffect(() => {
    const here = element.current?.querySelector('[aria-current]');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav className="tabs" aria-label={label} ref={element}>
      {tabs.map(([to, text]) => (
        <Link key={to} to={to} aria-current={path === to ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
