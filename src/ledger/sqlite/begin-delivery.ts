import type { Instant } from '../../model/clock.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { moveDelivery, standingFor } from './move-delivery.ts';

/** See Ledger.begin. */
export function beginDelivery(database: LedgerDatabase, id: number, payloadHash: string, at: Instant): void {
  const now = epochMsOf(at);
  moveDelivery(database, standingFor(database, id, 'sending'), 'sending', now, { payloadHash });
}
