import type { PipePlan } from '../compile/pipe-plan.ts';
import { DELIVERY_STATES, type Delivery } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import type { Ports } from '../model/ports.ts';
import { Wait } from '../model/wait.ts';
import { versionsOf } from '../receive/versions-of.ts';
import { linkKeyOf } from './resolve.ts';

const LOOK_AGAIN_MS = 60_000;
const PATIENCE_MS = 2 * 86_400_000;

/**
 * Keeps a cancellation or a deletion from finding nothing while the record is still on its way to the target: what is written a
 * moment later would stay there for good. Goes on when no attempt of a pipe that writes it is open any more. Throws a Wait
 * until then, and a Hold when that takes two days.
 */
export async function awaitWritten(pipe: PipePlan, delivery: Delivery, { ledger, clock }: Ports): Promise<void> {
  if (pipe.takesBackFrom.length === 0 || delivery.part !== 'to') return;
  if ((await ledger.link(linkKeyOf(pipe, pipe.target, delivery))) !== undefined) return;
  for (const writer of pipe.takesBackFrom) {
    const versions = await versionsOf(ledger, { pipe: writer, key: delivery.key });
    const open = versions.find(({ state }) => DELIVERY_STATES[state].needs === 'engine');
    if (open === undefined) continue;
    const text = `the ${pipe.source.document} is still on its way to ${pipe.target.connection} (${open.state} in ${writer}): this goes on when that has ended`;
    if (clock.now() - Date.parse(delivery.receivedAt) > PATIENCE_MS)
      throw new Hold('still-on-its-way', `${text}; this has been so for two days: see why, then retry`);
    throw new Wait({ code: 'still-on-its-way', text }, LOOK_AGAIN_MS);
  }
}
