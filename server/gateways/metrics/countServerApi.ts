import type { ObserveRest } from '../rest/addServerApi.ts';
import type { Meters } from './Meters.ts';

const BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** What apps' servers ask. */
export function countServerApi(meters: Meters): ObserveRest {
  const help = 'Requests of the server API, by action and Code of the answer';
  const answers = meters.counter('liuyun_server_api_requests_total', help, ['action', 'code']);
  const seconds = meters.histogram('liuyun_server_api_seconds', 'Time to answer a request of the server API', BUCKETS_S);
  return ({ action, code, ms }) => {
    answers.inc({ action, code });
    seconds.observe(ms / 1000);
  };
}
