import { BenchServer } from '../control/BenchServer.ts';
import { measureManyRooms } from '../control/measureManyRooms.ts';
import { measureMessages } from '../control/measureMessages.ts';
import { measureOwn } from './measureOwn.ts';
import type { RecordsOptions } from './options.ts';

type Told = { progress?: (text: string) => void; signal?: AbortSignal };
type Measured = { loginCpuMs: number; loginsPerSecond: number; deliveryCpuUs: number; failed: number };

/** How the ratios of all pairs lie; 1.02 is 2 % more with records. */
export type Spread = { least: number; quarter: number; median: number; threeQuarters: number; most: number };

/** Enough that what is compiled at first does not count. */
const OWN_LOGINS = 40_000;

/** Measures both servers in turns. Everything it started has ended when it resolves or rejects. */
export async function measureRecords(options: RecordsOptions, { progress = () => {}, signal }: Told = {}) {
  // Only the last app is told of anything, and nobody of it logs in.
  const nobody = 'http://127.0.0.1:9/';
  const start = (flags: string[]) => BenchServer.start({ apps: 2, callbackUrl: nobody, flags });
  const [on, off] = await Promise.all([start([]), start(['--records-days', '0'])]);
  try {
    const measure = async (server: BenchServer): Promise<Measured> => {
      signal?.throwIfAborted();
      const logins = await measureManyRooms(server, options.seconds);
      const messages = await measureMessages(server, { members: options.members, seconds: options.seconds });
      const { cpuPerLoginMs: loginCpuMs = Number.NaN, perSecond: loginsPerSecond, failed } = logins;
      return { loginCpuMs, loginsPerSecond, deliveryCpuUs: messages.cpuPerDeliveryUs ?? Number.NaN, failed };
    };
    // What is compiled at first is no matter of records.
    for (const server of [on, off]) await measure(server);
    const pairs: { on: Measured; off: Measured }[] = [];
    for (let index = 0; index < options.pairs; index += 1) {
      progress(`pair ${index + 1} of ${options.pairs}`);
      const first = index % 2 === 0 ? on : off;
      const [one, two] = [await measure(first), await measure(first === on ? off : on)];
      pairs.push(first === on ? { on: one, off: two } : { on: two, off: one });
    }
    const ratios = (figure: keyof Measured) => spread(pairs.map((pair) => pair.on[figure] / pair.off[figure]));
    const own = measureOwn(OWN_LOGINS);
    const login = median(pairs.map((pair) => pair.off.loginCpuMs));
    return {
      load: options,
      own,
      /** What records themselves take, of a login and logout without them. */
      ownPercent: Math.round((1_000 * (own.signallingUs + own.threadUs)) / (1_000 * login)) / 10,
      loginCpu: ratios('loginCpuMs'),
      loginsPerSecond: ratios('loginsPerSecond'),
      deliveryCpu: ratios('deliveryCpuUs'),
      failed: pairs.reduce((sum, pair) => sum + pair.on.failed + pair.off.failed, 0),
      pairs,
    };
  } finally {
    await Promise.all([on.stop(), off.stop()]);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(1_000 * (sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN)) / 1_000;
  return { least: at(0), quarter: at(0.25), median: at(0.5), threeQuarters: at(0.75), most: at(1) };
}
