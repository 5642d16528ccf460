import { type ActionName, actions, isActionName } from '@liuyun/protocol/rest/actions';
import { z } from 'zod';
import { closest } from './closest.ts';

/** Calls per second and app. */
export type ServerApiRates = { readonly [A in ActionName]?: number };

const MOST = 100_000;
const FORM = 'must be like KickoutUser=200,DescribeUserNum=50 (in the file also {KickoutUser: 200}), or none';

/** Actions of the server API with how often an app may ask for each, per second. */
export function serverApiRates(): z.ZodType<ServerApiRates> {
  return z.unknown().transform((value, context): ServerApiRates => {
    const given = value === 'none' ? [] : entriesOf(value);
    const wrong = given ? given.map(faultOf).find((fault) => fault !== undefined) : FORM;
    if (given && wrong === undefined) return Object.fromEntries(given.map(([action, rate]) => [action, Number(rate)]));
    context.addIssue({ code: 'custom', message: wrong ?? FORM });
    return z.NEVER;
  });
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  if (typeof value !== 'string') return undefined;
  const parts = value.split(',').map((part) => /^\s*(\w+)\s*=\s*([\d.]+)\s*$/.exec(part));
  return parts.every((part) => part !== null) ? parts.map(([, action = '', rate]) => [action, rate]) : undefined;
}

function faultOf([action, rate]: [string, unknown]): string | undefined {
  if (!isActionName(action)) {
    const meant = closest(action, Object.keys(actions));
    return `must name actions (${JSON.stringify(action)} is none${meant ? `; did you mean ${meant}?` : ''})`;
  }
  const figure = typeof rate === 'string' ? Number(rate) : rate;
  const fits = typeof figure === 'number' && figure >= 0.1 && figure <= MOST;
  return fits ? undefined : `must give rates from 0.1 to ${MOST} per second`;
}
