export const administratorRoles = ['admin', 'viewer'] as const;
export type AdministratorRole = (typeof administratorRoles)[number];

/** Somebody who signs in to the console. */
export type AdministratorRecord = {
  /** Unique whatever the case of its letters; NFC. */
  username: string;
  /** Of `hashPassword`: says how it was made. */
  passwordHash: string;
  role: AdministratorRole;
  /** Cannot sign in. */
  disabled: boolean;
  /** Unix ms. */
  createdAt: number;
  /** Unix ms. */
  lastLoginAt: number | null;
};

/** What is named is changed. */
export type AdministratorChange = Partial<Pick<AdministratorRecord, 'passwordHash' | 'role' | 'disabled' | 'lastLoginAt'>>;

/** A stay in the console. Times are Unix ms. */
export type ConsoleSession = {
  /** Of the secret in the cookie, which is not kept. */
  hash: string;
  username: string;
  createdAt: number;
  /** When it was last used, as far as it was written down. */
  seenAt: number;
};

/** What became of a change: the last enabled administrator with the role admin cannot go. */
export type AdministratorOutcome = 'done' | 'unknown' | 'lastAdmin';

/** Port: who may sign in to the console, and who has. A write is durable when its promise resolves. */
export interface AdministratorStore {
  /** False when the name is taken. `onlyFirst`: also when there is anybody already. */
  create(administrator: AdministratorRecord, options?: { onlyFirst?: boolean }): Promise<boolean>;
  /** Whatever the case of the letters. */
  find(username: string): Promise<AdministratorRecord | undefined>;
  /** By name. */
  list(): Promise<AdministratorRecord[]>;
  count(): Promise<number>;
  change(username: string, change: AdministratorChange): Promise<AdministratorOutcome>;
  /** Ends their sessions too. */
  remove(username: string): Promise<AdministratorOutcome>;

  addSession(session: ConsoleSession): Promise<void>;
  /** With who has it; undefined too when they are gone. */
  findSession(hash: string): Promise<{ session: ConsoleSession; administrator: AdministratorRecord } | undefined>;
  touchSession(hash: string, seenAt: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  /** All of somebody's, but not the one named. */
  endSessionsOf(username: string, except?: string): Promise<void>;
  /** Forgets sessions that were begun, or used last, before these times. */
  purgeSessions(before: { createdAt: number; seenAt: number }): Promise<void>;
  close(): Promise<void>;
}

/** What is the same name. */
export function nameKey(username: string): string {
  return username.normalize('NFC').toLowerCase();
}
