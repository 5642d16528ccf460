import type { Config } from './Config.ts';
import { isSecret } from './loadConfig.ts';
import { keyOf, type OptionName, optionNames, options } from './options.ts';

/** One option as it is in force. */
export type Setting = {
  name: string;
  /** As one would write it; '' where nothing is chosen, and for every secret. */
  value: string;
  /** Nobody chose another one. */
  standard: boolean;
  secret: boolean;
};

/** What a configuration says, without its secrets. */
export function describeConfig(config: Config): Setting[] {
  return optionNames.map((name) => {
    const secret = isSecret(name);
    return { name: keyOf(name), value: secret ? '' : written(config[name]), standard: isStandard(name, config), secret };
  });
}

function isStandard(name: OptionName, config: Config): boolean {
  const read = options[name].schema.safeParse(options[name].standard);
  return JSON.stringify(read.data) === JSON.stringify(config[name]);
}

function written(value: Config[OptionName]): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, one]) => `${key}=${one}`)
    .join(', ');
}
