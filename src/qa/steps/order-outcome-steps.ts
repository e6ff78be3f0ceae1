import { compileExpression } from '../../map/expression.ts';
import { DELIVERY_STATES, type DeliveryState, NEEDS_A_PERSON } from '../../model/delivery.ts';
import { ERP_DESKS } from '../desks/desk-catalogue.ts';
import { inTestersWords } from '../scenario/checklist-words.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { NamedOrder, ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow, pipeOf } from './carrying-steps.ts';
import type { Flow, Which } from './parameter-types.ts';
import { mustShow, needsOfWords } from './shown-document.ts';
import { type StepDefinition, type Table, Then } from './step-definition.ts';
import { known } from './tables.ts';

const SHOW_ORDER = `Then the order in the ERP shows:
  | order number | the shop's |
  | quantities   | 2          |
  | total        | 39.65      |`;

/** Why an order is not in the ERP, as far as the ledger knows: a failing step says it at once. */
async function whatBecameOf(world: ScenarioWorld, order: NamedOrder): Promise<string> {
  const trial = await world.trial();
  const [delivery] = await trial.deliveries(pipeOf(trial, 'orders'), order.id);
  if (delivery === undefined) return 'it has not been read from the shop';
  const { state, reason } = delivery;
  return `it is ${state} (${DELIVERY_STATES[state].says})${reason === undefined ? '' : `: ${reason.text} [${reason.code}]`}`;
}

async function orderInErp(world: ScenarioWorld, which: Which) {
  const trial = await world.trial();
  const order = world.order(which);
  const found = await trial.erp.orderFor(order.number);
  if (found === undefined)
    throw new NotAsExpected(`the ERP has no order ${order.number}: ${await whatBecameOf(world, order)}`);
  return { trial, order, found };
}

async function newest(world: ScenarioWorld, flow: Flow, key: string) {
  const trial = await world.trial();
  const [delivery] = await trial.deliveries(pipeOf(trial, flow), key);
  if (delivery === undefined) throw new NotAsExpected(`nothing of it has been read by the pipe that carries ${flow}`);
  return delivery;
}

/** Holds the newest version of an order in a flow to these states, and its reason to these words. */
export async function mustBe(
  world: ScenarioWorld,
  flow: Flow,
  which: Which,
  states: readonly DeliveryState[],
  words = '',
) {
  const { state, reason } = await newest(world, flow, world.order(which).id);
  const told = `it is ${state}${reason === undefined ? '' : `: ${reason.text} [${reason.code}]`}`;
  expectThat(states.includes(state), `expected ${states.join(' or ')}, but ${told}`);
  const said = `${reason?.code ?? ''} ${reason?.text ?? ''}`.toLowerCase();
  expectThat(said.includes(words.toLowerCase()), `expected a reason that says "${words}", but ${told}`);
}

export const STATES = Object.keys(DELIVERY_STATES) as DeliveryState[];

