import type { Logger } from 'pino';
import { pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { LogLevel } from './config/Config.ts';

/** IPv4 and IPv6 addresses, wherever a library put them into a message. */
const ADDRESSES = /\b\d{1,3}(\.\d{1,3}){3}\b|(?<![\w:])[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}(?![\w:])/gi;

/** Token04 and Token03, wherever a client put one into what it hands in. */
const TOKENS = /\b0[34][A-Za-z0-9+/]{40,}={0,2}/g;

/** What drives terminals and turns text around; JSON leaves it as it is (C1 controls, bidirectional marks, separators). */
const INVISIBLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The server's log: one JSON object a line, or readable lines for somebody who watches. No addresses and no tokens, ever. */
export function createLog(asked: { level: LogLevel; pretty: boolean; write?: (line: string) => void }): Logger {
  const write = asked.write ?? ((line: string) => process.stdout.write(line));
  const readable = asked.pretty
    ? prettyFactory({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' })
    : undefined;
  const destination = {
    write: (line: string) => write(cleaned(readable ? String(readable(line)) : line)),
  };
  return pino({ level: asked.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

function cleaned(line: string): string {
  return line.replace(TOKENS, '<token>').replace(ADDRESSES, '<address>').replace(INVISIBLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
