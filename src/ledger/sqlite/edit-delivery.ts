import type { Instant } from '../../model/clock.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { moveDelivery, refuseIllegalMove, standingOf } from './move-delivery.ts';

const FORMER = 'SELECT record FROM delivery_records WHERE delivery_id = ?';
const REPLACE = 'UPDATE delivery_records SET record = ? WHERE delivery_id = ?';
const RENAME = 'UPDATE deliveries SET arrived_as = coalesce(arrived_as, fingerprint), fingerprint = ? WHERE id = ?';

/** See Ledger.edit. The former text stands in the reason of the move in the history, after the first line. */
export function editDelivery(
  database: LedgerDatabase,
  id: number,
  record: string,
  fingerprint: string,
  at: Instant,
): void {
  const now = epochMsOf(at);
  const standing = standingOf(database, id);
  refuseIllegalMove(standing, 'received');
  const former = database.sql(FORMER).get(id) as unknown as { readonly record: string };
  const text = 'a person corrected the record';
  moveDelivery(database, standing, 'received', now, {
    reason: { code: 'RECORD_CORRECTED', text },
    historyText: `${text}, which read:\n${former.record}`,
  });
  database.sql(REPLACE).run(record, id);
  database.sql(RENAME).run(fingerprint, id);
}
