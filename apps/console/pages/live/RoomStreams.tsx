import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import type { LiveStream } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { bitrate, count, NOTHING } from '../../format/figures.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Choice } from '../../kit/Field.tsx';
import { Icon } from '../../kit/Icon.tsx';
import { Pager } from '../../kit/Pager.tsx';
import { Empty } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { usePages } from '../../kit/usePages.ts';
import { useLanguage } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';
import { type Seconds, useTerms } from './terms.ts';

type Props = { appID: number; roomID: string; streams: readonly LiveStream[]; reload(): Promise<void> };

export function RoomStreams({ appID, roomID, streams, reload }: Props) {
  const { say, language } = useLanguage();
  const mayAct = useMayAct();
  const [forbidding, setForbidding] = useState<string>();
  const { seen, pager } = usePages(streams);
  const columns: readonly Column<LiveStream>[] = [
    {
      title: say(common.stream),
      head: true,
      cell: (stream) => (
        <>
          <span className="id" title={stream.streamID}>
            {stream.streamID}
          </span>{' '}
          {stream.hidden && <Badge tone="warn">{say(w.hidden)}</Badge>}
        </>
      ),
    },
    { title: say(w.publisher), cell: (stream) => <span className="id">{stream.userName || stream.userID}</span> },
    { title: say(w.tracks), cell: (stream) => <Tracks stream={stream} /> },
    { title: say(w.bitrate), number: true, cell: (stream) => bitrate(stream.kbps, language) },
    { title: say(w.fps), number: true, cell: (stream) => (stream.fps === null ? NOTHING : Math.round(stream.fps)) },
    { title: say(w.players), number: true, cell: (stream) => count(stream.players, language) },
    ...(mayAct
      ? [
          {
            title: say(common.actions),
            acts: true,
            cell: (stream: LiveStream) => (
              <div className="actions">
                <Button
                  small
                  icon="bans"
                  onClick={() => setForbidding(stream.streamID)}
                  aria-label={`${say(w.forbid)} ${stream.streamID}`}
                >
                  {say(w.forbid)}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ];
  if (streams.length === 0)
    return (
      <Empty icon="video" title={say(w.noStreams)}>
        {say(w.noStreamsHint)}
      </Empty>
    );
  return (
    <>
      <Table caption={say(common.streams)} columns={columns} rows={seen} keyOf={(stream) => stream.streamID} />
      <Pager {...pager} />
      {forbidding !== undefined && (
        <ForbidStream
          appID={appID}
          roomID={roomID}
          streamID={forbidding}
          onClose={() => setForbidding(undefined)}
          reload={reload}
        />
      )}
    </>
  );
}

function Tracks({ stream }: { stream: LiveStream }) {
  const { say } = useLanguage();
  return (
    <span className="tracks">
      {stream.tracks.map(({ kind, muted, forbidden }) => {
        const words = [say(kind === 'audio' ? w.audio : w.video), muted && say(w.muted), forbidden && say(w.trackForbidden)];
        return (
          <span
            key={kind}
            className={forbidden ? 'track bad' : muted ? 'track off' : 'track'}
            title={words.filter(Boolean).join(', ')}
          >
            <Icon name={kind === 'audio' ? 'sound' : 'video'} size={16} />
            <span className="visually-hidden">{words.filter(Boolean).join(', ')}</span>
          </span>
        );
      })}
    </span>
  );
}

type What = 'whole' | 'audio' | 'video';
type ForbidProps = { appID: number; roomID: string; streamID: string; onClose(): void; reload(): Promise<void> };

function ForbidStream({ appID, roomID, streamID, onClose, reload }: ForbidProps) {
  const { say } = useLanguage();
  const ask = useAsk();
  const terms = useTerms();
  const [what, setWhat] = useState<What>('whole');
  const [seconds, setSeconds] = useState<Seconds>('3600');
  const forbid = async () => {
    await ask(
      'forbidStream',
      what === 'whole'
        ? { appID, streamID, whole: true }
        : { appID, streamID, whole: false, roomID, audio: what === 'audio', video: what === 'video', seconds: Number(seconds) },
      say(w.streamForbidden, { stream: streamID }),
    );
    await reload();
  };
  return (
    <Confirm
      title={say(w.forbidStreamQuestion, { stream: streamID })}
      action={say(w.forbid)}
      onClose={onClose}
      onConfirm={forbid}
    >
      <Choice
        label={say(w.what)}
        hint={what === 'whole' ? say(w.forbidWholeHint) : undefined}
        value={what}
        onChange={setWhat}
        choices={[
          ['whole', say(w.forbidWhole)],
          ['audio', say(w.forbidAudio)],
          ['video', say(w.forbidVideo)],
        ]}
      />
      {what !== 'whole' && <Choice label={say(w.howLong)} value={seconds} onChange={setSeconds} choices={terms} />}
    </Confirm>
  );
}
