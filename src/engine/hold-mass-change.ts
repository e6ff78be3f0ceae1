import type { GuardPlan, PipePlan } from '../compile/pipe-plan.ts';
import { ExpressionError } from '../map/expression.ts';
import { instantOf } from '../model/clock.ts';
import type { Delivery, DeliveryState, Reason } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Ports } from '../model/ports.ts';
import { readDocument } from '../receive/read-document.ts';
import { modify } from './modify.ts';

const CODE = 'mass-change';
const PAGE = 200;

/**
 * Judges what a run has received before any of it is worked on. When the guard finds the same change in too many records,
 * all of them are held; otherwise those that an earlier run held so are released. What a person has released is neither
 * counted nor held again.
 */
export async function holdMassChange(pipe: PipePlan, guard: GuardPlan, ports: Ports): Promise<void> {
  const candidates: Delivery[] = [];
  let changed = 0;
  for await (const delivery of candidatesOf(pipe, ports)) {
    candidates.push(delivery);
    if (await isChange(pipe, guard, delivery, ports)) changed += 1;
  }
  const all = await countKeys(pipe, ports);
  const tooMany = changed >= guard.least && changed > guard.share * all;
  const reason: Reason = {
    code: CODE,
    text: `for ${changed} of ${all} records \`${guard.when.source}\` would become true at once: nothing of this run is written. If that is right, release them`,
  };
  for (const delivery of candidates) {
    if (tooMany && delivery.state === 'received') await move(delivery, 'held', reason, pipe, ports);
    if (!tooMany && delivery.state === 'held') await move(delivery, 'received', undefined, pipe, ports);
  }
  if (tooMany)
    ports.report({
      kind: 'notice',
      pipe: pipe.name,
      connection: pipe.source.connection,
      code: CODE,
      text: reason.text,
    });
}

async function move(
  delivery: Delivery,
  to: Extract<DeliveryState, 'held' | 'received'>,
  reason: Reason | undefined,
  pipe: PipePlan,
  ports: Ports,
): Promise<void> {
  const why = reason === undefined ? {} : { reason };
  await ports.ledger.settle(delivery.id, { to, ...why }, instantOf(ports.clock.now()));
  ports.report({ kind: 'settled', pipe: pipe.name, delivery, state: to, ...why });
}

/** What this run received, and what an earlier one held for the same reason. */
async function* candidatesOf(pipe: PipePlan, ports: Ports): AsyncGenerator<Delivery> {
  const { ledger } = ports;
  for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined; ) {
    const page: readonly Delivery[] = await ledger.deliveries({
      pipe: pipe.name,
      states: ['received', 'held'],
      before,
      limit: PAGE,
    });
    for (const delivery of page) {
      if (delivery.part !== 'to') continue;
      if (delivery.state === 'held' ? delivery.reason?.code === CODE : !(await isReleased(delivery, ports)))
        yield delivery;
    }
    before = page.at(-1)?.id;
  }
}

async function isReleased({ id }: Delivery, { ledger }: Ports): Promise<boolean> {
  if (await ledger.isUntouched(id)) return false;
  return (await ledger.history(id)).some(({ to, reason }) => to === 'held' && reason?.code === CODE);
}

/** Whether the guard's condition is true of this version and was not of the one before. A first version changes nothing. */
async function isChange(pipe: PipePlan, guard: GuardPlan, delivery: Delivery, ports: Ports): Promise<boolean> {
  const before =
    (await ports.ledger.lastDelivered(pipe.name, 'to', delivery.key)) ??
    (await ports.ledger.deliveries({ pipe: pipe.name, key: delivery.key })).find(
      ({ id, part, key }) => id < delivery.id && part === 'to' && key === delivery.key,
    );
  if (before === undefined) return false;
  return (await isTrueOf(pipe, guard, delivery, ports)) && !(await isTrueOf(pipe, guard, before, ports));
}

/** A record that cannot be read is not true of anything: it is held for that when its turn comes. */
async function isTrueOf(pipe: PipePlan, { when }: GuardPlan, delivery: Delivery, ports: Ports): Promise<boolean> {
  try {
    const document = await modify(pipe, delivery, await readDocument(pipe, delivery, ports));
    return (await when.evaluate(document)) === true;
  } catch (error) {
    if (error instanceof Hold || error instanceof ExpressionError || error instanceof IntegrationError) return false;
    throw error;
  }
}

async function countKeys({ name }: PipePlan, { ledger }: Ports): Promise<number> {
  let count = 0;
  let keys = await ledger.keys(name, '', PAGE);
  for (; keys.length > 0; keys = await ledger.keys(name, keys.at(-1) ?? '', PAGE)) count += keys.length;
  return count;
}
