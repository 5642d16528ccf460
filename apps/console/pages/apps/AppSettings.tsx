import { useState } from 'react';
import { useMayAct } from '../../api/session.tsx';
import type { AppDetail } from '../../api/types.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../kit/Button.tsx';
import { Confirm } from '../../kit/Dialog.tsx';
import { Field, Switch } from '../../kit/Field.tsx';
import { Form } from '../../kit/form/Form.tsx';
import { FormEnd } from '../../kit/form/FormEnd.tsx';
import { Section } from '../../kit/Page.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { common } from '../../language/words/common.ts';
import { usePlace } from '../../route/Router.tsx';
import { changesOf } from './changesOf.ts';
import type { PartProps } from './PartProps.ts';

type Options = AppDetail['options'];
type Flag = { [K in keyof Options]: Options[K] extends boolean ? K : never }[keyof Options];
type Limit = Exclude<keyof Options, Flag | 'keepSessionMs'>;

const FLAGS = [
  ['tokenOnly', w.tokenOnly, w.tokenOnlyHint],
  ['checkPrivileges', w.checkPrivileges, w.checkPrivilegesHint],
  ['strictTokenExpiry', w.strictTokenExpiry, w.strictTokenExpiryHint],
] as const satisfies readonly (readonly [Flag, ...unknown[]])[];

const LIMITS = [
  ['maxUsers', w.maxUsers, 0, 10_000_000],
  ['maxUsersPerRoom', w.maxUsersPerRoom, 0, 1_000_000],
  ['maxRooms', w.maxRooms, 0, 10_000_000],
  ['maxStreamsPerUser', w.maxStreamsPerUser, 1, 20],
  ['maxPlaysPerUser', w.maxPlaysPerUser, 1, 50],
  ['serverApiRate', w.serverApiRate, 1, 10_000],
] as const satisfies readonly (readonly [Limit, unknown, number, number])[];

export function AppSettings({ app, reload }: PartProps) {
  const say = useSay();
  const ask = useAsk();
  const mayAct = useMayAct();
  // What it was when it was shown: what somebody else changes meanwhile is not changed back.
  const [shown, setShown] = useState(app);
  const [name, setName] = useState(app.name);
  const [options, setOptions] = useState(app.options);
  // A number as it is being typed: an empty field is not 0.
  const [typed, setTyped] = useState<{ readonly [key: string]: string }>({});
  const set = (change: Partial<Options>) => setOptions((before) => ({ ...before, ...change }));
  const type = (key: keyof Options, text: string, value: number) => {
    setTyped((before) => ({ ...before, [key]: text }));
    set({ [key]: value });
  };
  const save = async () => {
    const change = changesOf(shown, { name: name.trim(), options });
    const saved = await ask('changeApp', { appID: app.appID, ...change }, say(common.saved));
    setShown(saved);
    setName(saved.name);
    setOptions(saved.options);
    setTyped({});
    await reload();
  };
  const changed = Object.keys(changesOf(shown, { name, options })).length > 0;
  return (
    <>
      <Form onSubmit={save}>
        <Section title={say(w.access)}>
          <fieldset className="stack" disabled={!mayAct}>
            <Field label={say(common.name)} name="name" value={name} onChange={setName} required maxLength={100} />
            {FLAGS.map(([key, label, hint]) => (
              <Switch
                key={key}
                label={say(label)}
                hint={say(hint)}
                name={`options.${key}`}
                value={options[key]}
                onChange={(on) => set({ [key]: on })}
              />
            ))}
          </fieldset>
        </Section>
        <Section title={say(w.limits)}>
          <fieldset className="fields" disabled={!mayAct}>
            {LIMITS.map(([key, label, min, max]) => (
              <Field
                key={key}
                label={say(label)}
                hint={min === 0 ? say(w.zeroUnlimited) : `${min}–${max}`}
                name={`options.${key}`}
                type="number"
                min={min}
                max={max}
                required
                value={typed[key] ?? String(options[key])}
                onChange={(text) => type(key, text, Number(text))}
              />
            ))}
            <Field
              label={say(w.keepSession)}
              hint={say(w.keepSessionHint)}
              name="options.keepSessionMs"
              type="number"
              min={5}
              max={100}
              required
              value={typed.keepSessionMs ?? String(options.keepSessionMs / 1000)}
              onChange={(text) => type('keepSessionMs', text, Number(text) * 1000)}
            />
          </fieldset>
        </Section>
        {mayAct ? (
          <FormEnd action={say(common.save)} disabled={!changed} unsaved={changed} />
        ) : (
          <p className="hint">{say(common.viewerOnly)}</p>
        )}
      </Form>
      {mayAct && <DeleteApp app={app} />}
    </>
  );
}

function DeleteApp({ app: { appID, name } }: { app: AppDetail }) {
  const say = useSay();
  const ask = useAsk();
  const { go } = usePlace();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await ask('deleteApp', { appID, name }, say(w.deleted, { name }));
    go('/apps', { replace: true });
  };
  return (
    <Section
      title={say(w.danger)}
      hint={say(w.dangerHint)}
      actions={
        <Button look="danger" onClick={() => setAsking(true)}>
          {say(w.danger)}
        </Button>
      }
    >
      {asking && (
        <Confirm
          title={say(w.deleteQuestion, { name })}
          action={say(common.delete)}
          typed={name}
          onClose={() => setAsking(false)}
          onConfirm={remove}
        >
          <p>{say(w.dangerHint)}</p>
        </Confirm>
      )}
    </Section>
  );
}
