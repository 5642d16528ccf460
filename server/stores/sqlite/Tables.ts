import type { Generated } from 'kysely';
import type { AdministratorRole } from '../AdministratorStore.ts';
import type { CallbackState } from '../CallbackStore.ts';

/** The tables as the migrations leave them. */
export type Tables = {
  apps: AppRow;
  forbid_rules: ForbidRuleRow;
  callbacks: CallbackRow;
  callbacks_open: OpenThingRow;
  administrators: AdministratorRow;
  console_sessions: ConsoleSessionRow;
  audit: AuditRow;
};

export type AppRow = {
  app_id: number;
  name: string;
  app_sign: string;
  server_secret: string;
  created_at: number;
  /** JSON of AppOptions. */
  options: string;
  callback_url: string | null;
  callback_secret: string | null;
  previous_secret: string | null;
  /** Unix ms. */
  previous_secret_until: number | null;
};

export type ForbidRuleRow = {
  /** In the order in which they were put. */
  id: Generated<number>;
  app_id: number;
  /** What the rule is about. */
  key: string;
  /** JSON of ForbidRule. */
  rule: string;
  /** Unix ms; null for a rule that stays. */
  expires_at: number | null;
};

export type CallbackRow = {
  id: Generated<number>;
  app_id: number;
  room_id: string;
  stream_id: string | null;
  event: string;
  fields: string;
  created_at: number;
  state: CallbackState;
  attempts: number;
  due_at: number;
  error: string;
  traceparent: string | null;
};

export type OpenThingRow = { id: Generated<number>; app_id: number; key: string; opened: string };

export type AdministratorRow = {
  /** The name in small letters. */
  key: string;
  username: string;
  password_hash: string;
  role: AdministratorRole;
  disabled: number;
  created_at: number;
  last_login_at: number | null;
};

export type ConsoleSessionRow = { hash: string; key: string; created_at: number; seen_at: number };

export type AuditRow = {
  id: Generated<number>;
  at: number;
  actor: string;
  via: 'console' | 'command line';
  verb: string;
  target: string;
  outcome: string;
  address: string;
  detail: string;
};
