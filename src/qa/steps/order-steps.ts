import type { NamedAmount, OrderPlaced } from '../desks/shop-desk.ts';
import { NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import type { Which } from './parameter-types.ts';
import { type Need, type StepArguments, type StepDefinition, type Table, When } from './step-definition.ts';
import { known, pairsOf } from './tables.ts';

/** What a row of an order says when it is no article. */
const ORDER_WORDS = {
  shipping: '`standard` (7.50) or `express` (14.90), with another price behind it: `standard 9.90`',
  coupon: 'the code of a coupon; one row for each',
  fee: 'a charge besides the goods, net: `Handling 5.00`',
  rule: 'a discount that the shop gives without a code: `Spring sale 19.20`',
  'PO number': 'the buyer’s own number of the order',
  note: 'what the buyer wants to be read',
  payment: '`card` (the default), `later` as agreed, `store credit`, or `not yet`',
  'ship to': 'another person, whose address gets this one order',
  'no address': '`for the bill`, or `at all`: as an order of a till has none',
  kind: '`test order` or `fraud risk`',
} as const;

export const needsOfOrder = (_: StepArguments, table: Table): readonly Need[] => [
  { side: 'shop', capability: 'order.read' },
  ...table.flatMap(([word, value]): Need[] =>
    word === 'kind'
      ? [{ ability: value === 'fraud risk' ? 'fraud-risk' : 'test-orders' }]
      : word === 'payment' && value === 'store credit'
        ? [{ ability: 'store-credit' }]
        : [],
  ),
];

function named(text: string): NamedAmount {
  const [, name, amount] = /^(.+) (\d+\.\d{2})$/.exec(text) ?? [];
  if (name === undefined || amount === undefined)
    throw new NotAsExpected(`"${text}" should be a name and an amount: Handling 5.00`);
  return { name, amount };
}

export function placed(table: Table, world: ScenarioWorld): OrderPlaced {
  const rows = pairsOf(table);
  const isArticle = (word: string) => /^[A-Z][A-Z0-9]*-[A-Z0-9-]+$/.test(word);
  const words = Object.keys(ORDER_WORDS) as (keyof typeof ORDER_WORDS)[];
  const said = rows.flatMap(([word, value]) =>
    isArticle(word) ? [] : [{ word: known(word, words, 'part of an order called'), value }],
  );
  const all = (word: string) => said.filter((each) => each.word === word).map(({ value }) => value);
  const one = (word: string): string | undefined => all(word)[0];
  const [shipping, shippingPrice] = one('shipping')?.split(' ') ?? [];
  const [po, note, payment, shipTo, kind, without] = [
    'PO number',
    'note',
    'payment',
    'ship to',
    'kind',
    'no address',
  ].map(one);
  return {
    lines: rows.filter(([word]) => isArticle(word)).map(([sku, quantity]) => ({ sku, quantity: Number(quantity) })),
    ...(shipping === undefined ? {} : { shipping: known(shipping, ['standard', 'express'], 'shipping method') }),
    ...(shippingPrice === undefined ? {} : { shippingPrice }),
    coupons: all('coupon'),
    fees: all('fee').map(named),
    rules: all('rule').map(named),
    ...(po === undefined ? {} : { po }),
    ...(note === undefined ? {} : { note }),
    ...(payment === undefined ? {} : { pays: known(payment, ['card', 'later', 'not yet', 'store credit'], 'payment') }),
    ...(shipTo === undefined ? {} : { shipTo: world.buyer(shipTo) }),
    ...(without === undefined
      ? {}
      : {
          withoutAddress:
            known(without, ['for the bill', 'at all'], 'lack of addresses') === 'at all' ? 'any' : 'billing',
        }),
    ...(kind === undefined
      ? {}
      : { [known(kind, ['test order', 'fraud risk'], 'kind of order') === 'test order' ? 'test' : 'fraudRisk']: true }),
  };
}

function orderBy(world: ScenarioWorld, name: string, table: Table): OrderPlaced {
  const account = world.accounts.get(name);
  const who = account === undefined ? { guest: world.buyer(name) } : { account };
  return { ...placed(table, world), ...who };
}

async function order(world: ScenarioWorld, name: string, table: Table): Promise<void> {
  const { shop } = await world.trial();
  const made = shop.place(orderBy(world, name, table));
  world.orders.push({ ...made, buyer: name, placedAs: shop.standing.own(made.id) });
}

async function replace(world: ScenarioWorld, which: Which, table: Table): Promise<void> {
  const { shop, clock } = await world.trial();
  const { id, buyer } = world.order(which);
  if (shop.replace === undefined) throw new NotAsExpected(`${shop.system} makes no new order of an edit`);
  clock.advance(60_000);
  const made = await shop.replace(id, orderBy(world, buyer, table));
  world.orders.push({ ...made, buyer, placedAs: shop.standing.own(made.id) });
}

const PARTS = Object.entries(ORDER_WORDS)
  .map(([word, says]) => `\`${word}\`: ${says}`)
  .join('; ');

export const ORDER_STEPS: readonly StepDefinition[] = [
  When(
    '{person} orders:',
    {
      describes: `A buyer places an order: with the account, or as a guest who has none. Rows are articles with their quantities, or ${PARTS}.`,
      example: `When Giulia orders:
  | MUG-01   | 2             |
  | shipping | standard 7.50 |
  | coupon   | SAVE10        |`,
      needs: needsOfOrder,
    },
    order,
  ),
  When(
    '{person} orders {quantity} times, one {sku} more each time',
    {
      describes: 'So many orders at once: one piece on the first, two on the second, and so on.',
      example: 'When Ana orders 40 times, one PEN-01 more each time',
      needs: () => [{ side: 'shop', capability: 'order.read' }],
    },
    async (world, name: string, times: number, sku: string) => {
      for (let pieces = 1; pieces <= times; pieces += 1) await order(world, name, [[sku, String(pieces)]]);
    },
  ),
  When(
    'staff edit {order}, which is given up for a new one:',
    {
      describes:
        'Staff of the shop edit an order, and the shop makes another in its place: rows as of an order. The new one is the newest, and the one before is cancelled in the shop.',
      example: `When staff edit the order, which is given up for a new one:
  | MUG-01 | 3 |`,
      needs: (args, table) => [...needsOfOrder(args, table), { ability: 'edits-by-new-orders' }],
    },
    replace,
  ),
  When(
    '{person} cancels {order}',
    {
      describes: 'The order is cancelled in the shop, and its money goes back.',
      example: 'When Giulia cancels the order',
    },
    async (world, _: string, which: Which) => (await world.trial()).shop.cancel(world.order(which).id),
  ),
  When(
    'the money for {order} comes in',
    { describes: 'An order that was not paid yet is paid.', example: 'When the money for the order comes in' },
    async (world, which: Which) => (await world.trial()).shop.receivePayment(world.order(which).id),
  ),
  When(
    'staff reduce {sku} on {order} to {quantity}',
    {
      describes: 'Staff of the shop take pieces of one article off an order.',
      example: 'When staff reduce PEN-01 on the order to 2',
      needs: () => [{ ability: 'edits-orders' }],
    },
    async (world, sku: string, which: Which, quantity: number) => {
      const trial = await world.trial();
      trial.clock.advance(60_000);
      await trial.shop.reduce(world.order(which).id, sku, quantity);
    },
  ),
  When(
    'staff refund {quantity} {sku} of {order} and put it/them back on the shelf',
    {
      describes: 'Pieces are refunded; the shop has them again.',
      example: 'When staff refund 1 MUG-01 of the order and put it back on the shelf',
      needs: () => [{ ability: 'refunds-orders' }],
    },
    (world, pieces: number, sku: string, which: Which) => refund(world, which, sku, pieces, true),
  ),
  When(
    'staff refund {quantity} {sku} of {order} and throw it/them away',
    {
      describes: 'Pieces are refunded and not sold again.',
      example: 'When staff refund 1 MUG-01 of the order and throw it away',
      needs: () => [{ ability: 'refunds-orders' }],
    },
    (world, pieces: number, sku: string, which: Which) => refund(world, which, sku, pieces, false),
  ),
  When(
    'staff write a remark on {order}',
    {
      describes: 'Something changes on the order in the shop that no ERP cares for.',
      example: 'When staff write a remark on the order',
    },
    async (world, which: Which) => {
      const trial = await world.trial();
      trial.clock.advance(60_000);
      await trial.shop.annotate(world.order(which).id);
    },
  ),
];

async function refund(world: ScenarioWorld, which: Which, sku: string, pieces: number, restock: boolean) {
  const trial = await world.trial();
  trial.clock.advance(60_000);
  await trial.shop.refund(world.order(which).id, sku, pieces, restock);
}
