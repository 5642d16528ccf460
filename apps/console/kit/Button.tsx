import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useState } from 'react';
import { Icon, type IconName } from './Icon.tsx';

type Look = 'plain' | 'main' | 'quiet' | 'danger';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> & {
  look?: Look;
  small?: boolean;
  icon?: IconName;
  /** While what it began is going on, it cannot be pressed again. */
  onClick?: (() => unknown) | undefined;
  busy?: boolean;
  children?: ReactNode;
};

/** A button that shows it is working and cannot be pressed twice. */
export function Button({ look = 'plain', small, icon, onClick, busy = false, children, className = '', ...rest }: Props) {
  const [working, setWorking] = useState(false);
  const waits = busy || working;
  const press = async () => {
    if (waits) return;
    const done = onClick?.();
    if (!(done instanceof Promise)) return;
    setWorking(true);
    try {
      await done;
    } finally {
      setWorking(false);
    }
  };
  return (
    <button
      type="button"
      {...rest}
      className={`button ${look}${small ? ' small' : ''}${children ? '' : ' bare'} ${className}`}
      onClick={onClick && press}
      // Not `disabled`: that would take the focus away from who pressed it with the keyboard.
      aria-disabled={waits || rest['aria-disabled'] || undefined}
      aria-busy={waits || undefined}
    >
      {icon && <Icon name={icon} size={small ? 15 : 17} />}
      {children}
    </button>
  );
}
