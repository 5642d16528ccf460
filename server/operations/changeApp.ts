import { type RandomSource, randomHex, systemRandom } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { PLAYS_PER_SESSION, PUBLISHES_PER_SESSION } from '@liuyun/protocol/limits';
import type { AppOptions, AppRecord, AppStore, CallbackTarget } from '../stores/AppStore.ts';
import { faultOfAppName } from './createApp.ts';

const SHORTEST_KEEP_MS = 5_000;
const LONGEST_KEEP_MS = 100_000;
const LIMITS = {
  maxUsers: [0, 10_000_000],
  maxRooms: [0, 10_000_000],
  maxUsersPerRoom: [0, 1_000_000],
  maxStreamsPerUser: [1, PUBLISHES_PER_SESSION],
  maxPlaysPerUser: [1, PLAYS_PER_SESSION],
  serverApiRate: [1, 10_000],
} as const;

const URL_LENGTH = 1_024;
const SECRET_BYTES = 16;

/** `url: ''` takes the callbacks away. A secret is made where there is none. */
export type CallbackChange = { url?: string | undefined; secret?: string | undefined };

/** Changes what is named and leaves the rest, whoever else changes something at that moment. INPUT_PARAM, APP_ID_UNKNOWN. */
export async function changeApp(
  apps: AppStore,
  appID: number,
  change: { name?: string; options?: Partial<AppOptions>; callback?: CallbackChange },
): Promise<AppRecord> {
  return apps.update(appID, (found) => {
    const given = Object.entries(change.options ?? {}).filter(([, value]) => value !== undefined);
    const name = change.name ?? found.name;
    const options = { ...found.options, ...Object.fromEntries(given) };
    mustBeWithin(options);
    const wrongName = faultOfAppName(name);
    if (wrongName) throw new RtcError('INPUT_PARAM', wrongName);
    const callback = change.callback && callbackOf(found.callback, change.callback);
    return { name, options, ...(callback !== undefined && { callback }) };
  });
}

/** What callbacks are signed with. */
export function newCallbackSecret(random: RandomSource): string {
  return randomHex(random, SECRET_BYTES);
}

function mustBeWithin(options: AppOptions): void {
  const { keepSessionMs } = options;
  if (!Number.isInteger(keepSessionMs) || keepSessionMs < SHORTEST_KEEP_MS || keepSessionMs > LONGEST_KEEP_MS) {
    throw new RtcError('INPUT_PARAM', `a place is kept for ${SHORTEST_KEEP_MS} to ${LONGEST_KEEP_MS} ms`);
  }
  for (const [name, [least, most]] of Object.entries(LIMITS)) {
    const limit = options[name as keyof typeof LIMITS];
    const fits = Number.isInteger(limit) && limit >= least && limit <= most;
    if (!fits) throw new RtcError('INPUT_PARAM', `${name} is ${least}${least === 0 ? ' (no limit)' : ''} to ${most}`);
  }
}

function callbackOf(before: CallbackTarget | undefined, { url, secret }: CallbackChange): CallbackTarget | null | undefined {
  if (url === undefined && secret === undefined) return undefined;
  if (url === '') return null;
  const target = {
    url: url ?? before?.url ?? '',
    secret: secret ?? before?.secret ?? newCallbackSecret(systemRandom),
  };
  if (!isCallbackUrl(target.url))
    throw new RtcError('INPUT_PARAM', 'the callback URL must be like https://example.org/callbacks');
  if (!/^[\x21-\x7e]{1,128}$/.test(target.secret))
    throw new RtcError('INPUT_PARAM', 'the callback secret must be 1 to 128 characters');
  return target;
}

function isCallbackUrl(text: string): boolean {
  if (text.length > URL_LENGTH || /[^\x21-\x7e]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
