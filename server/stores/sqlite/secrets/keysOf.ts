import { KeyFile, keyFileOf } from './KeyFile.ts';
import { GivenKeys, type Keys } from './Keys.ts';

/** The keys of a data folder, from where the operator chose. */
export function keysOf(chosen: { dataDir: string; secretKey: string | undefined; secretKeyFile: string | undefined }): Keys {
  const { dataDir, secretKey, secretKeyFile } = chosen;
  return secretKey === undefined ? new KeyFile(secretKeyFile ?? keyFileOf(dataDir)) : new GivenKeys(secretKey);
}
