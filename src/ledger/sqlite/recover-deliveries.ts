import type { Instant } from '../../model/clock.ts';
import type { PipeName } from '../../model/names.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { moveDelivery, STANDING_COLUMNS } from './move-delivery.ts';
import type { Standing } from './noted-standings.ts';

const SENDING = `SELECT ${STANDING_COLUMNS} FROM deliveries WHERE state = 'sending' AND pipe = ? ORDER BY id`;

const REASON = {
  code: 'PROCESS_ENDED',
  text: 'the process ended while a request may have been under way; it is looked up before anything is sent again',
};

/** See Ledger.recover. */
export function recoverDeliveries(database: LedgerDatabase, pipe: PipeName, at: Instant): number {
  const now = epochMsOf(at);
  const sending = database.sql(SENDING).all(pipe) as unknown as readonly Standing[];
  for (const standing of sending) moveDelivery(database, standing, 'unknown', now, { reason: REASON, dueAt: now });
  return sending.length;
}
