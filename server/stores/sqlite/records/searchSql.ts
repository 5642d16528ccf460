import type { SearchCalls } from '@liuyun/protocol/admin/records';
import type { CallCursor } from '../../RecordStore.ts';

/** Behind everything that begins like it: no character has a higher code. */
const END = '\u{10ffff}';

/** The statement that finds one row more than a page has, newest first. Each ID is looked up by an index. */
export function searchSql(
  asked: SearchCalls,
  cursor: CallCursor | undefined,
): { sql: string; values: { [name: string]: number | string } } {
  const values: { [name: string]: number | string } = { limit: asked.limit + 1 };
  const where: string[] = [];
  const matching = (column: string, name: 'roomID' | 'userID' | 'streamID') => {
    const wanted = asked[name];
    if (wanted === undefined) return undefined;
    values[name] = wanted;
    if (asked.match === 'exact') return `${column} = @${name}`;
    values[`${name}End`] = `${wanted}${END}`;
    return `${column} >= @${name} AND ${column} < @${name}End`;
  };
  const room = matching('room_id', 'roomID');
  const user = matching('user_id', 'userID');
  const stream = matching('stream_id', 'streamID');
  if (asked.appID !== undefined) {
    where.push('app_id = @appID');
    values.appID = asked.appID;
  }
  if (room) where.push(room);
  if (user) where.push(`number IN (SELECT call FROM stays WHERE ${user})`);
  if (stream) {
    where.push(`number IN (SELECT call FROM publications WHERE ${stream} UNION SELECT call FROM plays WHERE ${stream})`);
  }
  if (asked.to !== undefined) {
    where.push('opened_at <= @to');
    values.to = asked.to;
  }
  if (asked.from !== undefined) {
    where.push('(closed_at IS NULL OR closed_at >= @from)');
    values.from = asked.from;
  }
  if (cursor) {
    where.push('(opened_at, number) < (@openedAt, @number)');
    values.openedAt = cursor.openedAt;
    values.number = cursor.number;
  }
  const condition = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  return { sql: `SELECT * FROM calls ${condition} ORDER BY opened_at DESC, number DESC LIMIT @limit`, values };
}
