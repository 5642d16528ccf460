import type { ZegoLogConfig } from '../types/room.ts';
import { RemoteLog } from './RemoteLog.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

const LOCAL_LEVELS = [...LEVELS, 'report', 'disable'];
const REMOTE_LEVELS = [...LEVELS, 'disable'];
const SMALLEST_LOG_BYTES = 1_048_576;
/** Pop-ups are for testing: at most one of a kind in this time, so that a retry loop does not lock the page. */
const SAME_ALERT_MS = 10_000;

/** What was set before any engine existed (`presetLogConfig`). */
let preset: ZegoLogConfig = {};

/** Whether a log configuration is one of the documented. */
export function isLogConfig(config: unknown): config is ZegoLogConfig {
  if (typeof config !== 'object' || config === null) return false;
  const { logLevel, remoteLogLevel, logURL, logCount, logSize } = config as Record<string, unknown>;
  return (
    (logLevel === undefined || (typeof logLevel === 'string' && LOCAL_LEVELS.includes(logLevel))) &&
    (remoteLogLevel === undefined || (typeof remoteLogLevel === 'string' && REMOTE_LEVELS.includes(remoteLogLevel))) &&
    (logURL === undefined || typeof logURL === 'string') &&
    (logCount === undefined || (typeof logCount === 'number' && logCount >= 3 && logCount <= 20)) &&
    (logSize === undefined || (typeof logSize === 'number' && (logSize === 0 || logSize >= SMALLEST_LOG_BYTES)))
  );
}

export function presetLog(config: unknown): boolean {
  if (!isLogConfig(config)) return false;
  preset = { ...config };
  return true;
}

/** The SDK's lines on the console and, where the app names an address for them, there; and its pop-ups for testers. */
export class Log {
  #level: NonNullable<ZegoLogConfig['logLevel']> = preset.logLevel ?? 'info';
  #alerts = false;
  readonly remote = new RemoteLog();
  readonly #alerted = new Map<number, number>();

  constructor() {
    this.remote.configure(preset);
  }

  configure(config: unknown): boolean {
    if (!isLogConfig(config)) return false;
    if (config.logLevel !== undefined) this.#level = config.logLevel;
    this.remote.configure(config);
    return true;
  }

  /** Whether SDK errors also open an alert box. Off unless an app turns it on. */
  set alerts(enabled: boolean) {
    this.#alerts = enabled;
  }

  write(level: Level, message: string, context?: Record<string, unknown>): void {
    this.remote.write(level, message, context);
    const threshold = LEVELS.indexOf(this.#level as Level);
    if (threshold < 0 || LEVELS.indexOf(level) < threshold) return;
    if (context && Object.keys(context).length > 0) console[level](`[liuyun] ${message}`, context);
    else console[level](`[liuyun] ${message}`);
  }

  /** Sends what waits, and nothing any more. */
  close(): void {
    this.remote.close();
  }

  /** A public call that failed: one line with its code, and the pop-up if wanted. */
  failure(call: string, error: { errorCode: number; message: string }): void {
    this.write('warn', `${call}: ${error.message}`);
    if (!this.#alerts || typeof alert !== 'function') return;
    const now = Date.now();
    if (now - (this.#alerted.get(error.errorCode) ?? 0) < SAME_ALERT_MS) return;
    this.#alerted.set(error.errorCode, now);
    alert(`${call}: ${error.message}`);
  }
}
