import assert from 'node:assert/strict';
import test from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import { compileMapping } from '../map/mapping.ts';

const withCustomers = () =>
  paperRun({
    to: 'customer',
    plan: (plan) => ({
      ...plan,
      source: {
        ...plan.source,
        related: [
          {
            document: 'customer',
            mapping: compileMapping('customer.from.jsonata', '$'),
            judgeShape: () => [],
            validate: () => [],
          },
        ],
      },
    }),
  });

const ofOrder = {
  origin: { id: '7' },
  name: 'Jo',
  email: 'jo@order.example',
  addresses: [{ line1: 'Via Roma 1', country: 'IT' }],
};

test('the buyer’s own record counts before what the order says of the buyer', async () => {
  const { shop, erp, run } = await withCustomers();
  const addresses = [{ line1: 'Am Markt 4', country: 'DE' }];
  shop.related.set('7', { origin: { id: '7' }, name: 'Jo Weiß', po_number_required: true, addresses });
  shop.pages.push([{ id: '1001', customer: ofOrder }]);
  await run();
  assert.deepEqual(erp.written[0]?.payload, {
    origin: { id: '7', system: 'paper', connection: 'shop' },
    name: 'Jo Weiß',
    email: 'jo@order.example',
    po_number_required: true,
    addresses,
  });
});

test('an account without an address does not take the order’s away', async () => {
  const { shop, erp, run } = await withCustomers();
  shop.related.set('7', { origin: { id: '7' }, name: 'Jo Weiß', addresses: [] });
  shop.pages.push([{ id: '1001', customer: ofOrder }]);
  await run();
  assert.deepEqual(erp.written[0]?.payload, {
    ...ofOrder,
    name: 'Jo Weiß',
    origin: { id: '7', system: 'paper', connection: 'shop' },
  });
});

test('an account that is gone leaves the order as it was', async () => {
  const { shop, erp, run } = await withCustomers();
  shop.pages.push([{ id: '1001', customer: ofOrder }]);
  await run();
  assert.deepEqual(erp.written[0]?.payload, ofOrder);
});
