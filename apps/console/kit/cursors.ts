/** Where a reader stands in a list that is read page by page: the cursors of the pages before, oldest first. */
export type Cursors = { readonly behind: readonly (string | undefined)[]; readonly here: string | undefined };

export const START: Cursors = { behind: [], here: undefined };

export const forward = ({ behind, here }: Cursors, next: string): Cursors => ({ behind: [...behind, here], here: next });

/** The page before; the first one stays where it is. */
export function backward({ behind }: Cursors): Cursors {
  return behind.length === 0 ? START : { behind: behind.slice(0, -1), here: behind.at(-1) };
}

/** Rows before this page, when every page before it was full. */
export const rowsBefore = ({ behind }: Cursors, limit: number): number => behind.length * limit;
