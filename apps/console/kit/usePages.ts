import { useState } from 'react';

const AT_ONCE = 20;

/** Pages of a list that is here already, so that the page does not hold a thousand rows. */
export function usePages<Row>(rows: readonly Row[]) {
  const [wanted, setFirst] = useState(0);
  const first = wanted < rows.length ? wanted : 0;
  const seen = rows.slice(first, first + AT_ONCE);
  return {
    seen,
    pager: {
      from: first,
      count: seen.length,
      total: rows.length,
      onPrevious: first > 0 ? () => setFirst(Math.max(0, first - AT_ONCE)) : undefined,
      onNext: first + AT_ONCE < rows.length ? () => setFirst(first + AT_ONCE) : undefined,
    },
  };
}
