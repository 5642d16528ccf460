/** The tables as the migrations leave them. */
export type Tables = {
  apps: AppRow;
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
