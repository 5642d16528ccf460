import { ServiceMembers } from './engine/members/ServiceMembers.ts';

/**
 * The engine: rooms, streams and devices of one user in one page. Promises resolve with the documented value or reject
 * with an object that carries `errorCode` and `extendedData` (and `code` and `msg`). Calls that answer a boolean never
 * throw: false means that one log line has the code.
 * The members live in groups, one file each, in `engine/members`; every group stands on the one before it.
 */
export class ZegoExpressEngine extends ServiceMembers {}
