import type { AdminFailure } from '@liuyun/protocol/admin/requests';
import { AskFailed } from './AskFailed.ts';
import type { RequestName, Result, Sent } from './types.ts';

const PATH = '/console/api/';
const CSRF_HEADER = 'x-liuyun-csrf';
const PATIENCE_MS = 20_000;
/** Copying a big database takes its time. */
const BACKUP_PATIENCE_MS = 600_000;

let csrf = '';
const signedOut = new Set<() => void>();

/** What every POST has to show that it comes from this console. */
export function keepCsrf(value: string): void {
  csrf = value;
}

/** Calls when the server no longer knows who asks. Returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** What only reads is asked with GET. The names tell, and a test holds them to the server's table. */
export const isRead = (name: RequestName): boolean => /^(get|list|search)/.test(name);

/** Asks the server. Rejects with AskFailed, also when it cannot be reached. */
export async function ask<N extends RequestName>(name: N, params: Sent<N>, signal?: AbortSignal): Promise<Result<N>> {
  const patience = AbortSignal.timeout(name === 'makeBackup' ? BACKUP_PATIENCE_MS : PATIENCE_MS);
  const either = signal ? AbortSignal.any([signal, patience]) : patience;
  const response = await send(name, params, either).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new AskFailed('OFFLINE', String(error));
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as Result<N>;
  const failed = failureIn(body);
  if (failed.failure === 'UNAUTHENTICATED' && name !== 'login') for (const listener of signedOut) listener();
  throw failed;
}

function send(name: RequestName, params: object, signal: AbortSignal): Promise<Response> {
  if (isRead(name)) return fetch(addressOf(name, params), { signal, headers: { Accept: 'application/json' } });
  return fetch(PATH + name, {
    method: 'POST',
    signal,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', [CSRF_HEADER]: csrf },
    body: JSON.stringify(params),
  });
}

/** Where something is read or downloaded; what is undefined or empty is left out. */
export function addressOf(name: string, params: object): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value !== undefined && value !== '') query.set(key, String(value));
  const text = query.toString();
  return PATH + name + (text && `?${text}`);
}

function failureIn(body: unknown): AskFailed {
  const error = (body as Partial<AdminFailure> | undefined)?.error;
  if (typeof error?.name !== 'string') return new AskFailed('OFFLINE', 'what answered was not the console');
  return new AskFailed(error.name, error.message, { field: error.field, retryAfterMs: error.retryAfterMs });
}
