/** Where this engine reports; pino's shape. */
export type Log = { [level in 'debug' | 'info' | 'warn' | 'error']: (context: object, text: string) => void };