export const ORDER_OUTCOME_STEPS: readonly StepDefinition[] = [
  Then(
    '{order} in the ERP shows:',
    {
      describes:
        "The ERP’s own document, looked up by the checklist paths of its connector. Lists are written with commas, what is not there as `-`. `the shop's` stands for the order number, or the total, of the shop.",
      example: SHOW_ORDER,
      needs: (args, table) => [...needsOfFlow('orders'), ...needsOfWords('erp', 'order')(args, table)],
    },
    async (world, which: Which, table: Table) => {
      const { trial, order, found } = await orderInErp(world, which);
      const pipe = pipeOf(trial, 'orders');
      const [delivery] = await trial.deliveries(pipe, order.id);
      const plan = trial.plans.get(pipe);
      const ofShop = { number: `${trial.orderPrefix}${order.number}`, total: await shopTotal(world, order) };
      await mustShow(
        {
          trial,
          side: 'erp',
          document: 'order',
          native: await trial.native('erp', 'order', found.id),
          where: `order ${order.number} in ${trial.erp.system} is not as expected`,
          translate: (word, cell) => translated(world, ofShop, word, cell),
          came: plan === undefined || delivery === undefined ? undefined : { plan, delivery },
        },
        table,
      );
    },
  ),
  Then(
    'the ERP has {order} exactly once',
    {
      describes: 'One document, open or posted, carries the shop’s order number.',
      example: 'Then the ERP has the order exactly once',
      needs: () => needsOfFlow('orders'),
    },
    async (world, which: Which) => {
      const { trial, order } = await orderInErp(world, which);
      const count = await trial.erp.documentsFor(order.number);
      expectThat(count === 1, `the ERP has ${count} documents for order ${order.number}`);
    },
  ),
  Then(
    'each order in the ERP has its own quantity of {sku}',
    {
      describes: 'After "one more each time": the first order has one piece, the second two, and so on.',
      example: 'Then each order in the ERP has its own quantity of PEN-01',
      needs: () => needsOfFlow('orders'),
    },
    async (world, sku: string) => {
      for (const [index] of world.orders.entries()) {
        const { order, found } = await orderInErp(world, index);
        const lines = found.lines.filter(({ no }) => no === sku).map(({ quantity }) => quantity);
        const expected = String(index + 1);
        expectThat(
          lines.join() === expected,
          `expected ${expected} ${sku} on order ${order.number}, but it has ${lines.join() || 'none'}`,
        );
      }
    },
  ),
  Then(
    'the ERP does not have {order}',
    {
      describes: 'No open document carries the shop’s order number.',
      example: 'Then the ERP does not have the order',
      needs: () => needsOfFlow('orders'),
    },
    async (world, which: Which) => {
      const trial = await world.trial();
      const { number } = world.order(which);
      const found = await trial.erp.orderFor(number);
      expectThat(found === undefined, `the ERP has order ${number} as ${found?.number}`);
    },
  ),
  Then(
    'the ERP was asked to create {quantity} order(s)',
    {
      describes: 'How many orders were sent to the ERP in this scenario, whether they came about or not.',
      example: 'Then the ERP was asked to create 1 order',
    },
    async (world, count: number) => {
      const sent = (await world.trial()).erp.orderPosts();
      expectThat(sent === count, `expected ${count} orders to be sent to the ERP, but there were ${sent}`);
    },
  ),
  Then(
    "the shop shows the ERP's number on {order}",
    {
      describes: 'The number of the ERP’s document stands on the order in the shop.',
      example: "Then the shop shows the ERP's number on the order",
      needs: () => [{ side: 'shop', capability: 'order-reference.write' }],
    },
    async (world, which: Which) => {
      const { trial, order, found } = await orderInErp(world, which);
      const shown = trial.shop.erpNumberOn(order.id);
      expectThat(
        shown === found.number,
        `expected ${found.number} on order ${order.number} in the shop, but it shows ${shown ?? 'no number'}`,
      );
    },
  ),
  Then(
    'the shop shows no ERP number on {order}',
    {
      describes: 'The shop must not show the number of a document that there is not.',
      example: 'Then the shop shows no ERP number on the order',
    },
    async (world, which: Which) => {
      const shown = (await world.trial()).shop.erpNumberOn(world.order(which).id);
      expectThat(shown === undefined, `the shop shows ${shown}`);
    },
  ),
  Then(
    '{order} is held because of {string}',
    {
      describes: 'Nothing was written, and the reason that a person reads contains these words or has this code.',
      example: 'Then the order is held because of "PO number"',
    },
    (world, which: Which, words: string) => mustBe(world, 'orders', which, ['held'], words),
  ),
  Then(
    '{order} is held or refused because of {string}',
    {
      describes: 'It needs a person: held before it was sent, or refused by the ERP, with these words in the reason.',
      example: 'Then the order is held or refused because of "BOX-XX"',
    },
    (world, which: Which, words: string) => mustBe(world, 'orders', which, ['held', 'rejected'], words),
  ),
  Then(
    '{order} needs a person because of {string}',
    {
      describes:
        'It was held, refused or given up, and the reason that a person reads contains these words or has this code.',
      example: 'Then the order needs a person because of "total"',
    },
    (world, which: Which, words: string) => mustBe(world, 'orders', which, NEEDS_A_PERSON, words),
  ),
  Then(
    "the ERP has {order} under {string} and the shop's number",
    {
      describes: 'The ERP keeps the order under the shop’s number with something before it.',
      example: `Then the ERP has the order under "STORE1-" and the shop's number`,
      needs: () => needsOfFlow('orders'),
    },
    async (world, which: Which, prefix: string) => {
      const { trial, order, found } = await orderInErp(world, which);
      await mustShow(
        {
          trial,
          side: 'erp',
          document: 'order',
          native: await trial.native('erp', 'order', found.id),
          where: `order ${order.number} in ${trial.erp.system} is not as expected`,
        },
        [['order number', `${prefix}${order.number}`]],
      );
    },
  ),
  Then(
    '{order} is {word}',
    { describes: `What became of the order: ${STATES.join(', ')}.`, example: 'Then the order is delivered' },
    (world, which: Which, state: string) =>
      mustBe(world, 'orders', which, [known(state, STATES, 'state of a delivery')]),
  ),
  Then(
    'the cancellation of {order} is {word}',
    {
      describes: 'What became of the cancellation: the same words.',
      example: 'Then the cancellation of the order is delivered',
    },
    (world, which: Which, state: string) =>
      mustBe(world, 'cancellations', which, [known(state, STATES, 'state of a delivery')]),
  ),
  Then(
    'the cancellation of {order} is held or refused because of {string}',
    {
      describes: 'A person is told that the ERP has gone too far with the order.',
      example: 'Then the cancellation of the order is held or refused because of "shipped"',
    },
    (world, which: Which, words: string) => mustBe(world, 'cancellations', which, ['held', 'rejected'], words),
  ),
];

/** What the order comes to in the shop now, by the shop's own document. */
async function shopTotal(world: ScenarioWorld, { id }: NamedOrder): Promise<string> {
  const trial = await world.trial();
  const path = trial.project.connectors.get(trial.shop.system)?.value.checklist.order?.['ORD-06.total'] ?? '';
  return inTestersWords(await compileExpression(path).evaluate(await trial.native('shop', 'order', id)));
}

function translated(
  world: ScenarioWorld,
  ofShop: { readonly number: string; readonly total: string },
  word: string,
  cell: string,
): string {
  if (cell === "the shop's") return word === 'total' ? ofShop.total : ofShop.number;
  const codes = ERP_DESKS[world.pair.erp]?.codes;
  if (word === 'shipping method') return pick(codes?.shippingMethods, cell);
  if (word === 'payment method') return pick(codes?.paymentMethods, cell);
  return cell;
}

const pick = (codes: Readonly<Record<string, string>> | undefined, cell: string): string => codes?.[cell] ?? cell;
