import assert from 'node:assert/strict';
import test from 'node:test';
import { FLAT_RATE, HOME, type Json, openShop } from './open-shop.support.ts';

/** Everything that an order says of money, to be compared at once. */
const money = (order: Json) => ({
  subtotal: order.subtotal,
  discount: order.discount_amount,
  compensation: order.discount_tax_compensation_amount,
  shipping: order.shipping_amount,
  tax: order.tax_amount,
  total: order.grand_total,
});

test('the order of the description has the amounts of the description', async () => {
  await using shop = await openShop({
    taxRates: [{ country: 'US', code: 'US-TX-*-Rate 1', percent: '8' }],
    currency: 'USD',
  });
  shop.twin.addProduct({ sku: 'HX-BOLT-M8', name: 'Hex Bolt M8 - Box of 50', price: 4.5 }, 100);
  shop.twin.addProduct({ sku: 'DRILL-18V-KIT', name: 'Cordless Drill 18V Kit', price: 129 }, 100);
  shop.twin.addRule({ label: 'Spring', code: 'SPRING10', percent: '10' });
  const { id } = shop.order(
    { 'HX-BOLT-M8': 10, 'DRILL-18V-KIT': 1 },
    {
      billing: { ...HOME, countryId: 'US' },
      coupons: ['spring10'],
      shipping: { method: 'flatrate_flatrate', description: 'Ground - Ground', price: '12' },
      payment: { method: 'purchaseorder', title: 'Purchase Order', poNumber: 'PO-7781' },
    },
  );
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(money(body), {
    subtotal: 174,
    discount: -17.4,
    compensation: 0,
    shipping: 12,
    tax: 13.49,
    total: 182.09,
  });
  const [bolt, drill] = [body.items?.[0], body.items?.[1]];
  assert.deepEqual(
    [bolt?.row_total, bolt?.row_total_incl_tax, bolt?.discount_amount, bolt?.tax_amount, bolt?.price_incl_tax],
    [45, 48.6, 4.5, 3.24, 4.86],
  );
  assert.deepEqual([drill?.discount_amount, drill?.tax_amount, drill?.row_total_incl_tax], [12.9, 9.29, 139.32]);
  assert.deepEqual([body.payment?.po_number, body.total_due, 'total_paid' in body], ['PO-7781', 182.09, false]);
  assert.equal(body.extension_attributes?.applied_taxes?.[0]?.amount, 13.49);
});

test('prices with tax: rows are net, the discount is gross, and its tax is given back beside it', async () => {
  await using shop = await openShop({ pricesIncludeTax: true });
  shop.twin.addRule({ label: 'Ten', code: 'SAVE10', percent: '10' });
  const { id } = shop.order({ 'PEN-01': 7, 'LAMP-01': 1 }, { coupons: ['SAVE10'] });
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(money(body), {
    subtotal: 40.34,
    discount: -4.92,
    compensation: 0.88,
    shipping: 0,
    tax: 7.99,
    total: 44.29,
  });
  assert.deepEqual([body.items?.[0]?.price, body.items?.[0]?.price_incl_tax], [1.09, 1.33]);
});

test('prices with the tax of home are other prices abroad, and without tax for who is exempt', async () => {
  await using shop = await openShop({ pricesIncludeTax: true });
  const abroad = shop.order({ 'LAMP-01': 1 }, { billing: { ...HOME, countryId: 'DE' } });
  assert.deepEqual([abroad.totals.grandTotal.toFixed(2), abroad.totals.tax.toFixed(2)], ['38.92', '6.21']);
  const { id } = shop.twin.addCustomer({ email: 'ngo@example.com', firstname: 'A', lastname: 'B', group_id: 4 });
  const exempt = shop.order({ 'LAMP-01': 1 }, { customerId: id });
  assert.deepEqual([exempt.totals.grandTotal.toFixed(2), exempt.totals.tax.toFixed(2)], ['32.70', '0.00']);
});

test('a fixed coupon is shared by price, the last row takes the rest; a rule without a code comes on top', async () => {
  await using shop = await openShop();
  shop.twin.addRule({ label: 'Minus', code: 'MINUS5', amount: '5.00' });
  const { id } = shop.order(
    { 'MUG-01': 1, 'LAMP-01': 2, 'PEN-01': 7 },
    { coupons: ['MINUS5'], discounts: [{ label: 'Spring sale', amount: '10.00' }] },
  );
  const { body } = await shop.get(`orders/${id}`);
  const discounts = [0, 1, 2].map((at) => Number(body.items?.[at]?.discount_amount));
  assert.deepEqual(discounts, [1.85, 11.78, 1.37]);
  assert.deepEqual(
    [body.discount_amount, body.coupon_code, body.discount_description],
    [-15, 'MINUS5', 'MINUS5, Spring sale'],
  );
});

test('rounding differences of taxes go on to the next row, or each row stands alone', async () => {
  for (const [taxRounding, taxes] of [
    ['total', [0.29, 0.3]],
    ['row', [0.29, 0.29]],
  ] as const) {
    await using shop = await openShop({ taxRounding });
    shop.twin.addProduct({ sku: 'INK-01', name: 'Ink', price: 1.34 }, 10);
    shop.twin.addProduct({ sku: 'INK-02', name: 'Ink, blue', price: 1.34 }, 10);
    const { items } = shop.order({ 'INK-01': 1, 'INK-02': 1 });
    assert.deepEqual(
      items.map((item) => Number(item.money.tax)),
      taxes,
    );
  }
});

test('a charge of a module stands beside the rows, its tax in the tax of the order', async () => {
  await using shop = await openShop();
  const { id } = shop.order(
    { 'MUG-01': 1 },
    { fees: [{ code: 'handling', label: 'Handling', amount: '5.00' }], shipping: FLAT_RATE },
  );
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual([body.tax_amount, body.grand_total], [5.5, 30.5]);
  assert.deepEqual(body.extension_attributes?.custom_fees, [
    { custom_fee_code: 'handling', custom_fee_label: 'Handling', custom_fee_amount: 5, base_custom_fee_amount: 5 },
  ]);
  assert.equal(body.extension_attributes?.additional_itemized_taxes?.[0]?.amount, 1.1);
});

test('every amount has its twin in the currency that the shop counts in', async () => {
  await using shop = await openShop({ currency: 'USD', baseCurrency: 'EUR', baseToOrderRate: '1.25' });
  const { id } = shop.order({ 'MUG-01': 2 });
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(
    [body.grand_total, body.base_grand_total, body.order_currency_code, body.base_currency_code],
    [30.5, 24.4, 'USD', 'EUR'],
  );
});

test('store credit is taken off the total, and nothing is left to pay', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'MUG-01': 2 }, { paidByCredit: true, payment: { method: 'free', title: 'Free' } });
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual([body.grand_total, body.extension_attributes?.customer_balance_amount], [0, 30.5]);
});
