import type { ReactNode } from 'react';

/** A row of figures that matter now. */
export function Tiles({ children }: { children: ReactNode }) {
  return <dl className="tiles">{children}</dl>;
}

export function Tile({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className="tile">
      <dt>{title}</dt>
      <dd>
        {children}
        {hint && <span className="hint sub">{hint}</span>}
      </dd>
    </div>
  );
}
