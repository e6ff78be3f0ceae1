import assert from 'node:assert/strict';
import test from 'node:test';
import { HOME, type Json, openSite, type SiteSession } from './open-site.support.ts';
import type { Order } from './order-state.ts';

const shown = async (site: SiteSession, { orderNo }: Order): Promise<Json> =>
  (await site.orders('GET', `orders/${orderNo}`)).body;

const pick = (from: Json | undefined, ...names: readonly string[]) => names.map((name) => from?.[name]);

test('the order of the sheet has the amounts of the sheet', async () => {
  await using site = await openSite({ currency: 'USD', taxRates: [{ country: 'US', rate: '0.08' }] });
  const { twin } = site;
  twin.addProduct({ id: 'TRAILMUG12', name: 'Trail mug 12 oz', price: '18.5', stock: 140 });
  twin.addProduct({ id: 'CANVASBAG-BL', name: 'Canvas bag', price: '45', stock: 9 });
  twin.addPromotion({ id: 'spring-10', couponCode: 'SPRING10', text: '10% off', percent: '10', off: 'order' });
  const billing = { ...HOME, countryCode: 'US' };
  const order = site.order(
    { TRAILMUG12: 2, 'CANVASBAG-BL': 1 },
    {
      billing,
      shipTo: billing,
      coupons: ['SPRING10'],
      shipping: { methodId: 'ground', text: 'Ground', price: '7.50' },
      reference: 'PO-7781',
    },
  );
  const body = await shown(site, order);
  assert.deepEqual(
    pick(body, 'merchandizeTotalTax', 'adjustedMerchandizeTotalTax', 'productSubTotal', 'productTotal'),
    [6.56, 5.9, 82, 73.8],
  );
  assert.deepEqual(
    pick(body, 'shippingTotal', 'shippingTotalTax', 'adjustedShippingTotalTax', 'taxTotal', 'orderTotal'),
    [7.5, 0.6, 0.6, 6.5, 87.8],
  );
  const line = ['basePrice', 'netPrice', 'grossPrice', 'taxRate', 'taxBasis', 'tax', 'adjustedTax'];
  const [mug, bag] = [body.productItems?.[0], body.productItems?.[1]];
  assert.deepEqual(pick(mug, ...line), [18.5, 37, 39.96, 0.08, 37, 2.96, 2.66]);
  assert.deepEqual(pick(mug, 'priceAfterItemDiscount', 'priceAfterOrderDiscount'), [37, 33.3]);
  assert.deepEqual(pick(bag, ...line), [45, 45, 48.6, 0.08, 45, 3.6, 3.24]);
  const [off] = [body.orderPriceAdjustments?.[0]];
  assert.deepEqual(pick(off, 'couponCode', 'basePrice', 'netPrice', 'tax', 'grossPrice'), [
    'SPRING10',
    -8.2,
    -8.2,
    -0.66,
    -8.86,
  ]);
  assert.deepEqual(off?.appliedDiscount, { type: 'percentage', percentage: 10, amount: 1 });
  assert.deepEqual(pick(body.shippingItems?.[0], 'priceAfterItemDiscount', 'tax', 'adjustedTax', 'type'), [
    7.5,
    0.6,
    0.6,
    'fixed_price',
  ]);
  assert.deepEqual(pick(body, 'customerOrderReference', 'taxation', 'currency', 'exportStatus', 'c_erpOrderNo'), [
    'PO-7781',
    'net',
    'USD',
    'ready',
    null,
  ]);
});

test('gross prices hold their tax, and so do discounts and shipping', async () => {
  await using site = await openSite({ taxation: 'gross' });
  site.twin.addPromotion({ id: 'ten', couponCode: 'SAVE10', text: 'Ten', percent: '10', off: 'order' });
  const order = site.order(
    { 'PEN-01': 7, 'LAMP-01': 1 },
    { coupons: ['save10'], shipping: { methodId: 'standard', text: 'Standard', price: '7.50' } },
  );
  const body = await shown(site, order);
  assert.deepEqual(
    pick(body, 'productSubTotal', 'productTotal', 'shippingTotal', 'orderTotal'),
    [49.21, 44.29, 9.15, 53.44],
  );
  const [pens, lamp] = [body.productItems?.[0], body.productItems?.[1]];
  assert.deepEqual(
    pick(pens, 'basePrice', 'netPrice', 'tax', 'grossPrice', 'priceAfterOrderDiscount', 'adjustedTax'),
    [1.33, 7.63, 1.68, 9.31, 8.38, 1.51],
  );
  assert.deepEqual(pick(lamp, 'priceAfterOrderDiscount', 'adjustedTax'), [35.91, 6.48]);
  assert.deepEqual(pick(body, 'taxTotal', 'adjustedShippingTotalTax'), [9.64, 1.65]);
});

