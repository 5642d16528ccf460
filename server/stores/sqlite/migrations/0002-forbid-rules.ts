/** What apps' servers forbid. `key` says what a rule is about; one without an expiry stays until it is taken back. */
export const sql = `
  CREATE TABLE forbid_rules (
    id         INTEGER PRIMARY KEY,
    app_id     INTEGER NOT NULL,
    key        TEXT    NOT NULL,
    rule       TEXT    NOT NULL CHECK (json_valid(rule)),
    expires_at INTEGER,
    UNIQUE (app_id, key)
  ) STRICT;
`;
