import type { PipePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Ports } from '../model/ports.ts';
import { isSentSince } from '../receive/receive-again.ts';

/**
 * Whether the target has exactly this payload from the last delivery of this record already. A change at the source that
 * the target never sees (our own write-back among them) is not sent, and so echoes end here. What the target changes by
 * itself (`to.again`) it has only for a while.
 */
export async function isUnchanged(
  { againMs }: PipePlan,
  delivery: Delivery,
  payloadHash: string,
  ports: Ports,
): Promise<boolean> {
  if (delivery.state === 'unknown' || Object.keys(delivery.steps).length > 0) return false;
  const last = await ports.ledger.lastDelivered(delivery.pipe, delivery.part, delivery.key);
  if (last === undefined || last.payloadHash !== payloadHash) return false;
  if (againMs === undefined || delivery.part !== 'to') return true;
  return isSentSince(last, instantOf(ports.clock.now() - againMs), ports);
}
