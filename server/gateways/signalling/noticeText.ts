import type { NoticeName, Notices } from '@liuyun/protocol';

/** A notice to a whole room is one object told to many: it is written down once. */
const written = new WeakMap<object, string>();

export function noticeText<N extends NoticeName>(name: N, body: Notices[N], number?: number): string {
  const text = written.get(body) ?? JSON.stringify({ tell: name, body });
  written.set(body, text);
  // Each session has numbers of its own.
  return number === undefined ? text : `${text.slice(0, -1)},"n":${number}}`;
}
