import { beginDelivery } from './begin-delivery.ts';
import { putCursor } from './cursors.ts';
import { editDelivery } from './edit-delivery.ts';
import { closeEvents, forgetEvents, postponeEvents, receiveEvents } from './events.ts';
import { keepStep } from './keep-step.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { dropLink, putLink } from './links.ts';
import { openFollowUp } from './open-follow-up.ts';
import { pruneChunk } from './prune-deliveries.ts';
import { receiveRecords } from './receive-records.ts';
import { recoverDeliveries } from './recover-deliveries.ts';
import { settleDelivery } from './settle-delivery.ts';

/**
 * Everything that writes, by name: a call of one is plain data. Each changes nothing but the database, because it may be made again
 * after a rollback, and throws an IntegrationError before its first write when it must be refused.
 */
export const LEDGER_WRITES = {
  receive: receiveRecords,
  setCursor: putCursor,
  recover: recoverDeliveries,
  begin: beginDelivery,
  keepStep,
  settle: settleDelivery,
  open: openFollowUp,
  putLink,
  dropLink,
  edit: editDelivery,
  prune: pruneChunk,
  receiveEvents,
  closeEvents,
  postponeEvents,
  forgetEvents,
} as const;

type Writes = typeof LEDGER_WRITES;

export type WriteName = keyof Writes;
export type WriteArguments<N extends WriteName> = Writes[N] extends (
  database: LedgerDatabase,
  ...rest: infer A
) => unknown
  ? A
  : never;
export type WriteResult<N extends WriteName> = ReturnType<Writes[N]>;

/** One call of a write. */
export type WriteCall = readonly [name: WriteName, ...rest: readonly unknown[]];

/** Makes a call inside the transaction under way. */
export function makeWrite(database: LedgerDatabase, [name, ...rest]: WriteCall): unknown {
  const write = LEDGER_WRITES[name] as (database: LedgerDatabase, ...rest: readonly unknown[]) => unknown;
  return write(database, ...rest);
}
