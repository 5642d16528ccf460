import type { AppDetail } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { Field } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { useValues } from '../../kit/form/useValues.ts';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';

export function CreateApp({ onClose, onCreated }: { onClose(): void; onCreated(app: AppDetail): void }) {
  const say = useSay();
  const ask = useAsk();
  const { values, bind } = useValues({ name: '', appID: '', appSign: '', serverSecret: '' });
  const create = async () => {
    const { name, appID, appSign, serverSecret } = values;
    const wanted = {
      name: name.trim(),
      appID: appID === '' ? undefined : Number(appID),
      appSign: appSign || undefined,
      serverSecret: serverSecret || undefined,
    };
    onCreated(await ask('createApp', wanted, say(w.created)));
  };
  return (
    <Dialog title={say(w.create)} onClose={onClose}>
      <Form onSubmit={create}>
        <Field
          {...bind('name')}
          label={say(common.name)}
          hint={say(w.nameHint)}
          placeholder={say(w.namePlaceholder)}
          required
          maxLength={100}
          autoFocus
        />
        <details className="more">
          <summary>{say(w.moveHere)}</summary>
          <div className="stack">
            <p className="hint">{say(w.moveHereHint)}</p>
            <Field {...bind('appID')} label={say(w.appID)} inputMode="numeric" pattern="[0-9]{1,10}" />
            <Field {...bind('appSign')} label={say(w.appSign)} autoComplete="off" spellCheck={false} />
            <Field {...bind('serverSecret')} label={say(w.serverSecret)} autoComplete="off" spellCheck={false} />
          </div>
        </details>
        <FormEnd action={say(common.create)} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
