import { createContext, useContext, useEffect } from 'react';

/** What the parts of a form know of it. */
export type FormState = {
  busy: boolean;
  /** What is wrong with that field. */
  problemAt(name: string): string | undefined;
  /** What is wrong and belongs to no field that is seen. */
  problemElsewhere(): string | undefined;
  /** A field of that name says what is wrong with it. Returns the way to take that back. */
  register(name: string): () => void;
};

export const FormContext = createContext<FormState | undefined>(undefined);

/** What is wrong with the field of this name, the name it has in the request: `options.maxUsers`. */
export function useProblemAt(name: string | undefined): string | undefined {
  const form = useContext(FormContext);
  const register = form?.register;
  useEffect(() => (name === undefined ? undefined : register?.(name)), [register, name]);
  return name === undefined ? undefined : form?.problemAt(name);
}
