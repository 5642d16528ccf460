import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { signature2 } from '@liuyun/token';
import type { AppRecord } from '../../../server/stores/AppStore.ts';
import { type Percentiles, spreadWide } from '../percentiles.ts';
import type { BenchServer } from './BenchServer.ts';

const AT_A_TIME = 16;
/** Asked of each app in turn, and of another room each time, so that none meets the documented rates. */
const ACTION = 'DescribeUserList';

export type ApiFigures = { perSecond: number; ms: Percentiles; failed: number; cpuUs: number | undefined };

/** Calls of the server API, signed as documented, as many as are answered. */
export async function measureApi(server: BenchServer, seconds: number): Promise<ApiFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const { apps, origin } = server.begun;
  const from = performance.now();
  const before = await server.cpuMs();
  const times: number[] = [];
  let failed = 0;
  const work = async (worker: number) => {
    for (let turn = worker; performance.now() - from < 1000 * seconds; turn += AT_A_TIME) {
      const app = apps[turn % apps.length];
      if (!app) return;
      const asked = performance.now();
      if (await callApi(agent, { origin, app, roomID: `bench-${turn}` })) times.push(performance.now() - asked);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, (_, worker) => work(worker)));
  const tookMs = performance.now() - from;
  const after = await server.cpuMs();
  agent.destroy();
  const cpuUs = before && after && Math.round((1000 * (after.signalling - before.signalling)) / (times.length + failed));
  return { perSecond: Math.round((1000 * times.length) / tookMs), ms: spreadWide(times), failed, cpuUs };
}

/** One call, about a room that does not exist; undefined if that is not what is answered. */
export async function callApi(
  agent: Agent,
  { origin, app, roomID }: { origin: string; app: AppRecord; roomID: string },
): Promise<string | undefined> {
  const text = await get(agent, `${origin}?${signed(app, roomID)}`);
  return /"Code":(0|104)\b/.test(text) ? text : undefined;
}

function signed({ appID, serverSecret }: AppRecord, roomID: string): string {
  const nonce = randomBytes(8).toString('hex');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = signature2({ appID: String(appID), nonce, secret: serverSecret, timestamp });
  const common = { AppId: String(appID), SignatureNonce: nonce, Timestamp: timestamp, SignatureVersion: '2.0' };
  return new URLSearchParams({ Action: ACTION, ...common, Signature: signature, RoomId: roomID }).toString();
}

function get(agent: Agent, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    asking.on('error', reject).end();
  });
}
