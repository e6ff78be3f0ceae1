import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { openShop } from './open-shop.support.ts';
import { addPriceList, priceIn } from './price-lists.ts';

const UPDATE = `mutation ($priceListId: ID!, $input: QuantityPricingByVariantUpdateInput!) {
  quantityPricingByVariantUpdate(priceListId: $priceListId, input: $input) { productVariants { id } userErrors { field message code } }
}`;
const NOTHING = {
  pricesToAdd: [],
  pricesToDeleteByVariantId: [],
  quantityPriceBreaksToAdd: [],
  quantityPriceBreaksToDelete: [],
  quantityPriceBreaksToDeleteByVariantId: [],
  quantityRulesToAdd: [],
  quantityRulesToDeleteByVariantId: [],
};
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });

async function openWholesale(t: TestContext) {
  const opened = await openShop(t, { currency: 'EUR' });
  const { twin, graphql } = opened;
  const [mug, pen] = twin.addProduct({
    title: 'Mug',
    variants: [
      { sku: 'MUG-S', price: '12.50', options: { Size: 'S' } },
      { sku: 'MUG-L', price: '15.00', options: { Size: 'L' } },
    ],
  }).variants;
  assert.ok(mug && pen);
  const list = addPriceList(twin.shop, 'Wholesale');
  const update = async (input: object, priceListId = list.id) => {
    const { data } = await graphql(UPDATE, { priceListId, input: { ...NOTHING, ...input } });
    return data.quantityPricingByVariantUpdate;
  };
  const refused = async (input: object, priceListId?: string) =>
    (await update(input, priceListId)).userErrors.map(({ field, code }: { field: string[]; code: string }) => [
      field.join('.'),
      code,
    ]);
  const price = (amount: string, variantId = mug.id) => ({ variantId, price: euros(amount) });
  const costs = (pieces: number) => priceIn(list, mug, pieces);
  return { ...opened, list, mug, pen, update, refused, price, costs };
}

test('a price list has fixed prices and breaks; for what it does not have it is the price of everybody', async (t) => {
  const { graphql, list, mug, pen, update, price, costs } = await openWholesale(t);
  assert.equal(costs(10), '12.50');
  const answer = await update({
    pricesToAdd: [{ ...price('10.4'), compareAtPrice: euros('12.50') }],
    quantityPriceBreaksToAdd: [
      { ...price('9'), minimumQuantity: 50 },
      { ...price('9.9'), minimumQuantity: 10 },
    ],
  });
  assert.deepEqual(answer, { productVariants: [{ id: mug.id }], userErrors: [] });
  assert.deepEqual([costs(1), costs(9), costs(10), costs(50)], ['10.40', '10.40', '9.90', '9.00']);
  const { data } = await graphql(
    `query ($id: ID!) { priceList(id: $id) { name currency fixedPricesCount prices(first: 5) { nodes {
       originType price { amount currencyCode } compareAtPrice { amount } variant { id }
       quantityPriceBreaks(first: 5) { nodes { minimumQuantity price { amount } variant { id } priceList { name } } }
     } } } }`,
    { id: list.id },
  );
  const rest = { variant: { id: mug.id }, priceList: { name: 'Wholesale' } };
  assert.deepEqual(data.priceList, {
    name: 'Wholesale',
    currency: 'EUR',
    fixedPricesCount: 1,
    prices: {
      nodes: [
        {
          originType: 'FIXED',
          price: euros('10.4'),
          compareAtPrice: { amount: '12.5' },
          variant: { id: mug.id },
          quantityPriceBreaks: {
            nodes: [
              { minimumQuantity: 50, price: { amount: '9.0' }, ...rest },
              { minimumQuantity: 10, price: { amount: '9.9' }, ...rest },
            ],
          },
        },
        {
          originType: 'RELATIVE',
          price: euros('15.0'),
          compareAtPrice: null,
          variant: { id: pen.id },
          quantityPriceBreaks: { nodes: [] },
        },
      ],
    },
  });
});

test('what goes goes first, and what is not there may go; the breaks of a price go with it', async (t) => {
  const { graphql, list, mug, update, price, costs } = await openWholesale(t);
  const gone = { pricesToDeleteByVariantId: [mug.id], quantityPriceBreaksToDeleteByVariantId: [mug.id] };
  assert.deepEqual(await update(gone), { productVariants: [{ id: mug.id }], userErrors: [] });
  const ladder = {
    pricesToAdd: [price('10.40')],
    quantityPriceBreaksToAdd: [{ ...price('9.90'), minimumQuantity: 10 }],
    quantityPriceBreaksToDeleteByVariantId: [mug.id],
  };
  await update(ladder);
  assert.deepEqual((await update(ladder)).userErrors, [], 'it replaces its own breaks');
  await update({ pricesToAdd: [price('10.20')] });
  assert.deepEqual([costs(1), costs(10)], ['10.20', '9.90'], 'another price leaves the breaks');
  const [held] = list.prices.get(mug.id)?.breaks ?? [];
  await update({ quantityPriceBreaksToDelete: [held?.id] });
  assert.equal(costs(10), '10.20');
  await update(ladder);
  await update({ pricesToDeleteByVariantId: [mug.id] });
  assert.deepEqual([costs(1), costs(10)], ['12.50', '12.50']);
  const { data } = await graphql(
    '{ priceLists(first: 3) { nodes { id prices(first: 3, originType: FIXED) { nodes { originType } } } } }',
  );
  assert.deepEqual(data.priceLists.nodes, [{ id: list.id, prices: { nodes: [] } }]);
});

