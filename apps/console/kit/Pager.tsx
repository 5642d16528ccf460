import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';

type Props = { from: number; count: number; onPrevious?: (() => void) | undefined; onNext?: (() => void) | undefined };

/** Page by page: a list of ten thousand is as quick as one of ten. Hidden where everything fits on one page. */
export function Pager({ from, count, onPrevious, onNext }: Props) {
  const say = useSay();
  if (!onPrevious && !onNext) return null;
  return (
    <nav className="pager" aria-label={say(w.pages)}>
      <span className="muted" aria-live="polite">
        {say(w.rowsFromTo, { from: from + 1, to: from + count })}
      </span>
      <Button small icon="back" onClick={onPrevious} disabled={!onPrevious}>
        {say(w.previous)}
      </Button>
      <Button small onClick={onNext} disabled={!onNext}>
        {say(w.next)}
      </Button>
    </nav>
  );
}
