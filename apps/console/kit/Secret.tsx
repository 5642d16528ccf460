import { useEffect, useRef, useState } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';
import { Copy } from './Copy.tsx';

type Props = {
  /** What it is called, for those who hear the buttons only. */
  what: string;
  /** Known already, such as one that was just made. */
  value?: string | undefined;
  /** Fetches it when somebody wants to see it. Undefined: it did not work, which has been told. */
  fetch(): Promise<string | undefined>;
};

/** A secret: dots until somebody asks for it; it is not in the page before. */
export function Secret({ what, value, fetch }: Props) {
  const say = useSay();
  const [fetched, setFetched] = useState<string>();
  const [hidden, setHidden] = useState<string>();
  const known = value ?? fetched;
  const shown = known !== undefined && known !== hidden ? known : undefined;
  const element = useRef<HTMLSpanElement>(null);
  const pressed = useRef(false);
  const reveal = async () => {
    pressed.current = true;
    setHidden(undefined);
    if (known === undefined) setFetched(await fetch());
  };
  const hide = () => {
    pressed.current = true;
    setHidden(shown);
  };
  const isShown = shown !== undefined;
  // The button that was pressed is gone: who works with the keyboard goes on at the one in its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons change when this does
  useEffect(() => {
    if (pressed.current) element.current?.querySelector('button')?.focus();
    pressed.current = false;
  }, [isShown]);
  return (
    <span className="secret" ref={element}>
      {shown === undefined ? (
        <>
          <span className="dots" aria-hidden="true">
            ••••••••••••
          </span>
          <Button small icon="eye" onClick={reveal} aria-label={say(w.revealWhat, { what })}>
            {say(w.reveal)}
          </Button>
        </>
      ) : (
        <>
          <code>{shown}</code>
          <Copy text={shown} what={what} />
          <Button small look="quiet" icon="eyeOff" aria-label={say(w.hideWhat, { what })} onClick={hide} />
        </>
      )}
    </span>
  );
}
