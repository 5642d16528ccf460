import type { Logger } from 'pino';
import { pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { LogLevel } from './config/Config.ts';

/** IPv4 and IPv6 addresses, wherever a library put them into a message. */
const ADDRESSES = /\b\d{1,3}(\.\d{1,3}){3}\b|(?<![\w:])[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}(?![\w:])/gi;

/** The server's log: one JSON object a line, or readable lines for somebody who watches. No addresses, ever. */
export function createLog(asked: { level: LogLevel; pretty: boolean; write?: (line: string) => void }): Logger {
  const write = asked.write ?? ((line: string) => process.stdout.write(line));
  const readable = asked.pretty
    ? prettyFactory({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' })
    : undefined;
  const destination = {
    write: (line: string) => write((readable ? String(readable(line)) : line).replace(ADDRESSES, '<address>')),
  };
  return pino({ level: asked.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
