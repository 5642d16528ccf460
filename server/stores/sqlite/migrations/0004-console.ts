/** Who signs in to the console and who has; what administrators did; a former ServerSecret that is good for a while. */
export const sql = `
  CREATE TABLE administrators (
    key           TEXT    PRIMARY KEY,
    username      TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    role          TEXT    NOT NULL CHECK (role IN ('admin', 'viewer')),
    disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_at    INTEGER NOT NULL,
    last_login_at INTEGER
  ) STRICT;

  CREATE TABLE console_sessions (
    hash       TEXT    PRIMARY KEY,
    key        TEXT    NOT NULL REFERENCES administrators (key) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX console_sessions_of ON console_sessions (key);

  CREATE TABLE audit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    via     TEXT    NOT NULL,
    verb    TEXT    NOT NULL,
    target  TEXT    NOT NULL,
    outcome TEXT    NOT NULL,
    address TEXT    NOT NULL,
    detail  TEXT    NOT NULL CHECK (json_valid(detail))
  ) STRICT;
  CREATE INDEX audit_by_time ON audit (at);
  CREATE INDEX audit_by_actor ON audit (actor, id);
  CREATE INDEX audit_by_verb ON audit (verb, id);

  ALTER TABLE apps ADD COLUMN previous_secret TEXT;
  ALTER TABLE apps ADD COLUMN previous_secret_until INTEGER;
`;
