import { useRef } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';

type Props = {
  from: number;
  count: number;
  /** Of all pages together, where that is known. */
  total?: number | undefined;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
};

/** Page by page: a list of ten thousand is as quick as one of ten. Hidden where everything fits on one page. */
export function Pager({ from, count, total, onPrevious, onNext }: Props) {
  const say = useSay();
  const element = useRef<HTMLElement>(null);
  if (!onPrevious && !onNext) return null;
  // The next page is read from its top; the focus stays on the button.
  const turn = (how: (() => void) | undefined) => () => {
    if (!how) return;
    how();
    const list = element.current?.parentElement;
    if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView({ block: 'start' });
  };
  const rows = { from: from + 1, to: from + count };
  return (
    <nav className="pager" aria-label={say(w.pages)} ref={element}>
      <span className="muted" aria-live="polite">
        {total === undefined ? say(w.rowsFromTo, rows) : say(w.rowsFromToOf, { ...rows, n: total })}
      </span>
      <Button small icon="back" onClick={turn(onPrevious)} aria-disabled={!onPrevious}>
        {say(w.previous)}
      </Button>
      <Button small onClick={turn(onNext)} aria-disabled={!onNext}>
        {say(w.next)}
      </Button>
    </nav>
  );
}
