import { type Config, ConfigError } from './Config.ts';
import { closest } from './closest.ts';
import { type FileValues, readConfigFile } from './configFile.ts';
import { type Flags, type OwnFlags, readFlags } from './flags.ts';
import { environmentNameOf, keyOf, type OptionName, optionNames, options } from './options.ts';

export { type Config, ConfigError, type LogLevel, type Tls } from './Config.ts';

type Environment = { readonly [name: string]: string | undefined };

/**
 * The configuration of `liuyun start`: flag before environment before file before standard value.
 * @throws ConfigError naming every wrong option at once and where its value came from.
 */
export function loadConfig(argv: readonly string[], env: Environment): Config {
  const flags = readFlags(argv, {});
  const [word] = flags.words;
  if (word !== undefined) throw new ConfigError([`${JSON.stringify(word)} is not expected here; options begin with --`]);
  return configFrom(flags, env);
}

/** The same for a command that has taken its command line apart already. */
export function configFrom(flags: Pick<Flags<OwnFlags>, 'options' | 'config'>, env: Environment): Config {
  const problems = misspelt(env);
  const path = flags.config ?? env.LIUYUN_CONFIG;
  const file = path ? readConfigFile(path) : {};
  const config: { [name: string]: unknown } = {};
  for (const name of optionNames) {
    const { value, from } = given({ name, flags, env, file });
    const checked = options[name].schema.safeParse(value);
    if (checked.success) config[name] = checked.data;
    else
      problems.push(
        `${keyOf(name)} ${checked.error.issues[0]?.message}, not ${isSecret(name) ? 'what it is' : shown(value)} (${from})`,
      );
  }
  if (config.secretKey !== undefined && config.secretKeyFile !== undefined)
    problems.push('secret-key and secret-key-file are both given: take one of them away');
  if (problems.length > 0) throw new ConfigError(problems);
  return withHosts(config as Config);
}

/** Where one option's value comes from. */
function given(asked: { name: OptionName; flags: Pick<Flags<OwnFlags>, 'options'>; env: Environment; file: FileValues }): {
  value: unknown;
  from: string;
} {
  const { name, flags, env, file } = asked;
  const flag = flags.options[name];
  if (flag !== undefined) return { value: flag, from: `flag --${keyOf(name)}` };
  const variable = environmentNameOf(name);
  const text = env[variable];
  if (text !== undefined && text !== '' && !isServiceLink(text)) return { value: text, from: `environment variable ${variable}` };
  return file[name] ?? { value: options[name].standard, from: 'standard value' };
}

/** What Kubernetes sets beside that. */
const SERVICE_LINK = /^LIUYUN_(SERVICE_(HOST|PORT)|PORT_\d)/;

/** Kubernetes sets LIUYUN_PORT=tcp://… in every pod beside a service called liuyun; that is not an operator speaking. */
function isServiceLink(text: string): boolean {
  return /^(tcp|udp):\/\//.test(text);
}

/** Other programs may own LIUYUN_… variables, so only those that are nearly an option's name are held to be mistakes. */
function misspelt(env: Environment): string[] {
  const known = [...optionNames.map(environmentNameOf), 'LIUYUN_CONFIG'];
  const strange = Object.keys(env).filter(
    (name) => name.startsWith('LIUYUN_') && !SERVICE_LINK.test(name) && !known.includes(name),
  );
  return strange.flatMap((name) => {
    const suffixes = known.map((knownName) => knownName.slice('LIUYUN_'.length));
    const meant = closest(name.slice('LIUYUN_'.length), suffixes);
    return meant ? [`the environment variable ${name} is not an option; did you mean LIUYUN_${meant}?`] : [];
  });
}

/** `localhost` may mean ::1 to one library and 127.0.0.1 to another: here it means the latter. */
function withHosts(config: Config): Config {
  const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
  const mediaHost = config.mediaHost === 'localhost' ? '127.0.0.1' : config.mediaHost;
  const metricsHost = config.metricsHost === 'localhost' ? '127.0.0.1' : config.metricsHost;
  return { ...config, host, mediaHost, metricsHost };
}

/** Options whose value must not be read over a shoulder or in a log. */
export function isSecret(name: OptionName): boolean {
  return name === 'turnSecret' || name === 'metricsToken' || name === 'secretKey';
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
