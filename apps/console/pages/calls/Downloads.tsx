import { useState } from 'react';
import { addressOf } from '../../api/ask.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Icon } from '../../kit/Icon.tsx';
import { useSay } from '../../language/Language.tsx';
import { calls as w } from '../../language/words/calls.ts';

const FILES = [
  { rows: 'calls', format: 'csv', title: w.callRows },
  { rows: 'stays', format: 'csv', title: w.stays },
  { rows: 'publications', format: 'csv', title: w.publications },
  { rows: 'plays', format: 'csv', title: w.plays },
  { rows: 'samples', format: 'csv', title: w.samples },
  { rows: undefined, format: 'json', title: w.everything },
] as const;

/** Links, so that the browser shows the download; the cookie goes with them. */
export function Downloads({ filter }: { filter: object }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="download" onClick={() => setOpen(true)}>
        {say(w.download)}
      </Button>
      {open && (
        <Dialog title={say(w.download)} onClose={() => setOpen(false)}>
          <p className="hint">{say(w.downloadHint)}</p>
          <ul className="files">
            {FILES.map(({ rows, format, title }) => (
              <li key={title[0]}>
                <span>{say(title)}</span>
                <a
                  className="button small"
                  href={addressOf('exportCalls', { ...filter, format, rows })}
                  download
                  aria-label={say(w.exportWhat, { what: say(title), format: format.toUpperCase() })}
                >
                  <Icon name="download" size={15} />
                  {format.toUpperCase()}
                </a>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
