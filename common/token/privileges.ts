/** What the bearer of a token may do. A basic token permits everything in any room. */
export type Privileges = {
  /** The only room it is good for; absent: any room. */
  roomID?: string;
  /** May enter rooms. */
  login: boolean;
  /** May publish streams. */
  publish: boolean;
  /** The only stream IDs that may be published; null: any. */
  streamIDs: string[] | null;
};

/** What a basic token, or an AppSign, permits. */
export const allPrivileges = (): Privileges => ({ login: true, publish: true, streamIDs: null });

/** Whether this stream may be published (else the answer is NO_PUBLISH_PRIVILEGE). */
export function mayPublish(privileges: Privileges, streamID: string): boolean {
  return privileges.publish && (privileges.streamIDs === null || privileges.streamIDs.includes(streamID));
}

/**
 * Reads a payload (api: `{"room_id", "privilege": {"1", "2"}, "stream_id_list"}`). `undefined` when it is neither empty nor
 * of that form: what cannot be understood permits nothing.
 */
export function readPrivileges(payload: string): Privileges | undefined {
  if (payload === '') return allPrivileges();
  const body = parseObject(payload);
  if (!body) return undefined;
  const { room_id: roomID, privilege, stream_id_list: list } = body;
  if (typeof roomID !== 'string' || roomID === '' || !isObject(privilege)) return undefined;
  const streamIDs = readStreamIDs(list);
  if (streamIDs === undefined) return undefined;
  return { roomID, login: privilege['1'] === 1, publish: privilege['2'] === 1, streamIDs };
}

/** An absent or empty list means any stream, as documented; anything that is not a list of text is not understood. */
function readStreamIDs(list: unknown): string[] | null | undefined {
  if (list === null || list === undefined) return null;
  if (!Array.isArray(list) || !list.every((streamID) => typeof streamID === 'string')) return undefined;
  return list.length === 0 ? null : list;
}

export function parseObject(text: string): { [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
