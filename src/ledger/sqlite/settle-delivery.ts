import type { Instant } from '../../model/clock.ts';
import type { Settlement } from '../../model/ledger.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { putLink } from './links.ts';
import { moveDelivery, refuseIllegalMove, standingOf } from './move-delivery.ts';
import { openFollowUp } from './open-follow-up.ts';
import { refuseMalformedKey } from './store-delivery.ts';

/** See Ledger.settle. What waits without `dueAt` is due at `at`; in states that do not wait `dueAt` means nothing. */
export function settleDelivery(database: LedgerDatabase, id: number, settlement: Settlement, at: Instant): void {
  const { to, reason, payloadHash, target } = settlement;
  const now = epochMsOf(at);
  const standing = standingOf(database, id);
  refuseIllegalMove(standing, to);
  for (const followUp of settlement.followUps ?? []) refuseMalformedKey(followUp.pipe, followUp.key);

  const waits = to === 'waiting' || to === 'unknown';
  const dueAt = settlement.dueAt === undefined ? now : epochMsOf(settlement.dueAt);
  moveDelivery(database, standing, to, now, {
    reason,
    dueAt: waits ? dueAt : undefined,
    attempts: settlement.countsAsAttempt === true ? 1 : 0,
    payloadHash,
    target: target === undefined ? undefined : JSON.stringify(target),
  });
  for (const link of settlement.links ?? []) putLink(database, link, now);
  for (const followUp of settlement.followUps ?? []) openFollowUp(database, followUp, now);
}
