import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Delivery, Reason } from '../model/delivery.ts';
import type { Ports } from '../model/ports.ts';
import { isAbsentRecord } from '../receive/absent-record.ts';
import { linkKeyOf } from './resolve.ts';

/**
 * Why a version does not go to the target any more: a later one was cancelled or deleted there before this one was begun, when
 * there was nothing to take back. Pipes read on their own, so what one has read may lie behind what another has settled. Only
 * instants of the source tell which is later; without them nothing is left out.
 */
export async function takenBack(pipe: PipePlan, delivery: Delivery, { ledger }: Ports): Promise<Reason | undefined> {
  const { cancelledBy } = pipe;
  const { key, part, state, steps, observedAt } = delivery;
  if (cancelledBy === undefined || observedAt === undefined || part !== 'to') return undefined;
  // What is begun may be there, and is looked for.
  if (state === 'unknown' || Object.keys(steps).length > 0) return undefined;
  const last = await ledger.lastDelivered(cancelledBy, 'to', key);
  const later = last?.observedAt;
  if (later === undefined || Date.parse(later) <= Date.parse(observedAt)) return undefined;
  // That a list lacked it has the instant of the list: a record that is there again keeps its own, which is older.
  if (last !== undefined && isAbsentRecord(last.record)) return undefined;
  if ((await ledger.link(linkKeyOf(pipe, pipe.target, delivery))) !== undefined) return undefined;
  return {
    code: 'taken-back',
    text: `${cancelledBy} has settled a later version of it (${later}): it is not to be there any more`,
  };
}
