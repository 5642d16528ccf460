import { useEffect, useState } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';
import { Button } from './Button.tsx';
import { useTell } from './Toasts.tsx';

const SHOWN_MS = 2_000;

/** Puts a text on the clipboard. `what` says which, for those who hear the button only. */
export function Copy({ text, what, labelled = false }: { text: string; what: string; labelled?: boolean }) {
  const say = useSay();
  const tell = useTell();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await putOnClipboard(text);
      setCopied(true);
      tell.done(say(w.copied, { what }));
    } catch {
      tell.failed(say(w.notCopied));
    }
  };
  return (
    <Button
      small
      look={labelled ? 'plain' : 'quiet'}
      icon={copied ? 'done' : 'copy'}
      onClick={copy}
      aria-label={say(w.copyWhat, { what })}
    >
      {labelled && say(w.copy)}
    </Button>
  );
}

/** Over plain HTTP from another machine browsers keep the clipboard away; the old way still works there. */
async function putOnClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('not copied');
}
