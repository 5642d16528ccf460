import type { ErrorName } from './errors.ts';
import type { NoticeName, Notices } from './notices.ts';
import type { RequestName, Result, Sent } from './requests.ts';

/** On the wire there are four shapes and no more, each one JSON text frame. */
export type Ask<N extends RequestName = RequestName> = { id: number; ask: N; params: Sent<N> };
export type Ok<N extends RequestName = RequestName> = { id: number; ok: Result<N> };
export type Fail = { id: number; fail: { code: number; name: ErrorName; detail: string } };
/** `n`: the number of a notice that is told again, after a loss of the connection, until the client says that it heard it. */
export type Tell<N extends NoticeName = NoticeName> = { tell: N; body: Notices[N]; n?: number };

export type FromClient = Ask;
export type FromServer = Ok | Fail | Tell;
