import type { Delivery } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Ledger } from '../model/ledger.ts';
import type { PipeName } from '../model/names.ts';

/** The newest delivery of a pipe’s own write for a key or label. Rejects with DELIVERY_UNKNOWN. */
export async function newestDelivery(ledger: Ledger, pipe: PipeName, key: string): Promise<Delivery> {
  for (let before: number | undefined; ; ) {
    const page = await ledger.deliveries({ pipe, key, limit: 50, ...(before === undefined ? {} : { before }) });
    const found = page.find(({ part }) => part === 'to');
    if (found !== undefined) return found;
    before = page.at(-1)?.id;
    if (before === undefined)
      throw new IntegrationError('DELIVERY_UNKNOWN', `${pipe} has no record with the key or label "${key}"`, { pipe });
  }
}
