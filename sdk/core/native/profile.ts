import { scenarioOf } from './configs.ts';
import { ENGINE_MISSING } from './failures.ts';

const LARGEST_APP_ID = 0xffff_ffff;
const SIGN_CHARACTERS = 64;

export type Profile = { appID: number; appSign: string; scenario: number; server: unknown };

/** An engine's profile, or the documented number of what is wrong with it. An AppSign may be missing where tokens are used. */
export function profileOf(given: unknown): Profile | number {
  if (typeof given !== 'object' || given === null) return ENGINE_MISSING;
  const { appID, appSign, scenario, server } = given as Record<string, unknown>;
  if (appID === 0 || appID === undefined || appID === null) return 1001000;
  if (!Number.isInteger(appID) || (appID as number) < 1 || (appID as number) > LARGEST_APP_ID) return 1001004;
  const sign = appSign ?? '';
  if (typeof sign !== 'string') return 1001002;
  if (sign !== '' && sign.length !== SIGN_CHARACTERS) return 1001001;
  if (!/^[0-9a-fA-F]*$/.test(sign)) return 1001002;
  try {
    return { appID: appID as number, appSign: sign, scenario: scenarioOf(scenario), server };
  } catch {
    return 1000017;
  }
}
