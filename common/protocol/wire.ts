import type { ErrorName } from './errors.ts';
import type { NoticeName, Notices } from './notices.ts';
import type { RequestName, Result, Sent } from './requests.ts';

/** On the wire there are four shapes and no more, each one JSON text frame. */
export type Ask<N extends RequestName = RequestName> = { id: number; ask: N; params: Sent<N> };
export type Ok<N extends RequestName = RequestName> = { id: number; ok: Result<N> };
export type Fail = { id: number; fail: { code: number; name: ErrorName; detail: string } };
export type Tell<N extends NoticeName = NoticeName> = { tell: N; body: Notices[N] };

export type FromClient = Ask;
export type FromServer = Ok | Fail | Tell;
