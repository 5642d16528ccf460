import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Area, Choice, Field } from '../../kit/Field.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';

type Kind = 'broadcast' | 'barrage' | 'command';

export function SendMessage({ appID, roomID, onClose }: { appID: number; roomID: string; onClose(): void }) {
  const say = useSay();
  const tell = useTell();
  const { submit, at, elsewhere } = useSubmit('sendMessage');
  const [kind, setKind] = useState<Kind>('broadcast');
  const [text, setText] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const toUserIDs = kind === 'command' ? to.split(/[,，\s]+/).filter(Boolean) : [];
    const sent = await submit({ appID, roomID, kind, text, fromUserID: from || undefined, toUserIDs });
    setBusy(false);
    if (!sent) return;
    if (sent.missed.length) tell.failed(say(w.messageMissed, { users: sent.missed.join(', ') }));
    else tell.done(say(w.messageSent));
    onClose();
  };
  const problem = elsewhere('text', 'fromUserID', 'toUserIDs');
  return (
    <Dialog title={`${say(w.sendMessage)} · ${roomID}`} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        <Choice
          label={say(w.messageKind)}
          value={kind}
          onChange={setKind}
          choices={[
            ['broadcast', say(w.broadcast)],
            ['barrage', say(w.barrage)],
            ['command', say(w.command)],
          ]}
        />
        <Area label={say(w.messageText)} value={text} onChange={setText} problem={at('text')} maxLength={1024} />
        <Field
          label={say(w.messageFrom)}
          hint={say(w.messageFromHint)}
          value={from}
          onChange={setFrom}
          problem={at('fromUserID')}
          maxLength={64}
        />
        {kind === 'command' && (
          <Field label={say(w.messageTo)} hint={say(w.messageToHint)} value={to} onChange={setTo} problem={at('toUserIDs')} />
        )}
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <menu className="actions">
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" look="main" busy={busy} disabled={text === ''}>
            {say(common.send)}
          </Button>
        </menu>
      </form>
    </Dialog>
  );
}
