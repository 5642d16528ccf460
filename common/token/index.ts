export * from './callbackSignature.ts';
export * from './checkToken.ts';
export * from './privileges.ts';
export * from './readToken.ts';
export * from './requestSignature.ts';
export * from './sameSecret.ts';
export * from './writeToken04.ts';
