import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Delivery, TargetReference } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import type { HandedOn, Settlement } from '../model/ledger.ts';
import type { Ports } from '../model/ports.ts';
import { linkKeyOf } from './resolve.ts';

/**
 * What leaves a version of a record that was delivered before to the pipe that comes after this one; undefined where there
 * is none, where nothing was delivered yet, and while an attempt of this delivery is open, which is this pipe’s to end.
 */
export function leftToFollower(
  { leavesEditsTo }: PipePlan,
  delivery: Delivery,
  linked: TargetReference | undefined,
): HandedOn | undefined {
  if (leavesEditsTo === undefined || linked === undefined || delivery.part !== 'to') return undefined;
  if (delivery.state === 'unknown' || Object.keys(delivery.steps).length > 0) return undefined;
  const { key, label, fingerprint, observedAt, record } = delivery;
  return {
    pipe: leavesEditsTo,
    record: { key, label, fingerprint, ...(observedAt === undefined ? {} : { observedAt }), record },
  };
}

/** Whether the pipe after this one has had a version of the record: from then on it alone knows what the target has. */
export async function followerKnows(
  { leavesEditsTo }: PipePlan,
  { key }: Pick<Delivery, 'key'>,
  { ledger }: Ports,
): Promise<boolean> {
  if (leavesEditsTo === undefined) return false;
  // A delivery is also found by its label, which may be the key of another record.
  return (await ledger.deliveries({ pipe: leavesEditsTo, key })).some((each) => each.key === key);
}

/**
 * What the pipe’s `where` leaves out. The pipe after this one learns of it, or would still deliver the version before. Throws
 * a Hold where the target has that one and the pipe says that nothing takes it back.
 */
export async function excluded(pipe: PipePlan, delivery: Delivery, ports: Ports): Promise<Settlement> {
  const linked = (): Promise<TargetReference | undefined> => ports.ledger.link(linkKeyOf(pipe, pipe.target, delivery));
  if (pipe.source.withdrawn === 'hold') {
    const delivered = await linked();
    if (delivered !== undefined)
      throw new Hold(
        'withdrawn',
        `${delivered.number ?? delivered.id} was made of it before, and as it is now the pipe’s \`where\` would leave it out; nothing takes that back by itself: correct it in the target, then skip this version`,
      );
  }
  const settlement: Settlement = {
    to: 'excluded',
    reason: { code: 'excluded', text: 'the pipe’s `where` leaves it out' },
  };
  if (!(await followerKnows(pipe, delivery, ports))) return settlement;
  const handOn = leftToFollower(pipe, delivery, await linked());
  return handOn === undefined ? settlement : { ...settlement, handOn };
}

export const leftSettlement = (handOn: HandedOn, linked: TargetReference, payloadHash: string): Settlement => ({
  to: 'excluded',
  payloadHash,
  handOn,
  reason: {
    code: 'left-to-follower',
    text: `${linked.number ?? linked.id} was made of it before; what changed since is for the pipe ${handOn.pipe}`,
  },
});
