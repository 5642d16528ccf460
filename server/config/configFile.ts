import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './Config.ts';
import { closest } from './closest.ts';
import { keyOf, type OptionName, optionNames } from './options.ts';

/** What a YAML file says, each value with its place for messages. Values are still unchecked. */
export type FileValues = { [N in OptionName]?: { value: unknown; from: string } };

/** Reads a configuration file. An empty one is fine; a missing one, broken YAML and unknown keys are not. */
export function readConfigFile(path: string): FileValues {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError([`the configuration file ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
  return parseConfigFile(text, path);
}

export function parseConfigFile(text: string, path: string): FileValues {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigError(document.errors.map((error) => `${path} is not YAML: ${error.message.split('\n')[0]}`));
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) return {};
  if (!isMap(document.contents)) throw new ConfigError([`${path} must be a list of lines like "port: 8080"`]);
  const names = new Map(optionNames.map((name) => [keyOf(name), name]));
  const values: FileValues = {};
  const problems: string[] = [];
  for (const { key, value } of document.contents.items) {
    const word = String(isScalar(key) ? key.value : key);
    const line = isScalar(key) && key.range ? ` line ${lines.linePos(key.range[0]).line}` : '';
    const from = `${path}${line}`;
    const name = names.get(word);
    const meant = closest(word, [...names.keys()]);
    if (!name) problems.push(`${JSON.stringify(word)} is not an option${meant ? `; did you mean ${meant}?` : ''} (${from})`);
    else
      values[name] = {
        value: isScalar(value) ? value.value : (value as { toJS(d: unknown): unknown } | null)?.toJS(document),
        from,
      };
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return values;
}
