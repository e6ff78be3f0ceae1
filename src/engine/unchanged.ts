import type { Delivery } from '../model/delivery.ts';
import type { Ports } from '../model/ports.ts';

/**
 * Whether the target has exactly this payload from the last delivery of this record already. A change at the source that
 * the target never sees (our own write-back among them) is not sent, and so echoes end here.
 */
export async function isUnchanged(delivery: Delivery, payloadHash: string, ports: Ports): Promise<boolean> {
  if (delivery.state === 'unknown' || Object.keys(delivery.steps).length > 0) return false;
  const last = await ports.ledger.lastDelivered(delivery.pipe, delivery.part, delivery.key);
  return last !== undefined && last.payloadHash === payloadHash;
}
