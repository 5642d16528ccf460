import type { Config } from '../config/Config.ts';

/** What a command is given: its words, and its ways to the outside. */
export type Call = {
  /** The words behind the command's name. */
  argv: readonly string[];
  env: { readonly [name: string]: string | undefined };
  /** One line to standard output. */
  out: (line: string) => void;
  /** One line to standard error. */
  err: (line: string) => void;
  /** Runs the server until it is told to stop; the exit code. Given by main.ts, so that only that file knows of signals. */
  serve: (config: Config) => Promise<number>;
};

/** One verb of the command line. */
export type Command = {
  /** For the list of commands. */
  summary: string;
  /** The whole help text. */
  help: string;
  /** @returns the exit code: 0 fine, 1 it failed, 2 it was asked wrongly */
  run: (call: Call) => Promise<number>;
};

/** A wrongly asked command: printed as it is, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A command that was asked rightly and could not be done: printed as it is, exit code 1. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
}