test('of a call with a mistake nothing is done, and the mistake is named', async (t) => {
  const { list, mug, refused, price, costs } = await openWholesale(t);
  const nowhere = 'gid://shopify/ProductVariant/1';
  const dollars = { amount: '1', currencyCode: 'USD' };
  assert.deepEqual(await refused({}, 'gid://shopify/PriceList/1'), [['priceListId', 'PRICE_LIST_NOT_FOUND']]);
  assert.deepEqual(await refused({ pricesToAdd: [price('1', nowhere)] }), [
    ['input.pricesToAdd.0', 'PRICE_ADD_VARIANT_NOT_FOUND'],
  ]);
  assert.deepEqual(await refused({ pricesToAdd: [{ ...price('1'), price: dollars }] }), [
    ['input.pricesToAdd.0', 'PRICE_ADD_CURRENCY_MISMATCH'],
  ]);
  assert.deepEqual(
    (await refused({ pricesToAdd: [price('1'), price('2')] })).map(([, code]: string[]) => code),
    ['PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT', 'PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT'],
  );
  assert.deepEqual(await refused({ pricesToDeleteByVariantId: [nowhere] }), [
    ['input.pricesToDeleteByVariantId.0', 'PRICE_DELETE_VARIANT_NOT_FOUND'],
  ]);
  assert.deepEqual(await refused({ quantityRulesToDeleteByVariantId: [nowhere] }), [
    ['input.quantityRulesToDeleteByVariantId.0', 'QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND'],
  ]);
  assert.deepEqual(await refused({ quantityPriceBreaksToDeleteByVariantId: [nowhere] }), [
    ['input.quantityPriceBreaksToDeleteByVariantId.0', 'QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND'],
  ]);
  assert.deepEqual(await refused({ quantityPriceBreaksToDelete: ['gid://shopify/QuantityPriceBreak/1'] }), [
    ['input.quantityPriceBreaksToDelete.0', 'QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND'],
  ]);
  const breaks = (...added: object[]) => refused({ pricesToAdd: [price('10')], quantityPriceBreaksToAdd: added });
  const at = (minimumQuantity: number, more: object = {}) => ({ ...price('9'), minimumQuantity, ...more });
  const why = async (...added: object[]) => (await breaks(...added)).map(([, code]: string[]) => code);
  assert.deepEqual(await why(at(10, { variantId: nowhere })), ['QUANTITY_PRICE_BREAK_ADD_VARIANT_NOT_FOUND']);
  assert.deepEqual(await why(at(10, { price: dollars })), ['QUANTITY_PRICE_BREAK_ADD_CURRENCY_MISMATCH']);
  assert.deepEqual(await why(at(10), at(10)), ['QUANTITY_PRICE_BREAK_ADD_DUPLICATE_INPUT_FOR_VARIANT_AND_MIN']);
  assert.deepEqual(await why(at(0)), ['QUANTITY_PRICE_BREAK_ADD_INVALID']);
  assert.deepEqual(await why(...Array.from({ length: 11 }, (_, index) => at(index + 2))), [
    'QUANTITY_PRICE_BREAK_ADD_LIMIT_EXCEEDED',
  ]);
  assert.deepEqual(await refused({ quantityPriceBreaksToAdd: [at(10)] }), [
    ['input.quantityPriceBreaksToAdd.0', 'QUANTITY_PRICE_BREAK_ADD_PRICE_LIST_PRICE_NOT_FOUND'],
  ]);
  assert.deepEqual(await refused({ quantityRulesToAdd: [{ variantId: mug.id, increment: 1, minimum: 1 }] }), [
    ['input.quantityRulesToAdd', 'GENERIC_ERROR'],
  ]);
  assert.deepEqual([list.prices.size, costs(10)], [0, '12.50']);
  assert.deepEqual(await breaks(at(10)), []);
  assert.deepEqual(await refused({ quantityPriceBreaksToAdd: [at(10)] }), [
    ['input.quantityPriceBreaksToAdd.0', 'QUANTITY_PRICE_BREAK_ADD_FAILED_TO_SAVE'],
  ]);
});
