import type { Delivery } from '../model/delivery.ts';
import type { DeliveryFilter, Ledger } from '../model/ledger.ts';
import type { RecordKey } from '../model/names.ts';

/** What a pipe has had of a record, newest first. A delivery is also found by its label, which may be the key of another record. */
export const versionsOf = async (
  ledger: Ledger,
  filter: DeliveryFilter & { readonly key: RecordKey },
): Promise<readonly Delivery[]> =>
  (await ledger.deliveries(filter)).filter(({ part, key }) => part === 'to' && key === filter.key);
