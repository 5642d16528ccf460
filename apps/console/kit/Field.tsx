import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

type Around = { label: string; hint?: ReactNode; problem?: string | undefined };

/** A labelled control; what is wrong with it is said where it stands and read out with it. */
function Labelled({ id, label, hint, problem, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

const describedBy = (id: string, { hint, problem }: Omit<Around, 'label'>) =>
  [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;

type FieldProps = Around &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & { value: string; onChange(value: string): void };

export function Field({ label, hint, problem, onChange, ...input }: FieldProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <input
        {...input}
        id={id}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { hint, problem })}
      />
    </Labelled>
  );
}

type AreaProps = Around & {
  value: string;
  onChange(value: string): void;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
};

export function Area({ label, hint, problem, onChange, ...area }: AreaProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <textarea
        {...area}
        id={id}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { hint, problem })}
      />
    </Labelled>
  );
}

type ChoiceProps<V extends string> = Around & {
  value: V;
  onChange(value: NoInfer<V>): void;
  choices: readonly (readonly [value: V, text: string])[];
};

export function Choice<V extends string>({ label, hint, problem, value, onChange, choices }: ChoiceProps<V>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([known]) => known === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
        aria-describedby={describedBy(id, { hint, problem })}
      >
        {choices.map(([known, text]) => (
          <option key={known} value={known}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type SwitchProps = { label: string; hint?: ReactNode; checked: boolean; onChange(checked: boolean): void; disabled?: boolean };

export function Switch({ label, hint, checked, onChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="switch">
      <input
        type="checkbox"
        role="switch"
        id={id}
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
