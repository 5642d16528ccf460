import type { z } from 'zod';

/** What a request of the console takes and gives. */
export type AdminShape = {
  params: z.ZodObject;
  result: z.ZodObject;
  /** Fields that the audit log keeps of a request that changes something: never one that holds a secret. */
  audited?: readonly string[];
};

/** Keeps the exact types of a definition. */
export function adminRequest<const S extends AdminShape>(definition: S): S {
  return definition;
}
