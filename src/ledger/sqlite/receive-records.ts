import type { Instant } from '../../model/clock.ts';
import type { Cursor, Receipt, ReceivedRecord } from '../../model/ledger.ts';
import type { PipeName, RecordKey } from '../../model/names.ts';
import { putCursor } from './cursors.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { moveDelivery, STANDING_COLUMNS } from './move-delivery.ts';
import type { Standing } from './noted-standings.ts';
import { REPLACEABLE, UNFINISHED } from './state-lists.ts';
import { refuseMalformedKey, storeDelivery } from './store-delivery.ts';

interface Version {
  readonly id: number;
  readonly late: number;
  readonly fingerprint: string;
  readonly arrived_as: string | null;
  readonly observed_at: number | null;
  readonly known_at: number | null;
}

const LAST_COME = `
  SELECT id, late, fingerprint, arrived_as, observed_at, known_at FROM deliveries
  WHERE key = ? AND pipe = ? AND part = 'to' ORDER BY id DESC LIMIT 1`;

const KNOWN = `
  SELECT value AS key FROM json_each(?)
  WHERE EXISTS (SELECT 1 FROM deliveries WHERE deliveries.key = value AND pipe = ? AND part = 'to')`;

const NEWEST = `
  SELECT id, late, fingerprint, arrived_as, observed_at, known_at FROM deliveries
  WHERE key = ? AND pipe = ? AND part = 'to' AND late = 0 ORDER BY id DESC LIMIT 1`;

const REPLACED = `
  SELECT ${STANDING_COLUMNS} FROM deliveries
  WHERE key = ? AND pipe = ? AND part = 'to' AND id < ? AND has_steps = 0 AND open = 1 AND ${REPLACEABLE}`;

const BLOCKED = `
  SELECT 1 FROM deliveries
  WHERE key = ? AND pipe = ? AND part = 'to' AND id < ? AND open = 1 AND ${UNFINISHED} LIMIT 1`;

const KNOW_LATER = 'UPDATE deliveries SET known_at = ? WHERE id = ?';

function latest(one: number | null | undefined, other: number | null | undefined): number | undefined {
  if (one === null || one === undefined) return other ?? undefined;
  return other === null || other === undefined ? one : Math.max(one, other);
}

/** A receipt without what the caller has handed over. */
export interface WrittenReceipt extends Omit<Receipt, 'ready'> {
  /** Ids of the new deliveries that may be processed now, each with the place of its record on the page. */
  readonly ready: readonly { readonly id: number; readonly place: number }[];
}

/** See Ledger.receive. */
export function receiveRecords(
  database: LedgerDatabase,
  pipe: PipeName,
  records: readonly ReceivedRecord[],
  cursor: Cursor | undefined,
  at: Instant,
): WrittenReceipt {
  const now = epochMsOf(at);
  for (const { key } of records) refuseMalformedKey(pipe, key);
  const neverSeen = keysNeverSeen(database, pipe, records);
  const ready = new Map<number, number>();
  let fresh = 0;
  let repeats = 0;
  let superseded = 0;

  for (const [place, record] of records.entries()) {
    const { key } = record;
    const observedAt = record.observedAt === undefined ? undefined : epochMsOf(record.observedAt);
    const lastCome = neverSeen.delete(key)
      ? undefined
      : (database.sql(LAST_COME).get(key, pipe) as unknown as Version | undefined);
    const newest =
      lastCome?.late === 1 ? (database.sql(NEWEST).get(key, pipe) as unknown as Version | undefined) : lastCome;

    if (newest !== undefined && isVersion(newest, record.fingerprint)) {
      // Seen again later, so anything observed in between is older than what the source said last.
      const knownAt = latest(newest.known_at, observedAt);
      if (knownAt !== undefined && knownAt !== newest.known_at) database.sql(KNOW_LATER).run(knownAt, newest.id);
      repeats += 1;
      continue;
    }

    const knownAt = newest?.known_at ?? null;
    const late = observedAt !== undefined && knownAt !== null && observedAt < knownAt;
    if (late && lastCome?.late === 1 && isVersion(lastCome, record.fingerprint)) {
      // A lagging copy of the source that is read every few minutes must not fill the ledger with one old version.
      repeats += 1;
      continue;
    }
    const common = {
      pipe,
      part: 'to',
      key,
      label: record.label,
      fingerprint: record.fingerprint,
      observedAt,
      at: now,
      record: record.record,
    } as const;
    if (late) {
      storeDelivery(database, {
        ...common,
        state: 'superseded',
        late,
        knownAt: observedAt,
        reason: {
          code: 'OLDER_THAN_KNOWN',
          text: `delivery ${newest?.id} of the same document was observed later`,
        },
      });
      superseded += 1;
      continue;
    }

    const id = storeDelivery(database, {
      ...common,
      state: 'received',
      late,
      knownAt: latest(knownAt, observedAt),
    });
    fresh += 1;
    // A key that the ledger has never seen, as most orders are, has nothing to replace and nothing to wait for.
    if (lastCome !== undefined) {
      for (const replaced of replaceEarlier(database, pipe, key, id, now)) {
        superseded += 1;
        ready.delete(replaced);
      }
      if (database.sql(BLOCKED).get(key, pipe, id) !== undefined) continue;
    }
    ready.set(id, place);
  }

  if (cursor !== undefined) putCursor(database, pipe, cursor);
  return { ready: [...ready].map(([id, place]) => ({ id, place })), fresh, repeats, superseded };
}

/** The keys of a page that the ledger has no delivery of: most of them, asked in one go. */
function keysNeverSeen(database: LedgerDatabase, pipe: PipeName, records: readonly ReceivedRecord[]): Set<RecordKey> {
  const keys = new Set(records.map(({ key }) => key));
  const known = database.sql(KNOWN).all(JSON.stringify([...keys]), pipe) as unknown as readonly {
    readonly key: RecordKey;
  }[];
  for (const { key } of known) keys.delete(key);
  return keys;
}

/**
 * Whether the source's version is this one. What a person has corrected is still the version it came as: the source
 * repeating the uncorrected text must not undo the correction.
 */
function isVersion(version: Version, fingerprint: string): boolean {
  return version.fingerprint === fingerprint || version.arrived_as === fingerprint;
}

function replaceEarlier(
  database: LedgerDatabase,
  pipe: PipeName,
  key: RecordKey,
  by: number,
  at: number,
): readonly number[] {
  const earlier = database.sql(REPLACED).all(key, pipe, by) as unknown as readonly Standing[];
  const reason = { code: 'NEWER_VERSION', text: `delivery ${by} has a newer version of the same document` };
  for (const standing of earlier) moveDelivery(database, standing, 'superseded', at, { reason });
  return earlier.map(({ id }) => id);
}
