import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const SET = `mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
  productSet(identifier: $identifier, synchronous: true, input: $input) {
    product { id isGiftCard onlineStoreUrl
      media(first: 5) { nodes { __typename id alt status mediaContentType preview { status image { url } }
        ... on MediaImage { image { url altText } originalSource { url } } } }
      featuredMedia { id alt } featuredImage { url altText } images(first: 5) { nodes { url altText } }
      variants(first: 5) { nodes { title media(first: 1) { nodes { id } } image { altText } } } }
    userErrors { field message code }
  }
}`;
const READ = `query Read($id: ID!) { product(id: $id) { onlineStoreUrl featuredImage { url altText } images(first: 5) { nodes { altText } }
  media(first: 5) { nodes { id status preview { image { url } } ... on MediaImage { image { url altText } } } }
  variants(first: 5) { nodes { image { altText } } } } }`;

const FRONT = { originalSource: 'https://images.example.com/a/front.png', alt: 'Front' };
const BACK = { originalSource: 'https://images.example.com/back.png', alt: 'Back' };

test('files of productSet are images: processed some time later, from the shop’s own address, and what is left out goes', async (t) => {
  const shop = await openShop(t);
  const input = {
    title: 'Lamp',
    files: [FRONT, BACK],
    productOptions: [{ name: 'Colour', values: [{ name: 'Red' }] }],
    variants: [{ optionValues: [{ optionName: 'Colour', name: 'Red' }], file: BACK }],
  };
  const { product, userErrors } = (await shop.graphql(SET, { input })).data.productSet;
  assert.deepEqual(userErrors, []);
  const [front, back] = product.media.nodes;
  assert.equal(front.__typename, 'MediaImage');
  assert.equal(front.status, 'PROCESSING');
  assert.equal(front.image, null);
  assert.deepEqual(front.preview, { status: 'PROCESSING', image: null });
  assert.deepEqual(product.images.nodes, []);
  assert.equal(product.featuredMedia.id, front.id);
  assert.equal(product.variants.nodes[0].media.nodes[0].id, back.id);

  shop.clock.advance(1000);
  const later = (await shop.graphql(READ, { id: product.id })).data.product;
  assert.equal(later.media.nodes[0].status, 'READY');
  assert.match(later.media.nodes[0].image.url, /^https:\/\/cdn\.shopify\.com\/.*\/front\.png\?v=\d+$/);
  assert.equal(later.media.nodes[0].image.altText, 'Front');
  assert.equal(later.media.nodes[0].preview.image.url, later.media.nodes[0].image.url);
  assert.equal(later.featuredImage.altText, 'Front');
  assert.deepEqual(later.images.nodes, [{ altText: 'Front' }, { altText: 'Back' }]);
  assert.deepEqual(later.variants.nodes, [{ image: { altText: 'Back' } }]);

  const again = await shop.graphql(SET, {
    identifier: { id: product.id },
    input: { files: [{ id: front.id, alt: 'The front' }] },
  });
  assert.deepEqual(again.data.productSet.userErrors, []);
  const kept = again.data.productSet.product;
  assert.deepEqual(
    kept.media.nodes.map(({ id, alt }: { id: string; alt: string }) => [id, alt]),
    [[front.id, 'The front']],
  );
  assert.equal(kept.variants.nodes[0].image, null);
});

test('a file that cannot be fetched, is not known, or is a variant’s alone is refused', async (t) => {
  const shop = await openShop(t);
  const refused = async (input: object): Promise<unknown> =>
    (await shop.graphql(SET, { input: { title: 'Lamp', ...input } })).data.productSet.userErrors.map(
      ({ field, code }: { field: string[]; code: string }) => [field.join('.'), code],
    );
  assert.deepEqual(await refused({ files: [{ originalSource: 'front.png' }] }), [['input.files.0', 'INVALID_INPUT']]);
  assert.deepEqual(await refused({ files: [{ id: 'gid://shopify/MediaImage/1' }] }), [
    ['input.files.0', 'INVALID_INPUT'],
  ]);
  assert.deepEqual(
    await refused({
      files: [FRONT],
      productOptions: [{ name: 'Colour', values: [{ name: 'Red' }] }],
      variants: [{ optionValues: [{ optionName: 'Colour', name: 'Red' }], file: BACK }],
    }),
    [['input.variants.0.file', 'INVALID_VARIANT']],
  );
  assert.equal(shop.twin.products.length, 0);
});

test('the online store’s address is there only for what can be seen there', async (t) => {
  const shop = await openShop(t);
  const urlOf = async (id: string): Promise<unknown> => (await shop.graphql(READ, { id })).data.product.onlineStoreUrl;
  const seen = shop.twin.addProduct({ title: 'Lamp', images: [FRONT] }).product;
  assert.equal(await urlOf(seen.id), 'https://pipewright-twin.myshopify.com/products/lamp');
  assert.equal(await urlOf(shop.twin.addProduct({ title: 'Rug', published: false }).product.id), null);
  assert.equal(await urlOf(shop.twin.addProduct({ title: 'Cup', status: 'DRAFT' }).product.id), null);
  assert.equal((await shop.graphql(READ, { id: seen.id })).data.product.featuredImage.altText, 'Front');
});

test('a gift card product says so, and its order lines with it', async (t) => {
  const shop = await openShop(t);
  const { product } = (await shop.graphql(SET, { input: { title: 'Gift card', giftCard: true } })).data.productSet;
  assert.equal(product.isGiftCard, true);
  const [variant] = shop.twin.variants;
  assert.ok(variant);
  const order = shop.twin.placeOrder({ lines: [{ variant: variant.id, quantity: 1 }], inventory: 'bypass' });
  assert.equal(order.lines[0]?.isGiftCard, true);
  const found = await shop.graphql('{ products(first: 5, query: "gift_card:true status:active") { nodes { id } } }');
  assert.deepEqual(found.data.products.nodes, [{ id: product.id }]);
});

test('the image of a collection comes, changes its text alone, and goes', async (t) => {
  const shop = await openShop(t);
  const made = await shop.graphql(
    'mutation Make($input: CollectionInput!) { collectionCreate(input: $input) { collection { id image { url altText } } userErrors { field } } }',
    { input: { title: 'Lamps', image: { src: 'https://images.example.com/lamps.jpg', altText: 'Lamps' } } },
  );
  const { collection } = made.data.collectionCreate;
  assert.match(collection.image.url, /\/lamps\.jpg\?v=\d+$/);
  const update = async (image: object | null) =>
    (
      await shop.graphql(
        'mutation Change($input: CollectionInput!) { collectionUpdate(input: $input) { collection { title image { url altText } } userErrors { field message } } }',
        { input: { id: collection.id, title: 'Lights', image } },
      )
    ).data.collectionUpdate;
  const renamed = await update({ altText: 'All lights' });
  assert.deepEqual(renamed.collection, {
    title: 'Lights',
    image: { url: collection.image.url, altText: 'All lights' },
  });
  assert.deepEqual((await update({ src: 'lamps.jpg' })).userErrors, [
    { field: ['image', 'src'], message: 'Image URL is invalid' },
  ]);
  assert.equal((await update(null)).collection.image, null);
});
