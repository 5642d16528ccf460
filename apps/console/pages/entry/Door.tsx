import type { ReactNode } from 'react';
import { LanguageSwitch, ThemeSwitch } from '../../frame/switches.tsx';
import { useSay } from '../../language/Language.tsx';
import { frame } from '../../language/words/frame.ts';

/** The card in front of the console: first run and sign in. */
export function Door({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  const say = useSay();
  return (
    <div className="door">
      <main className="door-card">
        <p className="brand">
          <img src="/console/logo.svg" alt="" width={30} height={30} />
          {say(frame.brand)}
        </p>
        <h1>{title}</h1>
        <p className="muted">{lead}</p>
        {children}
      </main>
      <footer className="door-foot">
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </div>
  );
}
