import { type Codes, ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { ErpSpecialPrice } from '../desks/erp-desk.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow } from './carrying-steps.ts';
import { Given, type Need, type StepDefinition, type Table, Then, When } from './step-definition.ts';
import { recordsOf } from './tables.ts';

const BY_DAY: readonly Need[] = [{ erpAbility: 'prices-by-day' }];

async function release(world: ScenarioWorld, sku: string, price: string, from: string, until?: string) {
  const { erp } = await world.trial();
  if (erp.priceFrom === undefined) throw new NotAsExpected(`${erp.system} keeps no prices by day`);
  erp.priceFrom(sku, price, from, until);
}

/** What one of the two systems calls a group of customers; a group that nobody knows has a code all the same. */
const groupIn = (codes: Codes | undefined, group: string): string =>
  (codes?.customerGroups as Readonly<Record<string, string>> | undefined)?.[group] ?? group.toUpperCase();

async function changeSpecial(world: ScenarioWorld, special: ErpSpecialPrice): Promise<void> {
  const { erp } = await world.trial();
  if (erp.specialPrice === undefined) throw new NotAsExpected(`${erp.system} keeps no special prices`);
  const { group } = special;
  await erp.specialPrice(
    group === undefined ? special : { ...special, group: groupIn(ERP_DESKS[world.pair.erp]?.codes, group) },
  );
}

const BREAKS: readonly Need[] = [{ erpAbility: 'breaks-prices' }];
const BY_GROUP: readonly Need[] = [{ erpAbility: 'prices-by-group' }];

export const PRICE_STEPS: readonly StepDefinition[] = [
  Given(
    'prices have a pipe of their own',
    {
      describes:
        'The options of the ERP connection by which the pipe for the prices carries them, and not the one for the products. First in the scenario.',
      example: 'Given prices have a pipe of their own',
      needs: () => [...needsOfFlow('prices'), { erpAbility: 'lists-prices' }],
    },
    (world) => {
      for (const [option, value] of Object.entries(ERP_DESKS[world.pair.erp]?.pricesApart ?? {}))
        world.setOption('erp', option, value);
    },
  ),
  When(
    'the ERP sells {sku} for {money} from {day} on',
    {
      describes:
        'A clerk releases a price for everybody that counts from the beginning of a day, with the ERP’s clock.',
      example: 'When the ERP sells MUG-01 for 13.50 from 2026-03-03 on',
      needs: () => BY_DAY,
    },
    (world, sku: string, price: string, from: string) => release(world, sku, price, from),
  ),
  When(
    'the ERP sells {sku} for {money} from {day} to {day}',
    {
      describes: 'A clerk releases a promotion for everybody, with its first and its last day.',
      example: 'When the ERP sells MUG-01 for 9.90 from 2026-03-03 to 2026-03-04',
      needs: () => BY_DAY,
    },
    (world, sku: string, price: string, from: string, until: string) => release(world, sku, price, from, until),
  ),
  When(
    'the ERP sells {sku} for {money} from {quantity} pieces on',
    {
      describes: 'A clerk sets a price that everybody pays who buys so many pieces.',
      example: 'When the ERP sells MUG-01 for 11.00 from 10 pieces on',
      needs: () => BREAKS,
    },
    (world, sku: string, price: string, pieces: number) => changeSpecial(world, { sku, price, pieces }),
  ),
  When(
    'the ERP sells {sku} to {word} for {money}',
    {
      describes:
        'A clerk sets the price of a group of customers: `wholesale`, `retailers`, or one that is not in the shop.',
      example: 'When the ERP sells MUG-01 to wholesale for 10.40',
      needs: () => BY_GROUP,
    },
    (world, sku: string, group: string, price: string) => changeSpecial(world, { sku, price, group }),
  ),
  When(
    'the ERP sells {sku} to {word} for {money} from {quantity} pieces on',
    {
      describes: 'The same, for so many pieces.',
      example: 'When the ERP sells MUG-01 to wholesale for 9.90 from 10 pieces on',
      needs: () => [...BREAKS, ...BY_GROUP],
    },
    (world, sku: string, group: string, price: string, pieces: number) =>
      changeSpecial(world, { sku, price, group, pieces }),
  ),
  When(
    'the ERP sells {sku} to the customer {word} for {money}',
    {
      describes: 'A clerk sets the price of one customer, by number.',
      example: 'When the ERP sells MUG-01 to the customer C00777 for 9.90',
      needs: () => [{ erpAbility: 'prices-by-customer' }],
    },
    (world, sku: string, customer: string, price: string) => changeSpecial(world, { sku, price, customer }),
  ),
  When(
    'the ERP has no price of {sku} any more from {quantity} pieces on',
    {
      describes: 'A clerk takes a price away that everybody paid for so many pieces.',
      example: 'When the ERP has no price of MUG-01 any more from 10 pieces on',
      needs: () => BREAKS,
    },
    (world, sku: string, pieces: number) => changeSpecial(world, { sku, pieces }),
  ),
  When(
    'the ERP has no price of {sku} any more for {word}',
    {
      describes: 'A clerk takes the price of a group of customers away.',
      example: 'When the ERP has no price of MUG-01 any more for wholesale',
      needs: () => BY_GROUP,
    },
    (world, sku: string, group: string) => changeSpecial(world, { sku, group }),
  ),
  Given(
    'the pipe for the prices leaves out prices of single customers',
    {
      describes: 'The pipe’s modifier takes them off: they are not meant for the shop. First in the scenario.',
      example: 'Given the pipe for the prices leaves out prices of single customers',
      needs: () => needsOfFlow('prices'),
    },
    (world) =>
      world.changePipe({
        flow: 'prices',
        modifier: "$ ~> |$|{ 'special_prices': [special_prices[$not($exists(customer))]] }|",
      }),
  ),
  Then(
    'each piece of {sku} costs:',
    {
      describes:
        'What buyers pay for each piece at this moment, without tax: `pieces` that they buy, `group` that they belong to (everybody when empty), `price`.',
      example:
        'Then each piece of MUG-01 costs:\n  | group     | pieces | price |\n  |           | 10     | 11.00 |\n  | wholesale | 1      | 10.40 |',
      needs: () => [...needsOfFlow('prices'), { ability: 'sells-by-tiers' }],
    },
    async (world, sku: string, table: Table) => {
      const { shop } = await world.trial();
      const costs = recordsOf(table, ['group', 'pieces', 'price'], ['pieces', 'price']).map((row) => {
        const group = row.group === undefined ? undefined : groupIn(SHOP_DESKS[world.pair.shop]?.codes, row.group);
        const paid = shop.pieceCosts?.(sku, Number(row.pieces), group) ?? 'nothing known';
        const who = `${row.group ?? 'everybody'} from ${row.pieces}`;
        return { expected: `${who}: ${row.price}`, paid: `${who}: ${paid}` };
      });
      const wrong = costs.filter(({ expected, paid }) => expected !== paid);
      expectThat(
        wrong.length === 0,
        `expected of ${sku} ${wrong.map(({ expected, paid }) => `${expected}, but it is ${paid}`).join('; ')}`,
      );
    },
  ),
  Then(
    'buyers pay {money} for {sku}',
    {
      describes: 'What the shop sells an article for at this moment, without tax, whatever its list price is.',
      example: 'Then buyers pay 9.90 for MUG-01',
      needs: () => needsOfFlow('prices'),
    },
    async (world, price: string, sku: string) => {
      const { shop } = await world.trial();
      const shown = shop.article(sku);
      if (shown === undefined) throw new NotAsExpected(`the shop has no article ${sku}`);
      const paid = shown.sellsFor ?? shown.price;
      expectThat(paid === price, `expected buyers to pay ${price} for ${sku}, but they pay ${paid}`);
    },
  ),
];
