import { type ReactNode, useEffect, useRef } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Link } from '../route/Router.tsx';

type Props = {
  title: string;
  /** Where it hangs: the way back up. */
  above?: readonly (readonly [to: string, text: string])[];
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** A page's head and body. Its heading takes the focus when somebody comes here by a link, so that it is read out. */
export function Page({ title, above, lead, actions, children }: Props) {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Liuyun`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) heading.current?.focus();
  }, []);
  return (
    <div className="page">
      <header className="page-head">
        {above && (
          <nav className="crumbs" aria-label={say(w.breadcrumbs)}>
            {above.map(([to, text]) => (
              <Link key={to} to={to}>
                {text}
              </Link>
            ))}
          </nav>
        )}
        <div className="page-title">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead && <div className="lead muted">{lead}</div>}
          </div>
          {actions && <div className="actions">{actions}</div>}
        </div>
      </header>
      {children}
    </div>
  );
}

/** A card with a heading. */
export function Section({
  title,
  actions,
  hint,
  count,
  children,
  flush = false,
}: {
  title: string;
  actions?: ReactNode;
  hint?: ReactNode;
  /** How many there are. */
  count?: string;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={flush ? 'card flush' : 'card'} aria-label={title}>
      <header className="card-head">
        <div>
          <h2>
            {title}
            {count !== undefined && <span className="count">{count}</span>}
          </h2>
          {hint && <p className="hint">{hint}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
