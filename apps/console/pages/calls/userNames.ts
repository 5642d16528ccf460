import type { Stay } from '@liuyun/protocol/admin/records';

/** What everybody in a call is called: their name, with the ID where another one has the same name. */
export function userNames(stays: readonly Stay[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const { userID, userName } of stays) if (!named.get(userID)) named.set(userID, userName);
  const users = new Map<string, number>();
  for (const name of named.values()) users.set(name, (users.get(name) ?? 0) + 1);
  return new Map(
    [...named].map(([userID, name]) => {
      if (name === '' || name === userID) return [userID, userID];
      return [userID, users.get(name) === 1 ? name : `${name} (${userID})`];
    }),
  );
}
