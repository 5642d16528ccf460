/** A backup in a file that only we know of. */
export type BackupFile = {
  path: string;
  bytes: number;
  /** Whether the key of its secrets is in it. */
  holdsKey: boolean;
  /** Takes the file away. */
  remove(): Promise<void>;
};

/** Port: what is done with a data folder as a whole while the server runs. Messages of its errors are one line, for an operator. */
export interface DataFolder {
  /** Where the key lies that secrets are encrypted with. */
  readonly keyPlace: string;
  /** Everything as it is at one moment, off the thread of calls. */
  backup(asked: { records: boolean }): Promise<BackupFile>;
  /** Encrypts all secrets with a new key, or with the first of those that were handed over. */
  rotateKey(): { keyID: string; made: boolean; secrets: number };
  /** How many keys were forgotten that nothing is encrypted with. */
  forgetOldKeys(): number;
}
