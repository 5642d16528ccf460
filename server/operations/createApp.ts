import { type RandomSource, randomHex, systemRandom } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { type AppRecord, type AppStore, defaultAppOptions } from '../stores/AppStore.ts';

/** What may be chosen for a new app. IDs and secrets are random unless an app moves here with those it has. */
export type NewApp = {
  /** Up to 100 characters, none of them a control character. */
  name: string;
  appID?: number;
  appSign?: string;
  serverSecret?: string;
  /** How long a session outlives its socket, ms. */
  keepSessionMs?: number;
};

const NAME_LENGTH = 100;
const APP_SIGN_BYTES = 32;
const SERVER_SECRET_BYTES = 32;

/** Creates a customer's app and stores it. INPUT_PARAM when something chosen is not of the documented form or taken. */
export async function createApp(
  apps: AppStore,
  chosen: NewApp,
  { now = Date.now(), random = systemRandom }: { now?: number; random?: RandomSource } = {},
): Promise<AppRecord> {
  const { name, keepSessionMs = defaultAppOptions.keepSessionMs } = chosen;
  const app: AppRecord = {
    name,
    appID: chosen.appID ?? randomAppID(random),
    appSign: chosen.appSign ?? newAppSign(random),
    serverSecret: chosen.serverSecret ?? newServerSecret(random),
    createdAt: now,
    options: { ...defaultAppOptions, keepSessionMs },
  };
  const wrong = faultOf(app);
  if (wrong) throw new RtcError('INPUT_PARAM', wrong);
  await apps.create(app);
  return app;
}

/** 64 hexadecimal characters. */
export function newAppSign(random: RandomSource): string {
  return randomHex(random, APP_SIGN_BYTES);
}

/** 32 characters: 128 random bits. */
export function newServerSecret(random: RandomSource): string {
  return randomHex(random, SERVER_SECRET_BYTES / 2);
}

/** A collision among 2^32 is left to the store to refuse. */
function randomAppID(random: RandomSource): number {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return a * 0x1000000 + b * 0x10000 + c * 0x100 + d || randomAppID(random);
}

function faultOf({ name, appID, appSign, serverSecret }: AppRecord): string | undefined {
  const wrongName = faultOfAppName(name);
  if (wrongName) return wrongName;
  if (!Number.isInteger(appID) || appID < 1 || appID > 0xffffffff) return 'the AppID must be a number from 1 to 4294967295';
  if (!/^[0-9a-fA-F]{64}$/.test(appSign)) return 'the AppSign must be 64 hexadecimal characters';
  if (!/^[\x21-\x7e]{32}$/.test(serverSecret)) return 'the ServerSecret must be 32 characters';
  return undefined;
}

/** What is wrong with an app's name, in words. It appears in terminals, logs and pages, none of which a name may drive. */
export function faultOfAppName(name: string): string | undefined {
  if (name !== '' && name.length <= NAME_LENGTH && !/\p{Cc}|\p{Cf}/u.test(name)) return undefined;
  return `the name must have 1 to ${NAME_LENGTH} characters, none of them invisible`;
}
