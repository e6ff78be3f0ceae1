import { ERP_DESKS } from '../desks/desk-catalogue.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow } from './carrying-steps.ts';
import { Given, type Need, type StepDefinition, Then, When } from './step-definition.ts';

const BY_DAY: readonly Need[] = [{ erpAbility: 'prices-by-day' }];

async function release(world: ScenarioWorld, sku: string, price: string, from: string, until?: string) {
  const { erp } = await world.trial();
  if (erp.priceFrom === undefined) throw new NotAsExpected(`${erp.system} keeps no prices by day`);
  erp.priceFrom(sku, price, from, until);
}

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
