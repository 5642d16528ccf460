import { type ReactNode, useContext } from 'react';
import { useSay } from '../../language/Language.tsx';
import { common as w } from '../../language/words/common.ts';
import { Button } from '../Button.tsx';
import type { IconName } from '../Icon.tsx';
import { FormContext } from './formContext.ts';

type Props = {
  /** What sending does, as a verb. */
  action: string;
  look?: 'main' | 'danger';
  icon?: IconName;
  /** As wide as the form. */
  whole?: boolean;
  /** Nothing to send yet. The button stays where the focus may be. */
  disabled?: boolean;
  /** Says that what is in the form has not been sent. */
  unsaved?: boolean;
  /** Of a dialog: what its "Cancel" does. */
  onCancel?: (() => void) | undefined;
  /** Further buttons, or a word beside them. */
  children?: ReactNode;
};

/** The end of a form: what is wrong and belongs to no field, then the buttons. */
export function FormEnd({
  action,
  look = 'main',
  icon,
  whole = false,
  disabled = false,
  unsaved = false,
  onCancel,
  children,
}: Props) {
  const say = useSay();
  const form = useContext(FormContext);
  const problem = form?.problemElsewhere();
  const send = (
    <Button
      type="submit"
      look={look}
      busy={form?.busy ?? false}
      aria-disabled={disabled}
      className={whole ? 'whole' : ''}
      {...(icon && { icon })}
    >
      {action}
    </Button>
  );
  return (
    <>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {onCancel ? (
        <menu className="actions">
          {children}
          <Button onClick={onCancel}>{say(w.cancel)}</Button>
          {send}
        </menu>
      ) : (
        <div className="form-end">
          {send}
          {children}
          <span className="hint" role="status">
            {unsaved && say(w.unsaved)}
          </span>
        </div>
      )}
    </>
  );
}
