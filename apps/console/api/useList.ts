import { useState } from 'react';
import { backward, type Cursors, forward, rowsBefore, START } from '../kit/cursors.ts';
import type { Item, ListName, Result, Sent } from './types.ts';
import { type Answer, useAnswer } from './useAnswer.ts';

const LIMIT = 50;

export type List<N extends ListName> = Answer<N> & {
  items: readonly Item<N>[];
  pager: {
    from: number;
    count: number;
    total: number | undefined;
    onPrevious?: (() => void) | undefined;
    onNext?: (() => void) | undefined;
  };
};

/** A list, one page at a time. Other parameters begin at its first page. */
export function useList<N extends ListName>(name: N, params: Sent<N> | null, options: { every?: number } = {}): List<N> {
  const key = JSON.stringify(params);
  const [held, setHeld] = useState<{ key: string; cursors: Cursors }>({ key, cursors: START });
  const cursors = held.key === key ? held.cursors : START;
  const paged = params === null ? null : ({ limit: LIMIT, ...params, cursor: cursors.here } as Sent<N>);
  const answer = useAnswer(name, paged, options);
  const page = answer.answer as (Result<N> & { items: readonly Item<N>[]; next?: string; total?: number }) | undefined;
  const next = page?.next;
  return {
    ...answer,
    items: page?.items ?? [],
    pager: {
      from: rowsBefore(cursors, LIMIT),
      count: page?.items.length ?? 0,
      total: page?.total,
      onPrevious: cursors.behind.length ? () => setHeld({ key, cursors: backward(cursors) }) : undefined,
      onNext: next === undefined ? undefined : () => setHeld({ key, cursors: forward(cursors, next) }),
    },
  };
}
