import { Component, type ReactNode } from 'react';
import { useSay } from '../language/Language.tsx';
import { common } from '../language/words/common.ts';
import { frame as w } from '../language/words/frame.ts';
import { Button } from './Button.tsx';

/** A page that throws does not leave an empty window behind. */
export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const say = useSay();
  return (
    <main className="door">
      <div className="door-card stack" role="alert">
        <h1>{say(w.crashed)}</h1>
        <p className="muted">{say(w.crashedHint)}</p>
        <Button look="main" icon="refresh" onClick={() => location.reload()}>
          {say(common.reload)}
        </Button>
      </div>
    </main>
  );
}
