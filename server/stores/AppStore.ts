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
};

export const defaultAppOptions: AppOptions = {
  tokenOnly: false,
  checkPrivileges: true,
  strictTokenExpiry: false,
  keepSessionMs: 30_000,
  maxUsers: 0,
  maxRooms: 0,
};

/** What is named is changed; null takes away. */
export type AppChange = Partial<Pick<AppRecord, 'name' | 'appSign' | 'serverSecret' | 'options'>> & {
  callback?: CallbackTarget | null;
  previousSecret?: FormerSecret | null;
};

/** Port: where apps live. A write is durable when its promise resolves. */
export interface AppStore {
  create(app: AppRecord): Promise<void>;
  find(appID: number): Promise<AppRecord | undefined>;
  list(): Promise<AppRecord[]>;
  update(appID: number, change: AppChange): Promise<void>;
  /** False when there was none. Its AppID may be used again. */
  remove(appID: number): Promise<boolean>;
  close(): Promise<void>;
}
