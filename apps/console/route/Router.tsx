import {
  type AnchorHTMLAttributes,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { BASE } from './path.ts';

type Place = {
  /** Below `/console`, as in `/apps/7`. */
  path: string;
  query: URLSearchParams;
  go(to: string, options?: { replace?: boolean }): void;
};

const Context = createContext<Place | undefined>(undefined);

const whereNow = () => ({ path: location.pathname.slice(BASE.length) || '/', search: location.search });

/** The address bar is the state: every page can be reloaded, bookmarked and sent to a colleague. */
export function Router({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(whereNow);
  useEffect(() => {
    const moved = () => setNow(whereNow());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  const go = useCallback((to: string, { replace = false } = {}) => {
    const before = location.pathname;
    history[replace ? 'replaceState' : 'pushState'](null, '', BASE + to);
    setNow(whereNow());
    if (location.pathname !== before) scrollTo(0, 0);
  }, []);
  const place = useMemo(() => ({ path: now.path, query: new URLSearchParams(now.search), go }), [now, go]);
  return <Context value={place}>{children}</Context>;
}

export function usePlace(): Place {
  const place = useContext(Context);
  if (!place) throw new Error('usePlace outside of Router');
  return place;
}

export function Link({ to, children, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const { go } = usePlace();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={BASE + to} onClick={follow}>
      {children}
    </a>
  );
}
