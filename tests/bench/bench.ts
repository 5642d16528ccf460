import { parseArgs } from 'node:util';

/** `npm run bench -- <name> [--runs N] [--json FILE]` */
const benches: { [name: string]: () => Promise<{ run(options: { runs: number; json: string | undefined }): Promise<void> }> } = {
  call: () => import('./call/call.ts'),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '30' }, json: { type: 'string' } },
});
const [name = ''] = positionals;
const bench = benches[name];
const runs = Number(values.runs);
if (!bench || !Number.isInteger(runs) || runs < 1) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')} [--runs 30] [--json FILE]`);
  process.exit(2);
}
await (await bench()).run({ runs, json: values.json });
