import { instantOf } from '../../model/clock.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { FollowUp } from '../../model/ledger.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf } from './delivery-row.ts';
import { freshDelivery } from './fresh-delivery.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { AT_TARGET, UNFINISHED } from './state-lists.ts';
import { refuseMalformedKey, storeDelivery } from './store-delivery.ts';

const SAME = `
  SELECT ${DELIVERY_COLUMNS} FROM deliveries AS d JOIN delivery_records AS r ON r.delivery_id = d.id
  WHERE d.key = ? AND d.pipe = ? AND d.part = ? AND d.fingerprint = ? AND (d.${UNFINISHED} OR d.${AT_TARGET})
  ORDER BY d.id DESC LIMIT 1`;

/** See Ledger.open. `unchanged` counts as delivered: the target has it. `at` in epoch milliseconds. */
export function openFollowUp(database: LedgerDatabase, followUp: FollowUp, at: number): Delivery {
  const { pipe, part, key, label, fingerprint, record } = followUp;
  refuseMalformedKey(pipe, key);
  const same = database.sql(SAME).get(key, pipe, part, fingerprint) as unknown as DeliveryRow | undefined;
  if (same !== undefined) return deliveryOf(database, same);
  const observedAt = followUp.observedAt === undefined ? undefined : epochMsOf(followUp.observedAt);
  const id = storeDelivery(database, {
    pipe,
    part,
    key,
    label,
    fingerprint,
    record,
    state: 'received',
    late: false,
    observedAt,
    knownAt: observedAt,
    at,
  });
  return { ...freshDelivery(id, pipe, followUp, instantOf(at)), part };
}
