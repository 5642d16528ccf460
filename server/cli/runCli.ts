import { RtcError } from '@liuyun/protocol/errors';
import { ConfigError } from '../config/Config.ts';
import { closest } from '../config/closest.ts';
import { version } from '../config/version.ts';
import { type Call, type Command, CommandFailed, UsageError } from './Command.ts';
import { printable } from './printable.ts';

/** Each command is loaded when it is called, so that `liuyun token` does not wait for the server's code. */
const commands: { [name: string]: () => Promise<Command> } = {
  start: async () => (await import('./start.ts')).start,
  app: async () => (await import('./app.ts')).app,
  token: async () => (await import('./token.ts')).token,
  admin: async () => (await import('./admin.ts')).admin,
  callbacks: async () => (await import('./callbacks.ts')).callbacks,
  secrets: async () => (await import('./secrets.ts')).secrets,
  calls: async () => (await import('./calls.ts')).calls,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  doctor: async () => (await import('./doctor.ts')).doctor,
};

/** Runs one command line; the exit code. `call.argv` are the words behind `liuyun`. */
export async function runCli(call: Call): Promise<number> {
  const [name, ...rest] = call.argv;
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') return await help(call, rest[0]);
    if (name === '--version' || name === '-v' || name === 'version') return print(call, version());
    const command = await find(name);
    return asksForHelp(rest) ? print(call, command.help) : await command.run({ ...call, argv: rest });
  } catch (error) {
    return report(error, call);
  }
}

async function find(name: string): Promise<Command> {
  if (Object.hasOwn(commands, name)) {
    const load = commands[name];
    if (load) return load();
  }
  const meant = closest(name, Object.keys(commands));
  const hint = meant ? `did you mean "liuyun ${meant}"?` : `"liuyun --help" lists them`;
  throw new UsageError(`${JSON.stringify(name)} is not a command; ${hint}`);
}

async function help(call: Call, name: string | undefined): Promise<number> {
  if (name !== undefined) return print(call, (await find(name)).help);
  const lines = await Promise.all(
    Object.entries(commands).map(async ([word, load]) => `  ${word.padEnd(10)} ${(await load()).summary}`),
  );
  return print(
    call,
    [
      'Liuyun: a real-time audio and video cloud of your own',
      '',
      'liuyun COMMAND [--help]',
      '',
      ...lines,
      '',
      '  --version',
    ].join('\n'),
  );
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).some((word) => word === '--help' || word === '-h');
}

function print(call: Call, text: string): number {
  call.out(text);
  return 0;
}

/** Known failures are told in their own words; anything else is a bug and keeps its stack. */
function report(error: unknown, call: Call): number {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) call.err(`liuyun: ${printable(problem)}`);
    return 2;
  }
  if (error instanceof UsageError) {
    call.err(`liuyun: ${printable(error.message)}`);
    return 2;
  }
  if (error instanceof CommandFailed || error instanceof RtcError) {
    call.err(`liuyun: ${printable(error instanceof RtcError ? error.detail || error.message : error.message)}`);
    return 1;
  }
  call.err(`liuyun: unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 1;
}
