import { parseArgs } from 'node:util';

/** `npm run bench -- <name> [--runs N] [--json FILE]` */
const benches: { [name: string]: () => Promise<{ run(options: { runs: number; json: string | undefined }): Promise<void> }> } = {
  call: () => import('./call/call.ts'),
};

/** Benches with options of their own; they answer the exit code. */
const own: { [name: string]: () => Promise<{ run(argv: readonly string[]): Promise<number> }> } = {
  control: () => import('./control/control.ts'),
  logins: () => import('./logins/logins.ts'),
  players: () => import('./players/players.ts'),
  records: () => import('./records/records.ts'),
  soak: () => import('./soak/soak.ts'),
};
const [first = '', ...argv] = process.argv.slice(2);
if (Object.hasOwn(own, first)) process.exit(await (await own[first]?.())?.run(argv));

const USAGE = `usage: npm run bench -- ${Object.keys(benches).join('|')} [--runs 30] [--json FILE]
       npm run bench -- ${Object.keys(own).join('|')} --help`;

/** Undefined for options that are none. */
function read(): { name: string; runs: number; json: string | undefined } | undefined {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { runs: { type: 'string', default: '30' }, json: { type: 'string' } },
    });
    return { name: positionals[0] ?? '', runs: Number(values.runs), json: values.json };
  } catch {
    return undefined;
  }
}

if (first === '--help' || first === '-h') {
  console.log(USAGE);
  process.exit(0);
}
const wanted = read();
const bench = wanted && Object.hasOwn(benches, wanted.name) ? benches[wanted.name] : undefined;
if (!wanted || !bench || !Number.isInteger(wanted.runs) || wanted.runs < 1) {
  console.error(USAGE);
  process.exit(2);
}
await (await bench()).run({ runs: wanted.runs, json: wanted.json });
