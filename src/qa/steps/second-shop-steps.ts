import { SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { ShopDesk } from '../desks/shop-desk.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { SECOND } from '../scenario/second-shop.ts';
import { needsOfFlow } from './carrying-steps.ts';
import { needsOfOrder, placed } from './order-steps.ts';
import type { Which } from './parameter-types.ts';
import { Given, type StepDefinition, type Table, Then, When } from './step-definition.ts';

async function secondShop(world: ScenarioWorld): Promise<ShopDesk> {
  const { second } = await world.trial();
  if (second === undefined) throw new NotAsExpected('there is one shop: say "Given there is a second shop …" first');
  return second;
}

export const SECOND_SHOP_STEPS: readonly StepDefinition[] = [
  Given(
    'there is a second shop, whose orders begin with {string} in the ERP',
    {
      describes:
        'A shop of the same system, with connections and a pipe of its own; both count their orders from the same number. It sells what the first one sells. First in the scenario.',
      example: 'Given there is a second shop, whose orders begin with "B-" in the ERP',
      needs: () => needsOfFlow('orders'),
    },
    (world, prefix: string) => {
      world.setUpSecondShop(prefix);
      world.changePipe({
        flow: 'orders',
        copy: SECOND.orders,
        instead: { [world.place.shop]: SECOND.shop, [world.place.erp]: SECOND.erp },
      });
    },
  ),
  Given(
    'orders of the shop are pushed into the second shop',
    {
      describes:
        'A pipe from shop to shop, as for a shop that shows what a marketplace sells. Behind the step that says that there is a second shop.',
      example: 'Given orders of the shop are pushed into the second shop',
      needs: () => [
        { side: 'shop', capability: 'order.read' },
        { side: 'shop', capability: 'order.write' },
      ],
    },
    (world) => {
      world.changePipe({
        flow: 'orders',
        copy: SECOND.pushed,
        instead: { [world.place.erp]: SECOND.shop },
        alone: true,
      });
      world.changePipe({
        flow: 'cancellations',
        copy: SECOND.cancellations,
        instead: { [world.place.shop]: SECOND.shop, [world.place.erp]: SECOND.erp },
      });
    },
  ),
  When(
    '{person} orders in the second shop:',
    {
      describes: 'A guest places an order there; the rows are those of any order.',
      example: 'When Ana orders in the second shop:\n  | MUG-01 | 2 |',
      needs: needsOfOrder,
    },
    async (world, name: string, table: Table) => {
      const shop = await secondShop(world);
      const { id, number } = shop.place({ ...placed(table, world), guest: world.buyer(name) });
      world.orders.push({ id, number: `${world.secondPrefix}${number}`, buyer: name, placedAs: shop.standing.own(id) });
    },
  ),
  When(
    'the orders of the second shop are carried over',
    {
      describes: 'Its own pipe runs once, ten minutes later.',
      example: 'When the orders of the second shop are carried over',
    },
    async (world) => {
      world.events = await (await world.trial()).run(SECOND.orders);
    },
  ),
  When(
    'the orders are pushed into the second shop',
    {
      describes: 'The pipe from shop to shop runs once, ten minutes later.',
      example: 'When the orders are pushed into the second shop',
    },
    async (world) => {
      world.events = await (await world.trial()).run(SECOND.pushed);
    },
  ),
  When(
    'staff cancel {order} where it was pushed to, and the cancellations of the second shop are carried over',
    {
      describes: 'The copy in the second shop is cancelled, and the pipe that cancels orders of that shop runs once.',
      example:
        'When staff cancel the order where it was pushed to, and the cancellations of the second shop are carried over',
      needs: () => needsOfFlow('cancellations'),
    },
    async (world, which: Which) => {
      const trial = await world.trial();
      const [copy] = await trial.deliveries(SECOND.pushed, world.order(which).id);
      if (copy?.target === undefined) throw new NotAsExpected('the order was not pushed into the second shop');
      await (await secondShop(world)).cancel(copy.target.id);
      world.events = await trial.run(SECOND.cancellations);
    },
  ),
  Then(
    'the second shop has {quantity} order(s)',
    {
      describes: 'How many orders it has, whoever placed them or pushed them there.',
      example: 'Then the second shop has 1 order',
    },
    async (world, count: number) => {
      const shop = await secondShop(world);
      const there = await shop.orderCount?.();
      expectThat(there === count, `expected ${count} orders, but the second shop has ${there ?? 'no way to tell'}`);
    },
  ),
  Then(
    'the second shop knows {order} as one that was placed elsewhere',
    {
      describes: 'The order that was pushed there still says in which system it was placed, and under which number.',
      example: 'Then the second shop knows the order as one that was placed elsewhere',
    },
    async (world, which: Which) => {
      const shop = await secondShop(world);
      const { number } = world.order(which);
      const source = await shop.placedElsewhere?.(number);
      const expected = `${world.pair.shop} ${number}`;
      expectThat(
        source === expected && world.pair.shop in SHOP_DESKS,
        `expected an order placed as ${expected}, but the second shop says ${source ?? 'nothing of one'}`,
      );
    },
  ),
];
