import { useAsk } from '../../api/useAsk.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { Choice, Field, Switch } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useSay } from '../../language/Language.tsx';
import { apps } from '../../language/words/apps.ts';
import { live as w } from '../../language/words/live.ts';
import { type Seconds, useTerms } from './terms.ts';

type Values = {
  userID: string;
  roomID: string;
  address: string;
  login: boolean;
  publish: boolean;
  kick: boolean;
  reason: string;
  seconds: Seconds;
};
const FIRST: Values = {
  userID: '',
  roomID: '',
  address: '',
  login: true,
  publish: true,
  kick: true,
  reason: '',
  seconds: '3600',
};

export function AddBan({ appID, onClose, reload }: { appID: number; onClose(): void; reload(): Promise<void> }) {
  const say = useSay();
  const ask = useAsk();
  const terms = useTerms();
  const { values, bind } = useValues(FIRST);
  const { userID, roomID, address, login, publish, kick, reason, seconds } = values;
  // Who is in is not known by their address: nobody is put out.
  const putsOut = kick && address === '';
  const ready = (userID || roomID || address) && (login || publish);
  const add = async () => {
    const whom = { userID: userID || undefined, roomID: roomID || undefined, address: address || undefined };
    await ask(
      'forbidUser',
      { appID, ...whom, login, publish, kick: putsOut, reason: putsOut ? reason : '', seconds: Number(seconds) },
      say(w.banAdded),
    );
    await reload();
    onClose();
  };
  return (
    <Dialog title={say(w.addBan)} onClose={onClose}>
      <Form onSubmit={add}>
        <p className="hint">{say(w.banHint)}</p>
        <Field {...bind('userID')} label={say(apps.userID)} maxLength={64} autoFocus />
        <Field {...bind('roomID')} label={say(apps.roomID)} maxLength={128} />
        <Field {...bind('address')} label={say(w.address)} hint={say(w.addressHint)} maxLength={45} />
        <Switch {...bind('login')} label={say(w.banLogin)} />
        <Switch {...bind('publish')} label={say(w.banPublish)} />
        {address === '' && <Switch {...bind('kick')} label={say(w.banKick)} />}
        {putsOut && <Field {...bind('reason')} label={say(w.reason)} hint={say(w.reasonHint)} maxLength={80} />}
        <Choice {...bind('seconds')} label={say(w.howLong)} choices={terms} />
        <FormEnd action={say(w.addBan)} look="danger" disabled={!ready} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