test('a discount of one product, of shipping, and one without a code stand where they apply', async () => {
  await using site = await openSite();
  site.twin.addPromotion({
    id: 'lamps',
    couponCode: 'LAMPS',
    text: 'Lamps',
    percent: '20',
    off: { productId: 'LAMP-01' },
  });
  site.twin.addPromotion({ id: 'free', couponCode: 'FREESHIP', text: 'Free', percent: '100', off: 'shipping' });
  const order = site.order(
    { 'LAMP-01': 1, 'MUG-01': 2 },
    {
      coupons: ['LAMPS', 'FREESHIP'],
      discounts: [{ text: 'Spring sale', amount: '5.00' }],
      shipping: { methodId: 'standard', text: 'Standard', price: '7.50' },
      surcharges: [{ text: 'Handling', price: '3.00' }],
    },
  );
  const body = await shown(site, order);
  assert.deepEqual(pick(body.productItems?.[0], 'netPrice', 'priceAfterItemDiscount'), [39.9, 31.92]);
  assert.equal(body.productItems?.[0]?.priceAdjustments?.[0]?.couponCode, 'LAMPS');
  assert.deepEqual(body.productItems?.[1]?.priceAdjustments, []);
  const [shipping, handling] = [body.shippingItems?.[0], body.shippingItems?.[1]];
  assert.deepEqual(pick(shipping, 'basePrice', 'priceAfterItemDiscount', 'adjustedTax'), [7.5, 0, 0]);
  assert.deepEqual(pick(handling, 'type', 'itemText', 'priceAfterItemDiscount', 'adjustedTax'), [
    'surcharge',
    'Handling',
    3,
    0.66,
  ]);
  assert.equal('couponCode' in (body.orderPriceAdjustments?.[0] ?? {}), false);
  // 56.92 - 5.00, and 3.00 for handling; 22 % of 29.12 is 6.41, of 22.80 is 5.02, of 3.00 is 0.66.
  assert.deepEqual(pick(body, 'productTotal', 'shippingTotal', 'taxTotal', 'orderTotal'), [51.92, 3, 12.09, 67.01]);
});

test('an amount that does not divide loses no cent', async () => {
  await using site = await openSite();
  site.twin.addPromotion({ id: 'five', couponCode: 'MINUS5', text: 'Five', amount: '5.00', off: 'order' });
  const order = site.order({ 'MUG-01': 1, 'LAMP-01': 2, 'PEN-01': 7 }, { coupons: ['MINUS5'] });
  const after = order.products.map(({ price }) => price.afterOrderDiscount.toFixed(2));
  assert.deepEqual(after, ['11.88', '75.88', '8.85']);
  assert.equal(order.totals.productTotal.toFixed(2), '96.61');
});

test('who is exempt, and who lives where nothing is taken, pays no tax', async () => {
  await using site = await openSite();
  const customer = site.twin.addCustomer({
    email: 'ada.park@example.com',
    lastName: 'Park',
    credentials: { login: 'ada.park@example.com' },
    c_taxExempt: true,
  });
  assert.equal(site.order({ 'MUG-01': 1 }, { customerNo: customer.no }).totals.order.toFixed(2), '12.50');
  const abroad = { ...HOME, countryCode: 'FR' };
  assert.equal(site.order({ 'MUG-01': 1 }, { billing: abroad, shipTo: abroad }).totals.order.toFixed(2), '12.50');
  assert.equal(site.order({ 'MUG-01': 1 }).totals.order.toFixed(2), '15.25');
});
