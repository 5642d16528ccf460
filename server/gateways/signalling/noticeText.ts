import type { NoticeName, Notices } from '@liuyun/protocol';

/** A notice to a whole room is one object told to many: it is written down once. */
const written = new WeakMap<object, string>();

export function noticeText<N extends NoticeName>(name: N, body: Notices[N]): string {
  const known = written.get(body);
  if (known) return known;
  const text = JSON.stringify({ tell: name, body });
  written.set(body, text);
  return text;
}
