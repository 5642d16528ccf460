import type { ReactNode } from 'react';
import type { AskFailed } from '../api/AskFailed.ts';
import { useFailureText } from '../api/useFailureText.ts';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** Nothing here yet: why, and what to do next. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={26} />
      </span>
      <p className="empty-title">{title}</p>
      {children && <p className="muted">{children}</p>}
      {action}
    </div>
  );
}

/** What happened, and a way to try again. */
export function Failure({ failure, onRetry }: { failure: AskFailed; onRetry(): void }) {
  const say = useSay();
  const text = useFailureText();
  return (
    <div className="failure" role="alert">
      <Icon name="warn" />
      <div>
        <p className="strong">{say(w.couldNotLoad)}</p>
        <p className="muted">{text(failure)}</p>
      </div>
      <Button icon="refresh" onClick={onRetry}>
        {say(w.tryAgain)}
      </Button>
    </div>
  );
}

/** Grey lines where the answer will be. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const say = useSay();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{say(w.loading)}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move
        <div key={line} className={`bone bone-${line % 4}`} />
      ))}
    </div>
  );
}
