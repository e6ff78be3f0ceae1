import { ERP_DESKS } from '../desks/desk-catalogue.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow } from './carrying-steps.ts';
import type { Which } from './parameter-types.ts';
import { type StepDefinition, type Table, Then, When } from './step-definition.ts';
import { recordsOf } from './tables.ts';

/** A minute after whatever was before: refunds are told apart from the order by their time. */
async function later(world: ScenarioWorld) {
  const trial = await world.trial();
  trial.clock.advance(60_000);
  return trial;
}

async function creditsOf(world: ScenarioWorld, which: Which) {
  const { erp } = await world.trial();
  const { number } = world.order(which);
  if (erp.credits === undefined) throw new NotAsExpected(`the clerks of ${erp.system} know no credits`);
  return { number, credits: await erp.credits(number) };
}

export const REFUND_STEPS: readonly StepDefinition[] = [
  When(
    'staff refund {money} of the shipping of {order}',
    {
      describes: 'A part of the shipping, without its tax so much, is given back.',
      example: 'When staff refund 7.50 of the shipping of the order',
      needs: () => [{ ability: 'refunds-orders' }],
    },
    async (world, amount: string, which: Which) =>
      (await later(world)).shop.refundShipping(world.order(which).id, amount),
  ),
  When(
    'staff refund {quantity} {sku} of {order}, and the money is under way',
    {
      describes: 'Pieces come back, and the bank has not given the money back yet.',
      example: 'When staff refund 1 MUG-01 of the order, and the money is under way',
      needs: () => [{ ability: 'pending-refunds' }],
    },
    async (world, pieces: number, sku: string, which: Which) => {
      const { shop } = await later(world);
      await shop.refundLater?.(world.order(which).id, sku, pieces);
    },
  ),
  When(
    'the money of the refund of {order} has come back',
    {
      describes: 'The bank has given it back.',
      example: 'When the money of the refund of the order has come back',
      needs: () => [{ ability: 'pending-refunds' }],
    },
    async (world, which: Which) => {
      const { shop } = await later(world);
      await shop.settleRefunds?.(world.order(which).id);
    },
  ),
  Then(
    'the ERP has {quantity} credit(s) for {order}',
    {
      describes: 'So many credits against the invoice of the order, drafts among them.',
      example: 'Then the ERP has 1 credit for the order',
      needs: () => needsOfFlow('refunds'),
    },
    async (world, count: number, which: Which) => {
      const { number, credits } = await creditsOf(world, which);
      expectThat(
        credits.length === count,
        `expected ${count} credits for order ${number}, but there are ${credits.map((each) => `${each.number} over ${each.total}`).join(', ') || 'none'}`,
      );
    },
  ),
  Then(
    'the credits for {order} in the ERP are:',
    {
      describes:
        'In the order in which they were made: `total`; `lines` as quantity and item, `shipping`, or `thrown away` and the item that does not come back, with commas; `posted` (yes or no).',
      example: 'Then the credits for the order in the ERP are:\n  | total | lines    |\n  | 15.25 | 1 MUG-01 |',
      needs: () => needsOfFlow('refunds'),
    },
    async (world, which: Which, table: Table) => {
      const { number, credits } = await creditsOf(world, which);
      const expected = recordsOf(table, ['total', 'lines', 'posted'], ['total']).map((row) => ({
        ...row,
        ...(row.lines === undefined ? {} : { lines: asBooked(row.lines, world.pair.erp) }),
      }));
      const shown = credits.map((credit) => ({
        total: credit.total,
        lines: credit.lines.map(({ quantity, no }) => `${quantity} ${no}`).join(', '),
        posted: credit.posted ? 'yes' : 'no',
      }));
      const columns = Object.keys(expected[0] ?? {}) as (keyof (typeof shown)[number])[];
      const inWords = (rows: readonly Readonly<Record<string, string>>[]) =>
        rows.map((row) => columns.map((column) => `${column} ${row[column]}`).join('; ')).join(' | ');
      expectThat(
        inWords(shown) === inWords(expected),
        `expected the credits for order ${number} to be ${inWords(expected)}, but they are ${inWords(shown) || 'none'}`,
      );
    },
  ),
  Then(
    'the ERP has {quantity} {sku} on the shelf',
    {
      describes: 'Pieces that lie in the warehouse, whoever has ordered them.',
      example: 'Then the ERP has 37 MUG-01 on the shelf',
    },
    async (world, pieces: number, sku: string) => {
      const { erp } = await world.trial();
      const there = await erp.onHand?.(sku);
      expectThat(there === pieces, `expected ${pieces} ${sku} on the shelf of the ERP, but there are ${there}`);
    },
  ),
];

/** What scenarios call the lines of a credit is an item or an account of the ERP. */
function asBooked(lines: string, erp: string): string {
  const booked = ERP_DESKS[erp]?.credits;
  return lines
    .replaceAll(/thrown away (\S+)/g, booked?.thrownAway ?? '$1')
    .replaceAll('shipping', booked?.shipping ?? '');
}
