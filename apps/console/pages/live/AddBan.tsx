import { type FormEvent, useState } from 'react';
import { useSubmit } from '../../api/useAct.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field, Switch } from '../../kit/Field.tsx';
import { useTell } from '../../kit/Toasts.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';
import { live as w } from '../../language/words/live.ts';
import { type Seconds, useTerms } from './terms.ts';

export function AddBan({ appID, onClose, reload }: { appID: number; onClose(): void; reload(): Promise<void> }) {
  const say = useSay();
  const tell = useTell();
  const terms = useTerms();
  const { submit, at, elsewhere } = useSubmit('forbidUser');
  const [userID, setUserID] = useState('');
  const [roomID, setRoomID] = useState('');
  const [address, setAddress] = useState('');
  const [login, setLogin] = useState(true);
  const [publish, setPublish] = useState(true);
  const [kick, setKick] = useState(true);
  const [seconds, setSeconds] = useState<Seconds>('3600');
  const [busy, setBusy] = useState(false);
  const ready = (userID || roomID || address) && (login || publish);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = await submit({
      appID,
      userID: userID || undefined,
      roomID: roomID || undefined,
      address: address || undefined,
      login,
      publish,
      kick,
      seconds: Number(seconds),
    });
    setBusy(false);
    if (!done) return;
    tell.done(say(w.banAdded));
    await reload();
    onClose();
  };
  const problem = elsewhere('userID', 'roomID', 'address');
  return (
    <Dialog title={say(w.addBan)} onClose={onClose}>
      <form className="stack" onSubmit={add}>
        <p className="hint">{say(w.banHint)}</p>
        <Field label={say(apps.userID)} value={userID} onChange={setUserID} problem={at('userID')} maxLength={64} autoFocus />
        <Field label={say(apps.roomID)} value={roomID} onChange={setRoomID} problem={at('roomID')} maxLength={128} />
        <Field label={say(w.address)} value={address} onChange={setAddress} problem={at('address')} maxLength={45} />
        <Switch label={say(w.banLogin)} checked={login} onChange={setLogin} />
        <Switch label={say(w.banPublish)} checked={publish} onChange={setPublish} />
        <Switch label={say(w.banKick)} checked={kick} onChange={setKick} />
        <Choice label={say(w.howLong)} value={seconds} onChange={setSeconds} choices={terms} />
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <menu className="actions">
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" look="danger" busy={busy} disabled={!ready}>
            {say(w.addBan)}
          </Button>
        </menu>
      </form>
    </Dialog>
  );
}
