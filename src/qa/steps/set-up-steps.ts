import { ERP_DESKS } from '../desks/desk-catalogue.ts';
import type { ErpItem } from '../desks/erp-desk.ts';
import type { Article } from '../desks/shop-desk.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { PIPE_OF_BOXES } from './carrying-steps.ts';
import type { Flow } from './parameter-types.ts';
import { Given, type Need, type StepArguments, type StepDefinition, type Table } from './step-definition.ts';
import { known, recordsOf } from './tables.ts';

const COLUMNS = ['SKU', 'name', 'price', 'stock', 'variant of', 'ERP price', 'category', 'shipped by'];

const articleOf = (row: Readonly<Record<string, string>>): Article => ({
  sku: row.SKU ?? '',
  name: row.name ?? '',
  price: row.price ?? '0.00',
  stock: Number(row.stock ?? '100'),
  ...(row['variant of'] === undefined ? {} : { variantOf: row['variant of'] }),
  ...(row['shipped by'] === undefined
    ? {}
    : { shippedElsewhere: known(row['shipped by'], ['us', 'others'], 'shipper called') === 'others' }),
});

function itemOf(row: Readonly<Record<string, string>>): ErpItem {
  const { sku, name, price, stock } = articleOf(row);
  return {
    sku,
    name,
    price: row['ERP price'] ?? price,
    stock,
    ...(row.category === undefined ? {} : { category: codeOf(row.category) }),
  };
}

/** Code of a category in the ERP, from its name. */
export const codeOf = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .slice(0, 20);

async function fill(world: ScenarioWorld, table: Table, inShop: boolean, inErp: boolean): Promise<void> {
  const rows = recordsOf(table, COLUMNS, ['SKU', 'name', 'price']);
  const { shop, erp, second } = await world.trial();
  if (inErp) {
    for (const category of new Set(rows.flatMap((row) => row.category ?? [])))
      erp.addCategory({ code: codeOf(category), name: category });
    for (const row of rows) erp.addItem(itemOf(row));
  }
  if (inShop) for (const each of [shop, second]) each?.sell(rows.map(articleOf));
}

const shippedElsewhere = (_: StepArguments, table: Table): readonly Need[] =>
  table.flat().includes('shipped by') ? [{ ability: 'ships-elsewhere' }] : [];

const GOODS = `Given the shop and the ERP sell:
  | SKU    | name         | price | stock |
  | MUG-01 | Ceramic mug  | 12.50 | 400   |`;

