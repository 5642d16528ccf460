/** An administrative act. */
export type NewAuditEntry = {
  /** Unix ms. */
  at: number;
  /** An administrator's name, or the system user of a command line. */
  actor: string;
  via: 'console' | 'command line';
  /** The name of the request or command. */
  verb: string;
  /** What it was about, in words. */
  target: string;
  /** `begun` until it is known; then `done`, or the name of the error. */
  outcome: string;
  /** Where it was asked from; '' for a command line. */
  address: string;
  /** JSON of what was asked for; never a secret. */
  detail: string;
};

export type AuditEntry = NewAuditEntry & {
  /** Grows with time. */
  id: number;
};

/** Which entries; `before` is the ID of the oldest one that is known already. Times are Unix ms, `to` exclusive. */
export type AuditQuestion = { actor?: string; verb?: string; from?: number; to?: number; before?: number; limit: number };

/** Port: who did what. A write is durable when its promise resolves. */
export interface AuditStore {
  /** Its ID. */
  add(entry: NewAuditEntry): Promise<number>;
  /** `target` where it was known only afterwards. */
  settle(id: number, outcome: string, target?: string): Promise<void>;
  /** The newest first. */
  list(asked: AuditQuestion): Promise<AuditEntry[]>;
  /** Forgets what is older than `before` (Unix ms), and all but the newest `keep`. */
  purge(limits: { before: number; keep: number }): Promise<void>;
  close(): Promise<void>;
}
