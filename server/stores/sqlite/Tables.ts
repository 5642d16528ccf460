import type { Generated } from 'kysely';

/** The tables as the migrations leave them. */
export type Tables = {
  apps: AppRow;
  forbid_rules: ForbidRuleRow;
};

export type AppRow = {
  app_id: number;
  name: string;
  app_sign: string;
  server_secret: string;
  created_at: number;
  /** JSON of AppOptions. */
  options: string;
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
