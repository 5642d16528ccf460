import { RtcError } from '@liuyun/protocol/errors';
import type { AppOptions, AppRecord, AppStore } from '../stores/AppStore.ts';
import { faultOfAppName } from './createApp.ts';

const SHORTEST_KEEP_MS = 5_000;
const LONGEST_KEEP_MS = 100_000;

/** Changes what is named and leaves the rest. Logins from now on go by it. INPUT_PARAM, APP_ID_UNKNOWN. */
export async function changeApp(
  apps: AppStore,
  appID: number,
  change: { name?: string; options?: Partial<AppOptions> },
): Promise<AppRecord> {
  const found = await apps.find(appID);
  if (!found) throw new RtcError('APP_ID_UNKNOWN', String(appID));
  const given = Object.entries(change.options ?? {}).filter(([, value]) => value !== undefined);
  const changed = { ...found, name: change.name ?? found.name, options: { ...found.options, ...Object.fromEntries(given) } };
  const { keepSessionMs } = changed.options;
  if (!Number.isInteger(keepSessionMs) || keepSessionMs < SHORTEST_KEEP_MS || keepSessionMs > LONGEST_KEEP_MS) {
    throw new RtcError('INPUT_PARAM', `a place is kept for ${SHORTEST_KEEP_MS} to ${LONGEST_KEEP_MS} ms`);
  }
  const wrongName = faultOfAppName(changed.name);
  if (wrongName) throw new RtcError('INPUT_PARAM', wrongName);
  await apps.update(appID, { name: changed.name, options: changed.options });
  return changed;
}
