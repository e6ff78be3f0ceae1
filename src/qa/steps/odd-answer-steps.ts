import type { Fault } from '../../twin/kit/fault-switch.ts';
import type { ShopDesk } from '../desks/shop-desk.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { Given, type StepDefinition } from './step-definition.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

async function atTheShop(world: ScenarioWorld, fault: (shop: ShopDesk) => Fault): Promise<void> {
  const { shop } = await world.trial();
  shop.twin.faults.arm(fault(shop));
}

/** Answers that arrive in time and are not what they should be. */
export const ODD_ANSWER_STEPS: readonly StepDefinition[] = [
  Given(
    'the shop leaves the tax out of its orders',
    {
      describes: 'The field is gone, as after an update that gave it another name, until the shop works again.',
      example: 'Given the shop leaves the tax out of its orders',
    },
    (world) =>
      atTheShop(world, ({ requests, fields }) => ({
        kind: 'missing-field',
        field: fields.orderTax,
        times: ALWAYS,
        ...requests.orders,
      })),
  ),
  Given(
    'the shop does not say by which rate its orders are taxed',
    {
      describes: 'The taxes are there, and what they are is not, until the shop works again.',
      example: 'Given the shop does not say by which rate its orders are taxed',
    },
    (world) =>
      atTheShop(world, ({ requests, fields }) => ({
        kind: 'missing-field',
        field: fields.taxRate,
        times: ALWAYS,
        ...(requests.orderTaxes ?? requests.orders),
      })),
  ),
  Given(
    'the shop does not say of {quantity} of its accounts when they changed',
    {
      describes: 'The first accounts of its list have no time of change, as long as the scenario lasts.',
      example: 'Given the shop does not say of 3 of its accounts when they changed',
      needs: () => [{ ability: 'untold-changes' }],
    },
    (world, most: number) =>
      atTheShop(world, ({ requests, fields }) => ({
        kind: 'empty-field',
        field: fields.changedAt,
        most,
        times: ALWAYS,
        ...requests.accounts,
      })),
  ),
  Given(
    'the shop makes a copy of its accounts when they are read next',
    {
      describes: 'A copy to read from, as a cache or a second server has one; it gets old.',
      example: 'Given the shop makes a copy of its accounts when they are read next',
    },
    (world) => atTheShop(world, ({ requests }) => ({ kind: 'keep-answer', ...requests.accounts })),
  ),
  Given(
    'the shop shows the old copy of its accounts next time',
    {
      describes: 'Whoever reads the accounts gets them as they were when the copy was made.',
      example: 'Given the shop shows the old copy of its accounts next time',
    },
    (world) => atTheShop(world, ({ requests }) => ({ kind: 'kept-answer', ...requests.accounts })),
  ),
  Given(
    'the shop answers with success that its orders cannot be shown',
    {
      describes: 'The answer says success and holds errors and no orders, once.',
      example: 'Given the shop answers with success that its orders cannot be shown',
      needs: () => [{ ability: 'errors-as-success' }],
    },
    (world) => atTheShop(world, ({ requests }) => ({ kind: 'errors-in-200', match: requests.orderList })),
  ),
  Given(
    'the shop answers with success and its orders, and that a part of them cannot be shown',
    {
      describes: 'The answer says success and holds orders and errors, once.',
      example: 'Given the shop answers with success and its orders, and that a part of them cannot be shown',
      needs: () => [{ ability: 'errors-as-success' }],
    },
    (world) => atTheShop(world, ({ requests }) => ({ kind: 'errors-beside-data', match: requests.orderList })),
  ),
];
