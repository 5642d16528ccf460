/**
 * For an application's own server: {@link generateToken04} makes the tokens that users log in with, {@link verifyToken04}
 * says whether the cloud would take one.
 * @module @liuyun/server-assistant
 */

export { generateToken04, mayPublish, type Privileges, TokenError, type TokenMode, tokenErrorCodes } from '@liuyun/token';
export { ServerApi, ServerApiError, type ServerApiOptions } from './ServerApi.ts';
export { type CallbackHeaders, type VerifiedCallback, verifyCallback } from './verifyCallback.ts';
export { type VerifiedToken, verifyToken04 } from './verifyToken04.ts';
