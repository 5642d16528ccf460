import { useState } from 'react';

/** What is in the fields of a form. `bind('userID')` is what its field needs: its name, its value and what a change does. */
export function useValues<V extends { [name: string]: string | boolean }>(first: V) {
  const [values, setValues] = useState(first);
  const set = (change: Partial<V>) => setValues((before) => ({ ...before, ...change }));
  const bind = <K extends keyof V & string>(name: K) => ({
    name,
    value: values[name],
    onChange: (value: V[K]) => set({ [name]: value } as unknown as Partial<V>),
  });
  return { values, set, bind, clear: () => setValues(first) };
}
