import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { useProblemAt } from './form/formContext.ts';

type Around = {
  label: string;
  hint?: ReactNode;
  /** As in the request: what the server finds wrong with it is said here. */
  name?: string;
};

/** A labelled control; what is wrong with it is said where it stands and read out with it. */
function Labelled({
  id,
  label,
  hint,
  problem,
  children,
}: Omit<Around, 'name'> & { id: string; problem: string | undefined; children: ReactNode }) {
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

const describedBy = (id: string, { hint, problem }: { hint?: ReactNode; problem?: string | undefined }) =>
  [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;

type FieldProps = Around &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & { value: string; onChange(value: string): void };

export function Field({ label, hint, onChange, ...input }: FieldProps) {
  const id = useId();
  const problem = useProblemAt(input.name);
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

export function Area({ label, hint, onChange, ...area }: AreaProps) {
  const id = useId();
  const problem = useProblemAt(area.name);
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

export function Choice<V extends string>({ label, hint, name, value, onChange, choices }: ChoiceProps<V>) {
  const id = useId();
  const problem = useProblemAt(name);
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <select
        id={id}
        name={name}
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([known]) => known === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
        aria-invalid={problem ? true : undefined}
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

type SwitchProps = Around & { value: boolean; onChange(value: boolean): void; disabled?: boolean };

export function Switch({ label, hint, name, value, onChange, disabled }: SwitchProps) {
  const id = useId();
  const problem = useProblemAt(name);
  return (
    <div className="switch">
      <input
        type="checkbox"
        role="switch"
        id={id}
        name={name}
        checked={value}
        aria-checked={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { hint, problem })}
      />
      <div>
        <label htmlFor={id}>{label}</label>
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
    </div>
  );
}
