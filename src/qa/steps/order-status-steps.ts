import { SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { FollowsErp, OrderStanding } from '../desks/shop-desk.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { SECOND } from '../scenario/second-shop.ts';
import { needsOfFlow } from './carrying-steps.ts';
import type { Which } from './parameter-types.ts';
import { Given, type StepDefinition, Then, When } from './step-definition.ts';
import { toldOf } from './told-of-run.ts';

const showsStatus = () => needsOfFlow('order statuses');

const missing = (text: string): never => {
  throw new NotAsExpected(text);
};

const follows = ({ pair }: ScenarioWorld): FollowsErp =>
  SHOP_DESKS[pair.shop]?.followsErp ?? missing(`${pair.shop} has no status that follows that of the ERP`);

async function mustShow(world: ScenarioWorld, standing: OrderStanding, id: string, words: string): Promise<void> {
  const shown = standing.shown(id);
  const [word = ''] = shown?.split(':') ?? [];
  expectThat(
    words.split(' or ').includes(word),
    `expected the order to be ${words} in the ERP, but the shop shows ${shown ?? 'nothing of it'}: ${toldOf(world)}`,
  );
}

export const ORDER_STATUS_STEPS: readonly StepDefinition[] = [
  Given(
    "the shop's own status follows that of the ERP",
    {
      describes:
        'Options of the connection say which status an order of the shop gets when its goods have left. First in the scenario.',
      example: "Given the shop's own status follows that of the ERP",
      needs: () => [{ ability: 'follows-erp-status' }],
    },
    (world) => {
      for (const [name, value] of Object.entries(follows(world).options)) world.setOption('shop', name, value);
    },
  ),
  Given(
    "the shop's own status follows that of the ERP, but nobody has said what {string} becomes",
    {
      describes: 'The same, with a table that lacks one of the statuses.',
      example: `Given the shop's own status follows that of the ERP, but nobody has said what "partly_shipped" becomes`,
      needs: () => [{ ability: 'follows-erp-status' }],
    },
    (world, status: string) => {
      for (const [name, value] of Object.entries(follows(world).options))
        world.setOption(
          'shop',
          name,
          Object.fromEntries(Object.entries(value as object).filter(([each]) => each !== status)),
        );
    },
  ),
  Given(
    'both shops are shown where their orders stand in the ERP',
    {
      describes:
        'Each shop has a pipe for it, over its own connection to the ERP. Behind the step that says that there is a second shop.',
      example: 'Given both shops are shown where their orders stand in the ERP',
      needs: showsStatus,
    },
    (world) =>
      world.changePipe({
        flow: 'order statuses',
        copy: SECOND.statuses,
        instead: { [world.place.shop]: SECOND.shop, [world.place.erp]: SECOND.erp },
      }),
  ),
  When(
    'the order statuses of the second shop are carried over',
    {
      describes: 'Its own pipe runs once, ten minutes later.',
      example: 'When the order statuses of the second shop are carried over',
      needs: showsStatus,
    },
    async (world) => {
      world.events = await (await world.trial()).run(SECOND.statuses);
    },
  ),
  When(
    'a clerk puts {order} on hold',
    {
      describes: 'Somebody stops the order in the ERP.',
      example: 'When a clerk puts the order on hold',
      needs: () => [{ erpAbility: 'holds-orders' }],
    },
    async (world, which: Which) => {
      const { erp } = await world.trial();
      await (erp.holdOrder?.(world.order(which).number) ?? missing(`${erp.system} holds no orders`));
    },
  ),
  When(
    'a clerk releases {order}',
    {
      describes: 'An order that was on hold in the ERP goes on.',
      example: 'When a clerk releases the order',
      needs: () => [{ erpAbility: 'holds-orders' }],
    },
    async (world, which: Which) => {
      const { erp } = await world.trial();
      await (erp.releaseOrder?.(world.order(which).number) ?? missing(`${erp.system} holds no orders`));
    },
  ),
  When(
    'a clerk cancels {order} in the ERP',
    {
      describes: 'The order is called off in the ERP, and nobody tells the shop.',
      example: 'When a clerk cancels the order in the ERP',
      needs: () => [{ erpAbility: 'tells-cancelled' }],
    },
    async (world, which: Which) => {
      const { erp } = await world.trial();
      await (erp.cancelOrder?.(world.order(which).number) ?? missing(`${erp.system} tells of no cancellation`));
    },
  ),
  When(
    'a clerk gives {order} the number of {order}',
    {
      describes: 'By mistake two orders in the ERP carry the same number of the shop.',
      example: 'When a clerk gives the first order the number of the second order',
      needs: () => [{ erpAbility: 'doubles-order-numbers' }],
    },
    async (world, which: Which, other: Which) => {
      const { erp } = await world.trial();
      await erp.renumberOrder(world.order(which).number, world.order(other).number);
    },
  ),
  When(
    'staff give {order} a status of their own',
    {
      describes: 'Somebody in the shop sets a status that the shop does not set by itself, and expects it to stay.',
      example: 'When staff give the order a status of their own',
      needs: () => [{ ability: 'follows-erp-status' }],
    },
    async (world, which: Which) => {
      const { shop } = await world.trial();
      const { byStaff } = follows(world);
      await (shop.standing.setOwn?.(world.order(which).id, byStaff) ?? missing('nobody can set a status'));
    },
  ),
  Then(
    'the shop shows {order} as {string} in the ERP',
    {
      describes:
        'What the order in the shop says of the ERP: pending, accepted, on hold, partly shipped, shipped, invoiced, closed or cancelled. With `or` where ERPs differ.',
      example: 'Then the shop shows the order as "partly shipped" in the ERP',
      needs: showsStatus,
    },
    async (world, which: Which, words: string) =>
      mustShow(world, (await world.trial()).shop.standing, world.order(which).id, words),
  ),
  Then(
    'the second shop shows its newest order as {string} in the ERP',
    {
      describes: 'The same in the second shop, of the order that was placed last.',
      example: 'Then the second shop shows its newest order as "accepted" in the ERP',
      needs: showsStatus,
    },
    async (world, words: string) => {
      const { second } = await world.trial();
      await mustShow(world, second?.standing ?? missing('there is one shop'), world.order('newest').id, words);
    },
  ),
  Then(
    'the shop says of {order} why it is on hold',
    {
      describes: 'A reason stands with it, as the ERP states it.',
      example: 'Then the shop says of the order why it is on hold',
      needs: () => [...showsStatus(), { erpAbility: 'holds-orders' }],
    },
    async (world, which: Which) => {
      const shown = (await world.trial()).shop.standing.shown(world.order(which).id) ?? '';
      expectThat(/^on hold: \S/.test(shown), `expected a reason, but the shop shows "${shown}"`);
    },
  ),
  Then(
    'the shop shows nothing of the ERP on {order}',
    {
      describes: 'No status of an ERP stands on the order.',
      example: 'Then the shop shows nothing of the ERP on the order',
      needs: showsStatus,
    },
    async (world, which: Which) => {
      const shown = (await world.trial()).shop.standing.shown(world.order(which).id);
      expectThat(shown === undefined, `the shop shows ${shown}`);
    },
  ),
  Then(
    'the shop was told of {order} {quantity} time(s)',
    {
      describes:
        'How many notes or comments say where the order stands, where the shop keeps some; elsewhere it is not asked.',
      example: 'Then the shop was told of the order 2 times',
      needs: showsStatus,
    },
    async (world, which: Which, times: number) => {
      const told = (await world.trial()).shop.standing.told?.(world.order(which).id);
      expectThat(told === undefined || told === times, `expected ${times} notes, but there are ${told}`);
    },
  ),
  Then(
    "the shop's own status of {order} is as it was",
    {
      describes: 'The status that the shop itself gave the order when it was placed has not moved.',
      example: "Then the shop's own status of the order is as it was",
    },
    async (world, which: Which) => {
      const { shop } = await world.trial();
      const { id, placedAs } = world.order(which);
      const now = shop.standing.own(id);
      expectThat(now === placedAs, `it was ${placedAs} and is ${now}`);
    },
  ),
  Then(
    "the shop's own status of {order} is the one of orders that are done",
    {
      describes: 'What the table of the options names for orders whose goods have left.',
      example: "Then the shop's own status of the order is the one of orders that are done",
      needs: () => [{ ability: 'follows-erp-status' }],
    },
    async (world, which: Which) => {
      const { shop } = await world.trial();
      const { done } = follows(world);
      const now = shop.standing.own(world.order(which).id);
      expectThat(now === done, `expected ${done}, but it is ${now}`);
    },
  ),
  Then(
    "the shop's own status of {order} is the one that staff gave it",
    {
      describes: 'What somebody set has stayed.',
      example: "Then the shop's own status of the order is the one that staff gave it",
      needs: () => [{ ability: 'follows-erp-status' }],
    },
    async (world, which: Which) => {
      const { shop } = await world.trial();
      const { byStaff } = follows(world);
      const now = shop.standing.own(world.order(which).id);
      expectThat(now === byStaff, `expected ${byStaff}, but it is ${now}`);
    },
  ),
];
