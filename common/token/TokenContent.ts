/** What a token says once it is decrypted and its shape is known; nothing in it has been judged yet. */
export type TokenContent = {
  version: '03' | '04';
  /** How it was sealed: `gcm` is authenticated, `cbc` is the older layout. */
  mode: 'gcm' | 'cbc';
  appID: unknown;
  userID: unknown;
  nonce: unknown;
  /** Unix seconds. */
  createdAt: number | undefined;
  /** Unix seconds, from the encrypted part; the clear-text copy in front is never used. */
  expiresAt: number;
  /** '' for a basic token, else the JSON text of a privilege payload. */
  payload: string;
};
