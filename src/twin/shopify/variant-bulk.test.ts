import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenShop, openShop } from './open-shop.support.ts';

const CREATE = `mutation Create($id: ID!, $variants: [ProductVariantsBulkInput!]!, $strategy: ProductVariantsBulkCreateStrategy, $media: [CreateMediaInput!]) {
  productVariantsBulkCreate(productId: $id, variants: $variants, strategy: $strategy, media: $media) {
    product { options { name values } media(first: 5) { nodes { alt } } variants(first: 10) { nodes { title sku price } } }
    productVariants { id title sku price inventoryQuantity inventoryItem {
      tracked requiresShipping countryCodeOfOrigin harmonizedSystemCode measurement { weight { unit value } } unitCost { amount }
    } media(first: 1) { nodes { alt } } metafield(namespace: "erp", key: "item") { value } }
    userErrors { field message code }
  }
}`;

async function newProduct(shop: OpenShop, productOptions?: object): Promise<string> {
  const made = await shop.graphql(
    'mutation Make($product: ProductCreateInput!) { productCreate(product: $product) { product { id isGiftCard variants(first: 5) { nodes { title price } } } userErrors { field message } } }',
    { product: { title: 'Shelf', ...(productOptions === undefined ? {} : { productOptions }) } },
  );
  assert.deepEqual(made.data.productCreate.userErrors, []);
  return made.data.productCreate.product.id;
}

const COLOUR = [{ name: 'Colour', values: [{ name: 'Red' }, { name: 'Blue' }] }];
const of = (name: string) => ({ optionValues: [{ optionName: 'Colour', name }] });

test('variants are added with their item, stock, metafields and images', async (t) => {
  const shop = await openShop(t);
  const id = await newProduct(shop, COLOUR);
  const [location] = shop.twin.locations;
  const { productVariantsBulkCreate: made } = (
    await shop.graphql(CREATE, {
      id,
      variants: [
        {
          ...of('Blue'),
          price: '12.5',
          inventoryItem: {
            sku: 'SH-BLUE',
            cost: '4',
            tracked: true,
            requiresShipping: true,
            measurement: { weight: { value: 1.25, unit: 'KILOGRAMS' } },
            countryCodeOfOrigin: 'DE',
            harmonizedSystemCode: '940320',
          },
          inventoryQuantities: [{ locationId: location?.id, availableQuantity: 7 }],
          metafields: [{ namespace: 'erp', key: 'item', type: 'single_line_text_field', value: 'I-7' }],
          mediaSrc: ['https://images.example.com/shelf-blue.png'],
        },
      ],
      media: [{ originalSource: 'https://images.example.com/shelf.png', alt: 'Shelf', mediaContentType: 'IMAGE' }],
    })
  ).data;
  assert.deepEqual(made.userErrors, []);
  assert.equal(made.productVariants.length, 1);
  const [variant] = made.productVariants;
  assert.equal(variant.title, 'Blue');
  assert.equal(variant.sku, 'SH-BLUE');
  assert.equal(variant.price, '12.50');
  assert.equal(variant.inventoryQuantity, 7);
  assert.deepEqual(variant.inventoryItem, {
    tracked: true,
    requiresShipping: true,
    countryCodeOfOrigin: 'DE',
    harmonizedSystemCode: '940320',
    measurement: { weight: { unit: 'KILOGRAMS', value: 1.25 } },
    unitCost: { amount: '4.0' },
  });
  assert.deepEqual(variant.metafield, { value: 'I-7' });
  assert.equal(variant.media.nodes.length, 1);
  assert.equal(made.product.media.nodes.length, 2);
  assert.deepEqual(
    made.product.variants.nodes.map(({ title }: { title: string }) => title),
    ['Red', 'Blue'],
  );
  assert.deepEqual(made.product.options, [{ name: 'Colour', values: ['Red', 'Blue'] }]);
});

for (const [strategy, options, left] of [
  ['DEFAULT', undefined, ['Oak']],
  ['PRESERVE_STANDALONE_VARIANT', undefined, ['Default Title', 'Oak']],
  ['DEFAULT', COLOUR, ['Red', 'Oak']],
  ['REMOVE_STANDALONE_VARIANT', COLOUR, ['Oak']],
] as const)
  test(`strategy ${strategy} on a product with ${options === undefined ? 'the default variant' : 'one chosen variant'}`, async (t) => {
    const shop = await openShop(t);
    const id = await newProduct(shop, options);
    const optionName = options === undefined ? 'Title' : 'Colour';
    const { productVariantsBulkCreate: made } = (
      await shop.graphql(CREATE, { id, strategy, variants: [{ optionValues: [{ optionName, name: 'Oak' }] }] })
    ).data;
    assert.deepEqual(made.userErrors, []);
    assert.deepEqual(
      made.product.variants.nodes.map(({ title }: { title: string }) => title),
      left,
    );
  });

