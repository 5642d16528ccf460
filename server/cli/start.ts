import { loadConfig } from '../config/loadConfig.ts';
import { environmentNameOf, keyOf, optionNames, options } from '../config/options.ts';
import type { Command } from './Command.ts';

/** `liuyun start`: runs the cloud until it is told to stop. */
export const start: Command = {
  summary: 'run the cloud',
  help: help(),
  run: (call) => call.serve(loadConfig(call.argv, call.env)),
};

function help(): string {
  const rows = optionNames.map((name) => {
    const { value, about, standard } = options[name];
    const flag = `--${keyOf(name)}${value && ` ${value}`}`;
    const usual = value === '' ? '' : ` (${String(standard)})`;
    return `  ${flag.padEnd(28)}${about}${usual}`;
  });
  return `liuyun start [OPTIONS]

Runs the cloud. Each option can be given as a flag, as an environment variable (--media-port is ${environmentNameOf('mediaPort')})
or in a YAML file (media-port: 44000); the flag wins over the variable, the variable over the file.

${rows.join('\n')}
  ${'--config FILE'.padEnd(28)}a YAML file; deploy/config.example.yaml explains every option (LIUYUN_CONFIG)

SIGTERM or Ctrl-C: no new logins, users are told, then everything closes. A second one does not wait.`;
}