export const SET_UP_STEPS: readonly StepDefinition[] = [
  Given(
    'the shop and the ERP sell:',
    {
      describes:
        'The same goods on both sides. Prices are without tax. More columns: `variant of` (name of the product), `ERP price` (where its list price is another), `category`, `shipped by` (us or others: who keeps and ships it).',
      example: GOODS,
      needs: shippedElsewhere,
    },
    (world, table: Table) => fill(world, table, true, true),
  ),
  Given(
    'only the shop sells:',
    {
      describes: 'Goods that the ERP does not know.',
      example: GOODS.replace('the shop and the ERP sell', 'only the shop sells'),
    },
    (world, table: Table) => fill(world, table, true, false),
  ),
  Given(
    'only the ERP has:',
    {
      describes: 'Items that are not in the shop yet.',
      example: GOODS.replace('the shop and the ERP sell', 'only the ERP has'),
    },
    (world, table: Table) => fill(world, table, false, true),
  ),
  Given(
    'the coupon {word} takes {percent} off the order',
    {
      describes: 'A coupon of the shop over all goods of an order.',
      example: 'Given the coupon SAVE10 takes 10 % off the order',
    },
    async (world, code: string, percent: string) => {
      (await world.trial()).shop.offerCoupon({ code, percent, off: 'order' });
    },
  ),
  Given(
    'the coupon {word} takes {money} off the order',
    {
      describes: 'A coupon of the shop with a fixed amount.',
      example: 'Given the coupon MINUS5 takes 5.00 off the order',
    },
    async (world, code: string, amount: string) => {
      (await world.trial()).shop.offerCoupon({ code, amount, off: 'order' });
    },
  ),
  Given(
    'the coupon {word} takes {percent} off {sku}',
    { describes: 'A coupon of the shop for one article.', example: 'Given the coupon LAMPS takes 20 % off LAMP-01' },
    async (world, code: string, percent: string, sku: string) => {
      (await world.trial()).shop.offerCoupon({ code, percent, off: { sku } });
    },
  ),
  Given(
    'the coupon {word} makes shipping free',
    {
      describes: 'A coupon of the shop that takes the whole shipping cost.',
      example: 'Given the coupon FREESHIP makes shipping free',
    },
    async (world, code: string) => {
      (await world.trial()).shop.offerCoupon({ code, percent: '100', off: 'shipping' });
    },
  ),
  Given(
    "the shop's prices include tax",
    {
      describes: 'The shop shows and keeps its prices with tax. Says how the shop is set up: first in the scenario.',
      example: "Given the shop's prices include tax",
    },
    (world) => world.setUpShop({ pricesIncludeTax: true }),
  ),
  Given(
    'the shop keeps of a description only the tags {string}',
    {
      describes:
        'A plugin, or the rights of who writes, take all other tags out; the connection says so, and that `strong` is meant by `b`. First in the scenario.',
      example: 'Given the shop keeps of a description only the tags "p, b, ul, li"',
      needs: () => [{ ability: 'filters-descriptions' }],
    },
    (world, written: string) => {
      const tags = written.split(', ');
      world.setUpShop({ descriptionTags: tags });
      world.setOption('shop', 'html_tags', tags);
      world.setOption('shop', 'html_renamed', { strong: 'b' });
    },
  ),
  Given(
    'the shop sells in {word}',
    {
      describes: 'The currency of the shop, where it is not the euro. First in the scenario.',
      example: 'Given the shop sells in DKK',
    },
    (world, currency: string) => world.setUpShop({ currency }),
  ),
  Given(
    'the ERP taxes goods for {word} with {percent}',
    {
      describes:
        "The ERP's own tax rate for a country, where it is not the one of the shop (IT 22 %, DE 19 %). First in the scenario.",
      example: 'Given the ERP taxes goods for IT with 21 %',
    },
    (world, country: string, percent: string) => world.setUpErp({ taxPercent: { [country]: percent } }),
  ),
  Given(
    'the ERP has a place for lines that others ship',
    {
      describes:
        'The options of the ERP connection that say on which account, or with which item, lines are booked that others ship. First in the scenario.',
      example: 'Given the ERP has a place for lines that others ship',
    },
    (world) => {
      for (const [option, value] of Object.entries(ERP_DESKS[world.pair.erp]?.thirdPartyLines ?? {}))
        world.setOption('erp', option, value);
    },
  ),
  Given(
    'the ERP credits what the shop gives back',
    {
      describes:
        'The options of the ERP connection that say how refunds are booked, and that a credit counts at once. First in the scenario.',
      example: 'Given the ERP credits what the shop gives back',
    },
    (world) => {
      for (const [option, value] of Object.entries(ERP_DESKS[world.pair.erp]?.credits?.options ?? {}))
        world.setOption('erp', option, value);
    },
  ),
  Given(
    'the pipe for the {flow} has a modifier that never ends',
    {
      describes: 'Somebody has written an expression that calls itself for ever. First in the scenario.',
      example: 'Given the pipe for the customers has a modifier that never ends',
    },
    (world, flow: Flow) => world.changePipe({ flow, modifier: NEVER_ENDING }),
  ),
  Given(
    'a pipe of its own offers {sku} as boxes of {quantity} {sku}',
    {
      describes:
        'The shop sells an article by the box that the ERP counts by the piece: a second pipe for the stock, with a modifier, tells how many boxes the pieces make. First in the scenario.',
      example: 'Given a pipe of its own offers BOX-12 as boxes of 12 PEN-01',
    },
    (world, box: string, pieces: number, item: string) =>
      world.changePipe({
        flow: 'stock',
        copy: PIPE_OF_BOXES,
        where: `sku = ${JSON.stringify(box)}`,
        modifier: `$ ~> |$[sku = ${JSON.stringify(item)}]|{ 'sku': ${JSON.stringify(box)}, 'available': $moneyRound($moneyDivide(available, '${pieces}'), 0, 'down') }|`,
      }),
  ),
  Given(
    'the pipe for the products leaves out the category {string}',
    {
      describes: 'The pipe’s `where` keeps the items of one category out of the shop. First in the scenario.',
      example: 'Given the pipe for the products leaves out the category "Internal"',
    },
    (world, category: string) =>
      world.changePipe({
        flow: 'products',
        // Not every ERP tells of an item what its category is called.
        where: `$not(${JSON.stringify(category)} in categories.name) and $not(${JSON.stringify(codeOf(category))} in categories.code)`,
      }),
  ),
  Given(
    'the {system} connection has the option {word} set to {string}',
    {
      describes: 'An option of a connection, as in pipewright.yaml. First in the scenario.',
      example: 'Given the shop connection has the option negative_stock set to "hold"',
    },
    (world, system: 'shop' | 'erp', option: string, value: string) =>
      world.setOption(system, option, optionValue(value)),
  ),
  Given(
    'the {system} connection has the option {word} set to the list {string}',
    {
      describes: 'An option that takes several values, with commas. First in the scenario.',
      example: 'Given the shop connection has the option store_credit_gateways set to the list "shopify_store_credit"',
    },
    (world, system: 'shop' | 'erp', option: string, values: string) =>
      world.setOption(system, option, values.split(/, */)),
  ),
];

const NEVER_ENDING = '$ ~> |$|{ "internal_note": ($f := function($x) { $f($x & "a") }; $f("a")) }|';

const optionValue = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text);
