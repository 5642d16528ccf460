import { scenarioOf } from './configs.ts';
import { nativeCode, nativeOnly } from './failures.ts';

const LARGEST_APP_ID = 0xffff_ffff;
const SIGN_CHARACTERS = 64;

export type Profile = { appID: number; appSign: string; scenario: number; server: unknown };

/** An engine's profile, or the documented number of what is wrong with it. An AppSign may be missing where tokens are used. */
export function profileOf(given: unknown): Profile | number {
  try {
    return checked(given);
  } catch {
    // A scenario that there is not, or an object whose fields cannot be read.
    return nativeCode('INPUT_PARAM', 'engine');
  }
}

function checked(given: unknown): Profile | number {
  if (typeof given !== 'object' || given === null) return nativeOnly.ENGINE_MISSING.code;
  const { appID, appSign, scenario, server } = given as Record<string, unknown>;
  if (appID === 0 || appID === undefined || appID === null) return nativeOnly.APP_ID_ZERO.code;
  if (!Number.isInteger(appID) || (appID as number) < 1 || (appID as number) > LARGEST_APP_ID)
    return nativeCode('APP_ID_UNKNOWN', 'engine');
  const sign = appSign ?? '';
  if (typeof sign !== 'string') return nativeOnly.APP_SIGN_CHARACTERS.code;
  if (sign !== '' && sign.length !== SIGN_CHARACTERS) return nativeOnly.APP_SIGN_LENGTH.code;
  if (!/^[0-9a-fA-F]*$/.test(sign)) return nativeOnly.APP_SIGN_CHARACTERS.code;
  return { appID: appID as number, appSign: sign, scenario: scenarioOf(scenario), server };
}
