import type { PipePlan } from '../compile/pipe-plan.ts';
import { DELIVERY_STATES, type Delivery, type TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import { type RecordKey, recordKey } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { Wait } from '../model/wait.ts';
import { versionsOf } from '../receive/versions-of.ts';
import { linkKeyOf } from './resolve.ts';

const LOOK_AGAIN_MS = 60_000;
/** A shop that is away for a day tells late that it gave the order before up; what is told to nobody by then, a person is. */
const PATIENCE_MS = 2 * 86_400_000;

/**
 * Keeps a record that replaces another from standing beside it: shops edit an order by making a new one (`replaces`). It goes
 * on when the one before never came to the target, was cancelled there, or a person has skipped its cancellation. Throws a
 * Wait while that is under way, and a Hold when it needs a person. Of what is known of neither pipe nothing is said: it was
 * never delivered from here.
 */
export async function awaitReplaced(
  pipe: PipePlan,
  delivery: Delivery,
  document: Document,
  ports: Ports,
): Promise<void> {
  const { replaces } = document;
  if (typeof replaces !== 'string' || delivery.part !== 'to' || !pipe.target.capability.endsWith('.write')) return;
  // What is begun may be there already, and what was delivered is.
  if (delivery.state === 'unknown' || Object.keys(delivery.steps).length > 0) return;
  const { ledger } = ports;
  const linkKey = linkKeyOf(pipe, pipe.target, delivery);
  if ((await ledger.link(linkKey)) !== undefined) return;
  const key = recordKey(replaces);
  const target = await ledger.link({ ...linkKey, fromId: key });
  const called = `it replaces the ${pipe.source.document} ${replaces}`;
  if (target === undefined) await mayNotCome(pipe, delivery, key, called, ports);
  else await isCancelled(pipe, delivery, key, target, called, ports);
}

/** The one before has no record on the target yet: nothing of it may be on its way there. */
async function mayNotCome(
  pipe: PipePlan,
  delivery: Delivery,
  key: RecordKey,
  called: string,
  ports: Ports,
): Promise<void> {
  const versions = await versionsOf(ports.ledger, { pipe: pipe.name, key });
  const parked = versions.find(({ state }) => state === 'parked');
  if (parked !== undefined)
    throw new Hold(
      'replaced-order-unclear',
      `${called}, which may have been written (${parked.reason?.text ?? parked.state}): settle that one, then retry this one`,
    );
  const [newest] = versions;
  const open = versions.some(({ state }) => DELIVERY_STATES[state].needs === 'engine');
  const asksForPerson = newest !== undefined && DELIVERY_STATES[newest.state].needs === 'a person';
  if (open || asksForPerson) waitFor(`${called}, which is ${newest?.state} itself`, delivery, ports);
}

/** The one before stands on the target until its cancellation says otherwise. */
async function isCancelled(
  { cancelledBy }: PipePlan,
  delivery: Delivery,
  key: RecordKey,
  { number, id }: TargetReference,
  called: string,
  ports: Ports,
): Promise<void> {
  const stands = `${called}, of which ${number ?? id} stands`;
  if (cancelledBy === undefined)
    throw new Hold('replaced-order-stands', `${stands}, and no pipe of this project cancels it: add one that does`);
  if ((await ports.ledger.lastDelivered(cancelledBy, 'to', key)) !== undefined) return;
  const [newest] = await versionsOf(ports.ledger, { pipe: cancelledBy, key });
  if (newest?.state === 'skipped') return;
  if (newest !== undefined && DELIVERY_STATES[newest.state].needs === 'a person')
    throw new Hold(
      'replaced-order-stands',
      `${stands}, and its cancellation is ${newest.state}${newest.reason === undefined ? '' : ` (${newest.reason.text})`}: settle that, by a retry or, when you have seen to it, by skipping it in ${cancelledBy}; then retry this one`,
    );
  waitFor(`${stands}: it waits for its cancellation`, delivery, ports);
}

function waitFor(text: string, { receivedAt }: Delivery, { clock }: Ports): never {
  if (clock.now() - Date.parse(receivedAt) > PATIENCE_MS)
    throw new Hold('replaced-order-stands', `${text} for two days`);
  throw new Wait({ code: 'replaced-order', text }, LOOK_AGAIN_MS);
}
