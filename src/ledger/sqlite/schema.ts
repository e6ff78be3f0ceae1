/**
 * The tables of a ledger. Every entry of MIGRATIONS brings a file from the version of its index to the next; entries
 * that have shipped are never edited. `PRAGMA user_version` says how many have been applied.
 *
 * - `deliveries` is narrow on purpose: a delivery is updated at every move, and SQLite rewrites the whole row. The
 *   record (kilobytes to megabytes) lies in `delivery_records` and is written once.
 * - `open` is 1 while an engine or a person still has to act, 0 afterwards. It follows from `state`, and is a column so
 *   that a move between two open states need not touch the index `deliveries_open`: with the condition on `state` that
 *   index cost a quarter of the time of a delivery (12 of 48 µs).
 * - `due_at` is set in the states `waiting` and `unknown`, and only there.
 * - `late` marks a version that was older than what the ledger had when it came; it never counts as the newest.
 * - `arrived_as` is the fingerprint a delivery came with, once a person has corrected its record.
 * - `known_at` is the latest `observed_at` seen for the key so far: "older" is measured against it.
 * - `events` are what systems told and no pipe has taken yet (`open`), and for some days those that were taken, so that one
 *   which comes again is recognised.
 * - `delivery_counts` is kept in step in the same transactions: counting a million rows took 70 ms, for each scrape.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pipe TEXT NOT NULL,
    part TEXT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    open INTEGER NOT NULL,
    late INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    arrived_as TEXT,
    observed_at INTEGER,
    known_at INTEGER,
    received_at INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    moves INTEGER NOT NULL DEFAULT 1,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    reason_code TEXT,
    reason_text TEXT,
    payload_hash TEXT,
    target TEXT,
    has_steps INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX deliveries_by_key ON deliveries (key, pipe, part, id);
  CREATE INDEX deliveries_by_label ON deliveries (label, id) WHERE label <> key;
  CREATE INDEX deliveries_by_state ON deliveries (state, pipe, id);
  CREATE INDEX deliveries_open ON deliveries (key, pipe, part, id) WHERE open = 1;
  CREATE INDEX deliveries_due ON deliveries (pipe, due_at, id) WHERE due_at IS NOT NULL;

  CREATE TABLE delivery_records (
    delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
    record TEXT NOT NULL
  ) STRICT;

  CREATE TABLE delivery_steps (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (delivery_id, step)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE delivery_moves (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    move INTEGER NOT NULL,
    at INTEGER NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason_code TEXT,
    reason_text TEXT,
    PRIMARY KEY (delivery_id, move)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE delivery_counts (
    pipe TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (pipe, state)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cursors (
    pipe TEXT PRIMARY KEY,
    watermark TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE links (
    document TEXT NOT NULL,
    from_connection TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_connection TEXT NOT NULL,
    target TEXT NOT NULL,
    put_at INTEGER NOT NULL,
    PRIMARY KEY (document, from_connection, from_id, to_connection)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection TEXT NOT NULL,
    event TEXT NOT NULL,
    key TEXT,
    identity TEXT,
    record TEXT,
    received_at INTEGER NOT NULL,
    open INTEGER NOT NULL,
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE UNIQUE INDEX events_by_identity ON events (connection, event, identity) WHERE identity IS NOT NULL;
  CREATE INDEX events_open ON events (connection, id) WHERE open = 1;
  CREATE INDEX events_closed ON events (received_at) WHERE open = 0;
  CREATE INDEX events_by_key ON events (key, connection, event, received_at);
  `,
];

/** The version that this code reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** `PRAGMA application_id`: "PWLG". Tells a ledger from the SQLite file of another program. */
export const APPLICATION_ID = 0x50574c47;
