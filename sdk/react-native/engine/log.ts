import type { Platform } from '@liuyun/core';

/** Warnings and errors reach the developer's console; the rest is in the history that `uploadLog` hands in. */
export const log: Platform['log'] = (level, message, context) => {
  if (level !== 'warn' && level !== 'error') return;
  console[level](`[liuyun] ${message}`, ...(context ? [context] : []));
};
