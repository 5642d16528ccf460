import type { Result } from '../../api/types.ts';
import { NOTHING } from '../../format/figures.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Section } from '../../kit/Page.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { type Say, useSay } from '../../language/Language.tsx';
import type { Pair } from '../../language/Pair.ts';
import { server as w } from '../../language/words/server.ts';
import { settings as meanings } from '../../language/words/settings.ts';

type Setting = Result<'getSettings'>['items'][number];

const known: { readonly [name: string]: Pair } = meanings;

/** What the server was started with. */
export function Settings({ items }: { items: readonly Setting[] }) {
  const say = useSay();
  const columns: readonly Column<Setting>[] = [
    { title: say(w.setting), head: true, cell: ({ name }) => <code className="id">{name}</code> },
    { title: say(w.meaning), cell: ({ name }) => (known[name] ? say(known[name]) : NOTHING) },
    { title: say(w.value), cell: (setting) => <span className="mono">{written(setting, say)}</span> },
    {
      title: say(w.origin),
      cell: ({ standard }) =>
        standard ? <span className="muted">{say(w.standard)}</span> : <Badge tone="accent">{say(w.chosen)}</Badge>,
    },
  ];
  return (
    <Section title={say(w.settings)} hint={say(w.settingsHint)} flush>
      <Table caption={say(w.settings)} columns={columns} rows={items} keyOf={({ name }) => name} />
    </Section>
  );
}

function written({ value, secret, standard }: Setting, say: Say): string {
  if (secret) return standard ? NOTHING : say(w.isSet);
  if (value === 'on' || value === 'off') return say(w[value]);
  return value || NOTHING;
}
