import { type ErrorName, errorTable, isErrorName, requests as wire } from '@liuyun/protocol';
import type { Answered } from '../signalling/Observer.ts';
import type { Meters } from './Meters.ts';

/** As documented for both ways to come in. */
const REFUSALS: ReadonlySet<ErrorName> = new Set([...wire.loginRoom.fails, ...wire.resumeRoom.fails]);

const LOGIN_BUCKETS_S = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** What clients ask, how it went, and how long it takes them to come in. */
export function countRequests(meters: Meters): { answered(answered: Answered): void } {
  const help = 'Signalling requests by name and outcome (ok, or the name of the failure)';
  const requests = meters.counter('liuyun_requests_total', help, ['request', 'outcome']);
  const seconds = meters.histogram('liuyun_request_seconds', 'Time from a request to its answer', LOGIN_BUCKETS_S);
  const login = meters.histogram('liuyun_login_seconds', 'Time from a login request to its answer', LOGIN_BUCKETS_S);
  const join = meters.histogram('liuyun_join_seconds', 'Time from the open socket to the answered login', LOGIN_BUCKETS_S);
  const refused = meters.counter('liuyun_logins_refused_total', 'Logins and returns refused, by failure and its code', [
    'failure',
    'code',
  ]);
  // A series that begins at 1 has no rate: its first refusal would not be seen.
  for (const failure of REFUSALS) refused.inc({ failure, code: errorTable[failure].code }, 0);
  return {
    answered: ({ request, outcome, ms, openMs }) => {
      requests.inc({ request, outcome });
      seconds.observe(ms / 1000);
      if (request === 'loginRoom' && outcome === 'ok') {
        login.observe(ms / 1000);
        join.observe(openMs / 1000);
      } else if ((request === 'loginRoom' || request === 'resumeRoom') && isErrorName(outcome)) {
        refused.inc({ failure: outcome, code: errorTable[outcome].code });
      }
    },
  };
}
