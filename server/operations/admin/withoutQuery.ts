/** A URL for who may not see all of it: people put keys into the query. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '?…');
}
