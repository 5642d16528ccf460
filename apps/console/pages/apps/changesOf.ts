import type { AppDetail } from '../../api/types.ts';

type Settings = Pick<AppDetail, 'name' | 'options'>;
type Options = AppDetail['options'];

/** What was edited. Nothing else is sent, so that what somebody else changed meanwhile stays. */
export function changesOf(before: Settings, { name, options }: Settings): { name?: string; options?: Partial<Options> } {
  const other = Object.entries(options).filter(([key, value]) => value !== before.options[key as keyof Options]);
  return { ...(name !== before.name && { name }), ...(other.length > 0 && { options: Object.fromEntries(other) }) };
}
