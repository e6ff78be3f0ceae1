import assert from 'node:assert/strict';
import { DELIVERY_STATES, type DeliveryState } from '../../src/model/delivery.ts';
import type { Order } from '../../src/twin/woocommerce/order-state.ts';
import type { TrialProject } from '../trial-project.ts';
import { isOrderPost, ordersByNumber, type TrialSystems } from '../trial-systems.ts';

/**
 * Asserts by both systems' own records and by the ledger that each order is on the ERP once and whole, that the shop knows
 * its number, that no customer is doubled, and that nothing is left to do.
 */
export async function assertExactlyOnce(
  { shop, erp }: TrialSystems,
  project: TrialProject,
  orders: readonly Order[],
): Promise<void> {
  const onErp = ordersByNumber(erp);
  assert.deepEqual(
    orders.filter(({ id }) => !onErp.has(String(id))).map(({ id }) => id),
    [],
    'orders that the ERP lacks',
  );
  assert.deepEqual(
    [...onErp].filter(([, count]) => count > 1),
    [],
    'orders that the ERP has more than once',
  );
  assert.equal(onErp.size, orders.length, 'orders on the ERP');

  const made = new Map<string, number>();
  for (const exchange of erp.exchanges.filter(isOrderPost)) {
    if (exchange.status !== 201) continue;
    const { externalDocumentNumber } = JSON.parse(exchange.body) as { readonly externalDocumentNumber: string };
    made.set(externalDocumentNumber, (made.get(externalDocumentNumber) ?? 0) + 1);
  }
  assert.deepEqual(
    [...made].filter(([, count]) => count > 1),
    [],
    'orders that were created more than once, whatever became of them',
  );

  const emails = erp.system.company.customers.all().map(({ email }) => String(email).toLowerCase());
  assert.deepEqual(
    emails.filter((email, index) => emails.indexOf(email) !== index),
    [],
    'customers that the ERP has more than once',
  );

  const wrong: unknown[] = [];
  const shown = new Map(shop.system.orders.map((order) => [order.id, order]));
  for (const { id } of orders) {
    const order = shown.get(id);
    const document = erp.system.documentFor(String(id));
    const back = order?.meta.filter(({ key }) => key === 'erp_order_number').map(({ value }) => value);
    const total = order?.totals.total.toFixed(2);
    const there = Number(document?.totalAmountIncludingTax).toFixed(2);
    if (back?.length !== 1 || back[0] !== document?.number || total !== there)
      wrong.push({ id, back, number: document?.number, total, there });
  }
  assert.deepEqual(wrong, [], 'orders whose number is not in the shop, or whose money differs');

  const unfinished = (Object.keys(DELIVERY_STATES) as DeliveryState[]).filter(
    (state) => !DELIVERY_STATES[state].final || DELIVERY_STATES[state].needs === 'a person',
  );
  await project.look(async (ledger) => {
    const left = await ledger.deliveries({ states: unfinished, limit: 10 });
    assert.deepEqual(
      left.map(({ label, part, state, reason }) => ({ label, part, state, reason })),
      [],
      'deliveries that are not settled',
    );
  });
}
