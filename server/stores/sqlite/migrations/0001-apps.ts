/** Customers' projects. `options` is JSON, so that an option gained later needs no migration. */
export const sql = `
  CREATE TABLE apps (
    app_id        INTEGER PRIMARY KEY CHECK (app_id BETWEEN 1 AND 4294967295),
    name          TEXT    NOT NULL,
    app_sign      TEXT    NOT NULL,
    server_secret TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    options       TEXT    NOT NULL CHECK (json_valid(options))
  ) STRICT;
`;
