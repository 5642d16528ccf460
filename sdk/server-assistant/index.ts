export { generateToken04, mayPublish, type Privileges, TokenError, type TokenMode, tokenErrorCodes } from '@liuyun/token';
export { ServerApi, ServerApiError, type ServerApiOptions } from './ServerApi.ts';
export { type VerifiedToken, verifyToken04 } from './verifyToken04.ts';
