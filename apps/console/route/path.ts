/** Where the console lives on its server. */
export const BASE = '/console';

/** A pattern's values in a path: `/apps/:appID` in `/apps/7` is `{ appID: '7' }`; undefined where it does not fit. */
export function match(pattern: string, path: string): { [name: string]: string } | undefined {
  const wanted = parts(pattern);
  const given = parts(path);
  if (wanted.length !== given.length) return undefined;
  const found: { [name: string]: string } = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) found[part.slice(1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return found;
}

/** A path of safe parts: ids are hostile until they are encoded. */
export const pathOf = (...names: (string | number)[]): string => `/${names.map((name) => encodeURIComponent(name)).join('/')}`;

/** The same path with what is looked for there; without it where that is nothing. */
export const withSearch = (path: string, search: string): string =>
  search ? `${path}?${new URLSearchParams({ search })}` : path;

const parts = (path: string): string[] => path.split('/').filter(Boolean);

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