test('one wrong variant and none is made: every reason is told', async (t) => {
  const shop = await openShop(t);
  const id = await newProduct(shop, COLOUR);
  const { productVariantsBulkCreate: made } = (
    await shop.graphql(CREATE, {
      id,
      variants: [
        of('Blue'),
        of('red'),
        { price: '5' },
        { optionValues: [{ optionName: 'Size', name: 'L' }] },
        { optionValues: [...of('Green').optionValues, { optionName: 'Size', name: 'L' }] },
        { ...of('Black'), id: 'gid://shopify/ProductVariant/1' },
        { ...of('White'), price: '-1' },
        {
          ...of('Grey'),
          inventoryQuantities: [{ locationId: 'gid://shopify/Location/9', availableQuantity: 1 }],
        },
        { ...of('Pink'), inventoryItem: { harmonizedSystemCode: '7318.15' } },
      ],
    })
  ).data;
  assert.equal(made.productVariants, null);
  assert.deepEqual(
    made.userErrors.map(({ field, code }: { field: string[]; code: string }) => [field.slice(0, 2).join('.'), code]),
    [
      ['variants.1', 'VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE'],
      ['variants.2', 'NEED_TO_ADD_OPTION_VALUES'],
      ['variants.3', 'INVALID_INPUT'],
      ['variants.4', 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS'],
      ['variants.5', 'NO_KEY_ON_CREATE'],
      ['variants.6', 'GREATER_THAN_OR_EQUAL_TO'],
      ['variants.7', 'TRACKED_VARIANT_LOCATION_NOT_FOUND'],
      ['variants.8', 'INVALID_INPUT'],
    ],
  );
  assert.equal(shop.twin.variants.length, 1);
  const nowhere = await shop.graphql(CREATE, { id: 'gid://shopify/Product/1', variants: [of('Blue')] });
  assert.equal(nowhere.data.productVariantsBulkCreate.userErrors[0].code, 'PRODUCT_DOES_NOT_EXIST');
});

const UPDATE = `mutation Update($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $id, variants: $variants) {
    productVariants { title inventoryItem { measurement { weight { unit value } } } } userErrors { field code }
  }
}`;

test('an update refuses stock, unknown options and a variant that is there already, and may swap two', async (t) => {
  const shop = await openShop(t);
  const { product, variants } = shop.twin.addProduct({
    title: 'Shelf',
    variants: [{ options: { Colour: 'Red' } }, { options: { Colour: 'Blue' } }],
  });
  const [red, blue] = variants.map(({ id }) => id);
  const update = async (given: object[]) =>
    (await shop.graphql(UPDATE, { id: product.id, variants: given })).data.productVariantsBulkUpdate;
  const codes = async (given: object) =>
    (await update([{ id: red, ...given }])).userErrors.map(({ code }: { code: string }) => code);
  const locationId = shop.twin.locations[0]?.id;
  assert.deepEqual(await codes({ inventoryQuantities: [{ locationId, availableQuantity: 3 }] }), [
    'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
  ]);
  assert.deepEqual(await codes(of('blue')), ['VARIANT_ALREADY_EXISTS']);
  assert.deepEqual(await codes({ optionValues: [{ optionName: 'Size', name: 'L' }] }), ['OPTION_DOES_NOT_EXIST']);
  assert.deepEqual(await codes({ mediaId: 'gid://shopify/MediaImage/1' }), ['MUST_BE_FOR_THIS_PRODUCT']);
  const swapped = await update([
    { id: red, ...of('Blue'), inventoryItem: { measurement: { weight: { value: 900, unit: 'GRAMS' } } } },
    { id: blue, ...of('Red') },
  ]);
  assert.deepEqual(swapped.userErrors, []);
  assert.deepEqual(
    swapped.productVariants.map(({ title }: { title: string }) => title),
    ['Blue', 'Red'],
  );
  assert.deepEqual(swapped.productVariants[0].inventoryItem.measurement.weight, { unit: 'GRAMS', value: 900 });
});
