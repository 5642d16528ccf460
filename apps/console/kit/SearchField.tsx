import { type FormEvent, useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';

const PAUSE_MS = 300;

/** Searches when the typing pauses, at once with Enter. */
export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
}: {
  label: string;
  placeholder: string;
  value: string;
  onSearch(text: string): void;
}) {
  const [text, setText] = useState(value);
  // "Back" brings the former search into the field again.
  useEffect(() => setText((before) => (before.trim() === value ? before : value)), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing searches, not a new function of the same meaning
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <Icon name="search" size={16} />
        <input
          type="search"
          aria-label={label}
          placeholder={placeholder}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </search>
  );
}
