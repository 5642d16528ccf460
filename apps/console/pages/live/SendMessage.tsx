import { useAsk } from '../../api/useAsk.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { Area, Choice, Field } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';

type Values = { kind: 'broadcast' | 'barrage' | 'command'; text: string; fromUserID: string; toUserIDs: string };

export function SendMessage({ appID, roomID, onClose }: { appID: number; roomID: string; onClose(): void }) {
  const say = useSay();
  const ask = useAsk();
  const tell = useTell();
  const { values, bind } = useValues<Values>({ kind: 'broadcast', text: '', fromUserID: '', toUserIDs: '' });
  const { kind, text, fromUserID } = values;
  const send = async () => {
    const toUserIDs = kind === 'command' ? values.toUserIDs.split(/[,，\s]+/).filter(Boolean) : [];
    const { missed } = await ask('sendMessage', {
      appID,
      roomID,
      kind,
      text,
      fromUserID: fromUserID || undefined,
      toUserIDs,
    });
    if (missed.length) tell.failed(say(w.messageMissed, { users: missed.join(', ') }));
    else tell.done(say(w.messageSent));
    onClose();
  };
  return (
    <Dialog title={`${say(w.sendMessage)} · ${roomID}`} onClose={onClose}>
      <Form onSubmit={send}>
        <Choice
          {...bind('kind')}
          label={say(w.messageKind)}
          choices={[
            ['broadcast', say(w.broadcast)],
            ['barrage', say(w.barrage)],
            ['command', say(w.command)],
          ]}
        />
        <Area {...bind('text')} label={say(w.messageText)} maxLength={1024} />
        <Field {...bind('fromUserID')} label={say(w.messageFrom)} hint={say(w.messageFromHint)} maxLength={64} />
        {kind === 'command' && <Field {...bind('toUserIDs')} label={say(w.messageTo)} hint={say(w.messageToHint)} />}
        <FormEnd action={say(common.send)} disabled={text === ''} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
