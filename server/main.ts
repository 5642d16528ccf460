#!/usr/bin/env node
import { runCli } from './cli/runCli.ts';
import type { Config } from './config/Config.ts';

const out = (line: string) => void process.stdout.write(`${line}\n`);
const err = (line: string) => void process.stderr.write(`${line}\n`);

/** The server's code is loaded only when it is to run: `liuyun token` must not wait for it. */
const serve = async (config: Config) => (await import('./serve.ts')).serve(config, out);

process.exitCode = await runCli({ argv: process.argv.slice(2), env: process.env, out, err, serve });
// A server whose closing was cut short may have left something behind that would keep the process alive.
if (process.exitCode !== 0) setTimeout(() => process.exit(), 200).unref();
