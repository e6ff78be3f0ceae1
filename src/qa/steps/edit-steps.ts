import { NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow } from './carrying-steps.ts';
import { mustBe, STATES } from './order-outcome-steps.ts';
import type { Which } from './parameter-types.ts';
import { Given, type Need, type StepDefinition, Then, When } from './step-definition.ts';
import { known } from './tables.ts';

const needsOfEdits = (): readonly Need[] => needsOfFlow('edits');

/** A minute later, so that the shop’s own time of change is another one. */
async function later(world: ScenarioWorld) {
  const trial = await world.trial();
  trial.clock.advance(60_000);
  return trial;
}

/** Orders that are edited after they are in the ERP. */
export const EDIT_STEPS: readonly StepDefinition[] = [
  Given(
    'edits of orders are not carried over',
    {
      describes: 'The project has the pipe for orders alone, and none for what changes on them later.',
      example: 'Given edits of orders are not carried over',
    },
    (world) => world.changePipe({ flow: 'edits', removed: true }),
  ),
  When(
    'staff add {quantity} {sku} to {order}',
    {
      describes: 'Staff of the shop put an article on an order that has none of it yet.',
      example: 'When staff add 2 PEN-01 to the order',
      needs: () => [{ ability: 'adds-lines' }],
    },
    async (world, pieces: number, sku: string, which: Which) => {
      const { shop } = await later(world);
      if (shop.addLine === undefined) throw new NotAsExpected(`staff of ${shop.system} add nothing to an order`);
      await shop.addLine(world.order(which).id, sku, pieces);
    },
  ),
  When(
    'staff send {order} to {person} instead',
    {
      describes: 'Staff of the shop change the delivery address of an order.',
      example: 'When staff send the order to Ana instead',
      needs: () => [{ ability: 'changes-addresses' }],
    },
    async (world, which: Which, name: string) => {
      const { shop } = await later(world);
      if (shop.sendTo === undefined) throw new NotAsExpected(`staff of ${shop.system} change no address`);
      await shop.sendTo(world.order(which).id, world.buyer(name));
    },
  ),
  When(
    'a clerk changes {sku} on {order} to {quantity}',
    {
      describes: 'A clerk of the ERP changes the quantity of a line of the sales order.',
      example: 'When a clerk changes PEN-01 on the order to 7',
      needs: needsOfEdits,
    },
    async (world, sku: string, which: Which, pieces: number) => {
      const { erp } = await world.trial();
      if (erp.changeQuantity === undefined) throw new NotAsExpected(`the clerks of ${erp.system} change no orders`);
      await erp.changeQuantity(world.order(which).number, sku, pieces);
    },
  ),
  Given(
    'the ERP changes the next order but its answer is lost',
    {
      describes: 'The connection breaks after the ERP has changed a sales order.',
      example: 'Given the ERP changes the next order but its answer is lost',
      needs: needsOfEdits,
    },
    async (world) => {
      const { erp } = await world.trial();
      const { revision } = erp.requests;
      if (revision === undefined) throw new NotAsExpected(`the clerks of ${erp.system} change no orders`);
      erp.twin.faults.arm({ kind: 'cut-after-commit', ...revision });
    },
  ),
  Then(
    'the edit of {order} is {word}',
    {
      describes: `What became of the newest change of an order that was in the ERP already: ${STATES.join(', ')}.`,
      example: 'Then the edit of the order is delivered',
      needs: needsOfEdits,
    },
    (world, which: Which, state: string) =>
      mustBe(world, 'edits', which, [known(state, STATES, 'state of a delivery')]),
  ),
  Then(
    'the edit of {order} is held because of {string}',
    {
      describes: 'It is for a person, and the reason that a person reads contains these words or has this code.',
      example: 'Then the edit of the order is held because of "shipped"',
      needs: needsOfEdits,
    },
    (world, which: Which, words: string) => mustBe(world, 'edits', which, ['held'], words),
  ),
];
