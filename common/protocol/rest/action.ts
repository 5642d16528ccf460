import type { z } from 'zod';

/** What one action of the server API takes, gives, and how often it may be asked for. */
export type ActionShape = {
  group: 'users' | 'messages' | 'streams' | 'rules';
  /** One sentence for the documentation. */
  summary: string;
  /** What a caller must know besides, and the codes that only this action answers with. */
  notes?: string;
  params: z.ZodObject;
  data: z.ZodObject;
  /** Per second and app. */
  perSecond: number;
  /** Once per room in so many ms. */
  oncePerRoomMs?: number;
};

/** Keeps the exact types of a definition. */
export function action<const A extends ActionShape>(definition: A): A {
  return definition;
}
