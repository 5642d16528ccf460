import type { ReactNode } from 'react';
import { useSay } from '../language/Language.tsx';
import { common as w } from '../language/words/common.ts';

export type Column<Row> = {
  /** Also the label of the value on a phone, where a row is a card. */
  title: string;
  cell(row: Row): ReactNode;
  /** Numbers stand under each other. */
  number?: boolean;
  /** The one that names the row. */
  head?: boolean;
  /** Buttons: no label on a phone, and at the end. */
  acts?: boolean;
};

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string | number;
  /** Rows are being replaced: what is shown is of before. */
  stale?: boolean;
};

/** A table; narrow screens show each row as a card. */
export function Table<Row>({ caption, columns, rows, keyOf, stale = false }: Props<Row>) {
  const say = useSay();
  return (
    <div className="table-around">
      <table className={stale ? 'table stale' : 'table'} aria-busy={stale || undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, number, acts }) => (
              <th key={title} scope="col" className={number ? 'number' : acts ? 'acts' : undefined}>
                {acts ? <span className="visually-hidden">{title || say(w.actions)}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, cell, number, head, acts }) => {
                const look = [number && 'number', acts && 'acts', head && 'head'].filter(Boolean).join(' ') || undefined;
                return head ? (
                  <th key={title} scope="row" className={look}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={title} className={look} data-label={acts ? undefined : title}>
                    {cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
