/** The tables of records.db, in the order in which they came. A migration that has been released is never changed. */
export const migrations: readonly { sql: string }[] = [
  {
    sql: `
  CREATE TABLE calls (
    number       INTEGER PRIMARY KEY,
    call_id      TEXT    NOT NULL UNIQUE,
    app_id       INTEGER NOT NULL,
    room_id      TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    closed_at    INTEGER,
    crashed      INTEGER NOT NULL,
    users        INTEGER NOT NULL,
    peak_users   INTEGER NOT NULL,
    stays        INTEGER NOT NULL,
    publications INTEGER NOT NULL,
    plays        INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX calls_by_time ON calls (opened_at, number);
  CREATE INDEX calls_by_app ON calls (app_id, opened_at, number);
  CREATE INDEX calls_by_room ON calls (room_id, opened_at, number);
  CREATE INDEX calls_by_end ON calls (closed_at);

  CREATE TABLE stays (
    number      INTEGER PRIMARY KEY,
    call        INTEGER NOT NULL,
    user_id     TEXT    NOT NULL,
    user_name   TEXT    NOT NULL,
    from_at     INTEGER NOT NULL,
    until_at    INTEGER,
    reason      TEXT,
    detail      TEXT    NOT NULL,
    sockets     INTEGER NOT NULL,
    breaks      TEXT    NOT NULL CHECK (json_valid(breaks)),
    platform    TEXT    NOT NULL,
    sdk         TEXT    NOT NULL,
    sdk_version TEXT    NOT NULL,
    join_ms     INTEGER
  ) STRICT;
  CREATE INDEX stays_by_call ON stays (call, number);
  CREATE INDEX stays_by_user ON stays (user_id, call);
  CREATE INDEX stays_by_end ON stays (until_at);

  CREATE TABLE publications (
    number     INTEGER PRIMARY KEY,
    call       INTEGER NOT NULL,
    stay       INTEGER,
    user_id    TEXT    NOT NULL,
    stream_id  TEXT    NOT NULL,
    tracks     TEXT    NOT NULL CHECK (json_valid(tracks)),
    from_at    INTEGER NOT NULL,
    until_at   INTEGER,
    reason     TEXT,
    live_ms    INTEGER,
    publish_ms INTEGER
  ) STRICT;
  CREATE INDEX publications_by_call ON publications (call, number);
  CREATE INDEX publications_by_stream ON publications (stream_id, call);
  CREATE INDEX publications_by_end ON publications (until_at);

  CREATE TABLE plays (
    number         INTEGER PRIMARY KEY,
    call           INTEGER NOT NULL,
    stay           INTEGER,
    user_id        TEXT    NOT NULL,
    stream_id      TEXT    NOT NULL,
    publisher_id   TEXT    NOT NULL,
    from_at        INTEGER NOT NULL,
    until_at       INTEGER,
    reason         TEXT,
    play_ms        INTEGER,
    first_video_ms INTEGER,
    first_audio_ms INTEGER,
    freezes        INTEGER NOT NULL,
    freeze_ms      INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX plays_by_call ON plays (call, number);
  CREATE INDEX plays_by_stream ON plays (stream_id, call);
  CREATE INDEX plays_by_end ON plays (until_at);

  CREATE TABLE series (
    number    INTEGER PRIMARY KEY,
    call      INTEGER NOT NULL,
    user_id   TEXT    NOT NULL,
    stream_id TEXT    NOT NULL,
    direction TEXT    NOT NULL CHECK (direction IN ('send', 'receive')),
    from_t    INTEGER NOT NULL,
    samples   INTEGER NOT NULL,
    UNIQUE (call, user_id, stream_id, direction)
  ) STRICT;
  CREATE INDEX series_by_time ON series (from_t);

  CREATE TABLE samples (
    series    INTEGER NOT NULL,
    t         INTEGER NOT NULL,
    videoKbps INTEGER, audioKbps INTEGER, fps INTEGER, width INTEGER, height INTEGER, loss INTEGER,
    rtt       INTEGER, delay     INTEGER, jitter INTEGER, freezeMs INTEGER, concealed INTEGER,
    PRIMARY KEY (series, t)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
];

/** Figures are whole numbers in the table, which takes a third of the room: so many times what they are. */
export const scale = {
  videoKbps: 1,
  audioKbps: 10,
  fps: 10,
  width: 1,
  height: 1,
  loss: 10_000,
  rtt: 1,
  delay: 1,
  jitter: 10,
  freezeMs: 1,
  concealed: 10_000,
} as const;
