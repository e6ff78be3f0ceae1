import { ERP_DESKS } from '../desks/desk-catalogue.ts';
import type { ErpPayment } from '../desks/erp-desk.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow } from './carrying-steps.ts';
import type { Which } from './parameter-types.ts';
import { Given, type StepDefinition, type Table, Then, When } from './step-definition.ts';
import { recordsOf } from './tables.ts';
import { toldOf } from './told-of-run.ts';

const carriesPayments = () => needsOfFlow('payments');

async function paymentsOf(world: ScenarioWorld, which: Which): Promise<readonly ErpPayment[]> {
  const { erp } = await world.trial();
  if (erp.payments === undefined) throw new NotAsExpected(`nobody can see the payments of ${erp.system}`);
  return erp.payments(world.order(which).number);
}

const told = (payments: readonly ErpPayment[]): string =>
  payments.map(({ amount, method, reference }) => `${amount} ${method} ${reference}`).join(', ') || 'none';

export const PAYMENT_STEPS: readonly StepDefinition[] = [
  Given(
    'the ERP takes the next payment but its answer is lost',
    {
      describes: 'The payment is made, and the connection breaks before the answer arrives.',
      example: 'Given the ERP takes the next payment but its answer is lost',
      needs: carriesPayments,
    },
    async (world) => {
      const { erp } = await world.trial();
      const { newPayment } = erp.requests;
      if (newPayment === undefined) throw new NotAsExpected(`${erp.system} takes no payments`);
      erp.twin.faults.arm({ kind: 'cut-after-commit', ...newPayment, times: 1 });
    },
  ),
  When(
    'the buyer of {order} pays {money} of it',
    {
      describes: 'A part of the money has come, and the rest is still waited for.',
      example: 'When the buyer of the order pays 20.00 of it',
      needs: () => [...carriesPayments(), { ability: 'takes-part-payments' }],
    },
    async (world, which: Which, amount: string) => {
      const { shop } = await world.trial();
      if (shop.receivePart === undefined) throw new NotAsExpected(`${shop.system} takes no money in parts`);
      await shop.receivePart(world.order(which).id, amount);
    },
  ),
  When(
    'staff take the money for {quantity} {sku} of {order}',
    {
      describes: 'Only for these pieces, and what else of the order is taken with them: shipping comes with the first.',
      example: 'When staff take the money for 1 MUG-01 of the order',
      needs: () => [...carriesPayments(), { ability: 'takes-money-by-pieces' }],
    },
    async (world, pieces: number, sku: string, which: Which) => {
      const { shop } = await world.trial();
      if (shop.receiveFor === undefined) throw new NotAsExpected(`${shop.system} takes no money for pieces`);
      await shop.receiveFor(world.order(which).id, sku, pieces);
    },
  ),
  When(
    '{person} gives {order} up, and the shop tells of no refund',
    {
      describes: 'The order is cancelled in the shop, which does not say that the money went back.',
      example: 'When Ana gives the order up, and the shop tells of no refund',
      needs: () => [...carriesPayments(), { ability: 'tells-of-payments-given-up' }],
    },
    async (world, _person: string, which: Which) => {
      const { shop } = await world.trial();
      await shop.cancel(world.order(which).id);
    },
  ),
  Then(
    'the ERP has {quantity} payment(s) of {order}',
    {
      describes: 'How many payments of the order a clerk sees, booked or waiting.',
      example: 'Then the ERP has 1 payment of the order',
      needs: carriesPayments,
    },
    async (world, count: number, which: Which) => {
      const payments = await paymentsOf(world, which);
      expectThat(
        payments.length === count,
        `expected ${count} payments, but there are ${told(payments)}: ${toldOf(world)}`,
      );
    },
  ),
  Then(
    'the payments of {order} in the ERP are:',
    {
      describes: 'Amount and method (card, later, not yet) of each, in turn.',
      example: 'Then the payments of the order in the ERP are:\n  | amount | method |\n  | 88.00  | card   |',
      needs: carriesPayments,
    },
    async (world, which: Which, table: Table) => {
      const codes = ERP_DESKS[world.pair.erp]?.codes.paymentMethods;
      const rows = recordsOf(table, ['amount', 'method'], ['amount']);
      const expected = rows.map(({ amount, method }) => ({
        amount,
        method: method === undefined ? undefined : (codes?.[method as keyof typeof codes] ?? method),
      }));
      const payments = await paymentsOf(world, which);
      expectThat(
        payments.length === expected.length &&
          expected.every(
            ({ amount, method }, at) =>
              payments[at]?.amount === amount && (method === undefined || payments[at]?.method === method),
          ),
        `expected ${expected.map(({ amount, method }) => `${amount} ${method ?? ''}`).join(', ')}, but there are ${told(payments)}: ${toldOf(world)}`,
      );
    },
  ),
];
