import { type Instant, instantOf } from '../../model/clock.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { ReceivedRecord } from '../../model/ledger.ts';
import type { PipeName } from '../../model/names.ts';
import { NO_STEPS } from './delivery-row.ts';
import { epochMsOf } from './instant-column.ts';

/** A delivery as it has just been stored for a record. */
export function freshDelivery(id: number, pipe: PipeName, received: ReceivedRecord, at: Instant): Delivery {
  const { key, label, fingerprint, observedAt, record } = received;
  return {
    id,
    pipe,
    part: 'to',
    key,
    label,
    state: 'received',
    fingerprint,
    ...(observedAt === undefined ? {} : { observedAt: instantOf(epochMsOf(observedAt)) }),
    receivedAt: instantOf(epochMsOf(at)),
    record,
    attempts: 0,
    steps: NO_STEPS,
  };
}
