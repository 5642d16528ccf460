import type { CallDescription, PlayRecord, PublicationRecord } from '@liuyun/protocol/admin/records';
import { millis, NOTHING } from '../../format/figures.ts';
import { duration, timestamp } from '../../format/times.ts';
import { Section } from '../../kit/Page.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { usePages } from '../../kit/usePages.ts';
import { useLanguage } from '../../language/Language.tsx';
import { calls as w } from '../../language/words/calls.ts';
import { common } from '../../language/words/common.ts';
import { endReasons } from './reasons.ts';

/** What was published and played, how soon it was there, and why it ended. */
export function CallStreams({ description }: { description: CallDescription }) {
  return (
    <>
      <Publications description={description} />
      <Plays description={description} />
    </>
  );
}

function Publications({ description: { publications, call, more } }: { description: CallDescription }) {
  const { say, language } = useLanguage();
  const { seen, pager } = usePages(publications);
  const end = call.openedAt + call.durationMs;
  const columns: readonly Column<PublicationRecord>[] = [
    { title: say(common.stream), head: true, cell: (one) => <span className="id">{one.streamID}</span> },
    { title: say(common.user), cell: (one) => <span className="id">{one.userID}</span> },
    { title: say(w.codec), cell: (one) => one.tracks.map(({ codec }) => codec).join(' + ') || NOTHING },
    { title: say(w.began), number: true, cell: (one) => timestamp(one.from) },
    { title: say(w.lasted), number: true, cell: (one) => duration((one.until ?? end) - one.from, language) },
    { title: say(w.publishTime), number: true, cell: (one) => millis(one.publishMs ?? one.liveMs, language) },
    { title: say(w.why), cell: (one) => say(one.reason === null ? w.stillOn : endReasons[one.reason]) },
  ];
  return (
    <Section title={say(w.publications)} hint={more.publications ? say(w.more) : undefined} flush>
      {publications.length === 0 ? (
        <Empty icon="video" title={say(w.noPublications)}>
          {say(w.noPublicationsHint)}
        </Empty>
      ) : (
        <Table caption={say(w.publications)} columns={columns} rows={seen} keyOf={(one) => one.publicationID} />
      )}
      <Pager {...pager} />
    </Section>
  );
}

function Plays({ description: { plays, call, more } }: { description: CallDescription }) {
  const { say, language } = useLanguage();
  const { seen, pager } = usePages(plays);
  const end = call.openedAt + call.durationMs;
  const columns: readonly Column<PlayRecord>[] = [
    { title: say(common.user), head: true, cell: (one) => <span className="id">{one.userID}</span> },
    { title: say(common.stream), cell: (one) => <span className="id">{one.streamID}</span> },
    { title: say(w.began), number: true, cell: (one) => timestamp(one.from) },
    { title: say(w.lasted), number: true, cell: (one) => duration((one.until ?? end) - one.from, language) },
    { title: say(w.firstPicture), number: true, cell: (one) => millis(one.firstVideoMs, language) },
    { title: say(w.firstSound), number: true, cell: (one) => millis(one.firstAudioMs, language) },
    {
      title: say(w.frozen),
      number: true,
      cell: (one) => (one.freezes === 0 ? '0' : `${one.freezes} · ${millis(one.freezeMs, language)}`),
    },
    { title: say(w.why), cell: (one) => say(one.reason === null ? w.stillOn : endReasons[one.reason]) },
  ];
  if (plays.length === 0) return null;
  return (
    <Section title={say(w.plays)} hint={more.plays ? say(w.more) : undefined} flush>
      <Table caption={say(w.plays)} columns={columns} rows={seen} keyOf={(one) => one.playID} />
      <Pager {...pager} />
    </Section>
  );
}
