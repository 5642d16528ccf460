import { PLAYS_PER_SESSION, PUBLISHES_PER_SESSION } from '@liuyun/protocol/limits';

/** A customer's project. Secrets never leave the server except to its owner. */
export type AppRecord = {
  /** Unsigned 32-bit number, not 0. */
  appID: number;
  name: string;
  /** 64 hexadecimal characters: the weaker credential of native SDKs. */
  appSign: string;
  /** 32 characters: the AES key of tokens and the secret of server API signatures. */
  serverSecret: string;
  /** The former ServerSecret, which is good too for a while after it was changed. */
  previousSecret?: FormerSecret | undefined;
  /** Unix ms. */
  createdAt: number;
  options: AppOptions;
  /** Where the app's own server is told what happens; undefined: nowhere. */
  callback?: CallbackTarget | undefined;
};

/** Good until then, Unix ms. */
export type FormerSecret = { secret: string; until: number };

export type CallbackTarget = {
  /** http or https. */
  url: string;
  /** What callbacks are signed with: the CallbackSecret. */
  secret: string;
};

export type AppOptions = {
  /** Refuse AppSign logins. */
  tokenOnly: boolean;
  /** Evaluate the privilege payload of tokens (room, publish, stream list). */
  checkPrivileges: boolean;
  /** Kick users whose token expired. */
  strictTokenExpiry: boolean;
  /** How long a session outlives its socket, ms (5 000–100 000). */
  keepSessionMs: number;
  /** Users at the same time (0–10 000 000); 0: any number. */
  maxUsers: number;
  /** Open rooms at the same time (0–10 000 000); 0: any number. */
  maxRooms: number;
  /** Users in one room (0–1 000 000); 0: any number. */
  maxUsersPerRoom: number;
  /** Streams that one user publishes at a time (1–20). */
  maxStreamsPerUser: number;
  /** Streams that one user plays at a time (1–50). */
  maxPlaysPerUser: number;
  /** How often its server may call the server API, in percent of what the server allows every app (1–10 000). */
  serverApiRate: number;
};

export const defaultAppOptions: AppOptions = {
  tokenOnly: false,
  checkPrivileges: true,
  strictTokenExpiry: false,
  keepSessionMs: 30_000,
  maxUsers: 0,
  maxRooms: 0,
  maxUsersPerRoom: 0,
  maxStreamsPerUser: PUBLISHES_PER_SESSION,
  maxPlaysPerUser: PLAYS_PER_SESSION,
  serverApiRate: 100,
};

/** What is named is changed; null takes away. */
export type AppChange = Partial<Pick<AppRecord, 'name' | 'appSign' | 'serverSecret' | 'options'>> & {
  callback?: CallbackTarget | null;
  previousSecret?: FormerSecret | null;
};

/** What is to change, or says it of the app as it is; nobody else writes in between. What it throws is thrown on, and nothing changes. */
export type AppUpdate = AppChange | ((app: AppRecord) => AppChange);

/** What a list of apps shows. */
export type AppSummary = Pick<AppRecord, 'appID' | 'name' | 'createdAt'>;

/** Port: where apps live. A write is durable when its promise resolves. */
export interface AppStore {
  create(app: AppRecord): Promise<void>;
  find(appID: number): Promise<AppRecord | undefined>;
  list(): Promise<AppRecord[]>;
  /** All of them in the same order, without a secret being read. */
  summaries(): Promise<AppSummary[]>;
  /** The app as it is then. APP_ID_UNKNOWN. */
  update(appID: number, change: AppUpdate): Promise<AppRecord>;
  /** False when there was none. Its AppID may be used again. */
  remove(appID: number): Promise<boolean>;
  close(): Promise<void>;
}
