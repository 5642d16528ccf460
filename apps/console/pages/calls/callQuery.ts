import type { Sent } from '../../api/types.ts';
import { fromField } from '../../format/times.ts';

/** What is searched for, as the form and the address bar hold it. */
export type CallQuery = {
  app: string;
  room: string;
  user: string;
  stream: string;
  match: 'exact' | 'prefix';
  from: string;
  to: string;
};

export const EVERYTHING: CallQuery = { app: '', room: '', user: '', stream: '', match: 'exact', from: '', to: '' };

export function readQuery(query: URLSearchParams): CallQuery {
  const read = (name: keyof CallQuery) => query.get(name) ?? '';
  return {
    app: /^\d{1,10}$/.test(read('app')) ? read('app') : '',
    room: read('room'),
    user: read('user'),
    stream: read('stream'),
    match: read('match') === 'prefix' ? 'prefix' : 'exact',
    from: read('from'),
    to: read('to'),
  };
}

/** The address of a search; what is not asked for is not in it. */
export function addressOf(wanted: CallQuery): string {
  const query = new URLSearchParams(
    Object.entries(wanted).filter(([key, value]) => value !== EVERYTHING[key as keyof CallQuery]),
  );
  return query.size ? `/calls?${query}` : '/calls';
}

/** What the server is asked. */
export function filterOf({ app, room, user, stream, match, from, to }: CallQuery): Sent<'searchCalls'> {
  return {
    appID: app === '' ? undefined : Number(app),
    roomID: room || undefined,
    userID: user || undefined,
    streamID: stream || undefined,
    match: match === 'prefix' ? match : undefined,
    from: fromField(from),
    to: fromField(to),
  };
}

export const isEverything = (wanted: CallQuery): boolean => addressOf(wanted) === '/calls';
