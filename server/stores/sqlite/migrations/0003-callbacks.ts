/** Where apps are told what happens, what they are still to be told, and what they were told is open. */
export const sql = `
  ALTER TABLE apps ADD COLUMN callback_url TEXT;
  ALTER TABLE apps ADD COLUMN callback_secret TEXT;

  CREATE TABLE callbacks (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    app_id     INTEGER NOT NULL,
    room_id    TEXT    NOT NULL,
    stream_id  TEXT,
    event      TEXT    NOT NULL,
    fields     TEXT    NOT NULL CHECK (json_valid(fields)),
    created_at INTEGER NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts   INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    error      TEXT    NOT NULL
  ) STRICT;
  CREATE INDEX callbacks_by_state ON callbacks (state, app_id, id);
  CREATE INDEX callbacks_to_retry ON callbacks (app_id, due_at) WHERE state = 'waiting' AND attempts > 0;

  CREATE TABLE callbacks_open (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    app_id INTEGER NOT NULL,
    key    TEXT    NOT NULL UNIQUE,
    opened TEXT    NOT NULL CHECK (json_valid(opened))
  ) STRICT;
`;
