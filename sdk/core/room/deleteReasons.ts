import type { StreamEndReason } from '@liuyun/protocol';

/** `extendedData` of the public stream updates: why each stream has gone; nothing for one that has come. */
export function deleteReasons(change: 'ADD' | 'DELETE', reasons: readonly StreamEndReason[]): string {
  if (change === 'ADD') return '';
  return JSON.stringify({ stream_delete_reason: reasons.map(({ code, streamID }) => ({ code, streamID })) });
}
