import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const SET = `mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) {
  inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange item { sku } } } userErrors { field message code } } }`;

async function stocked(t: Parameters<typeof openShop>[0], options = {}) {
  const shop = await openShop(t, options);
  const { variants } = shop.twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', price: '4.50', stock: 200 }] });
  const itemId = variants[0]?.inventoryItemId ?? '';
  const locationId = shop.twin.locations[0]?.id ?? '';
  let keys = 0;
  const set = async (entry: object, more: { name?: string; reason?: string; key?: string } = {}) => {
    keys += 1;
    const input = {
      name: more.name ?? 'available',
      reason: more.reason ?? 'correction',
      quantities: [{ inventoryItemId: itemId, locationId, ...entry }],
    };
    return (await shop.graphql(SET, { input, key: more.key ?? `key-${keys}` })).data.inventorySetQuantities;
  };
  const code = (payload: { userErrors: { code: string }[] }) => payload.userErrors[0]?.code;
  return { ...shop, itemId, locationId, set, code };
}

test('inventory writes fail at run time without @idempotent, by literal key or by variable they pass', async (t) => {
  const { graphql, itemId, locationId, twin } = await stocked(t);
  const input = {
    name: 'available',
    reason: 'correction',
    quantities: [{ inventoryItemId: itemId, locationId, quantity: 5, changeFromQuantity: null }],
  };
  const bare = await graphql(
    'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { message } } }',
    { input },
  );
  assert.match(bare.errors[0].message, /@idempotent/);
  assert.equal(twin.inventory('B-1'), 200);
  await graphql(
    'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "literal") { userErrors { message } } }',
    { input },
  );
  assert.equal(twin.inventory('B-1'), 5);
});

test('before 2026-04 neither the directive nor changeFromQuantity was asked for', async (t) => {
  const { post, itemId, locationId, twin } = await stocked(t);
  const body = JSON.stringify({
    query:
      'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { message } } }',
    variables: {
      input: {
        name: 'available',
        reason: 'correction',
        quantities: [{ inventoryItemId: itemId, locationId, quantity: 5 }],
      },
    },
  });
  await post('/admin/api/2026-01/graphql.json', body, { 'x-shopify-access-token': 'shpat_twin_static' });
  assert.equal(twin.inventory('B-1'), 5);
});

test('changeFromQuantity must be there: null skips the comparison, a stale one is refused', async (t) => {
  const { set, code, twin } = await stocked(t);
  const omitted = await set({ quantity: 5 });
  assert.deepEqual(
    [omitted.inventoryAdjustmentGroup, omitted.userErrors[0].field.at(-1)],
    [null, 'changeFromQuantity'],
  );
  assert.equal(code(await set({ quantity: 5, changeFromQuantity: 199 })), 'CHANGE_FROM_QUANTITY_STALE');
  assert.equal(twin.inventory('B-1'), 200);
  assert.deepEqual((await set({ quantity: 150, changeFromQuantity: 200 })).inventoryAdjustmentGroup.changes, [
    { name: 'available', delta: -50, quantityAfterChange: 150, item: { sku: 'B-1' } },
    { name: 'on_hand', delta: -50, quantityAfterChange: 150, item: { sku: 'B-1' } },
  ]);
  await set({ quantity: 7, changeFromQuantity: null });
  assert.equal(twin.inventory('B-1'), 7);
});

test('the same key and variables give the first result and write nothing; other variables are a mismatch', async (t) => {
  const { set, code, twin } = await stocked(t);
  const first = await set({ quantity: 10, changeFromQuantity: null }, { key: 'k' });
  twin.setInventory('B-1', 99);
  const again = await set({ quantity: 10, changeFromQuantity: null }, { key: 'k' });
  assert.equal(again.inventoryAdjustmentGroup.id, first.inventoryAdjustmentGroup.id);
  assert.equal(twin.inventory('B-1'), 99);
  assert.equal(
    code(await set({ quantity: 11, changeFromQuantity: null }, { key: 'k' })),
    'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
  );
});

test('setting what is already there changes nothing and gives no group', async (t) => {
  const { set } = await stocked(t);
  const payload = await set({ quantity: 200, changeFromQuantity: 200 });
  assert.deepEqual(payload, { inventoryAdjustmentGroup: null, userErrors: [] });
});

test('on hand is free and committed together: counting the shelf does not take the claim of open orders away', async (t) => {
  const { set, twin } = await stocked(t);
  twin.placeOrder({ lines: [{ variant: 'B-1', quantity: 30 }] });
  await set({ quantity: 100, changeFromQuantity: 200 }, { name: 'on_hand' });
  assert.deepEqual(
    ['available', 'committed', 'on_hand'].map((name) => twin.inventory('B-1', name as 'available')),
    [70, 30, 100],
  );
});

test('every fault has its code and nothing of the call is written', async (t) => {
  const { set, code, twin, graphql, itemId, locationId } = await stocked(t);
  const elsewhere = twin.addLocation({ name: 'Annex' }).id;
  const some = { quantity: 1, changeFromQuantity: null };
  assert.equal(
    code(await set({ ...some, inventoryItemId: 'gid://shopify/InventoryItem/1' })),
    'INVALID_INVENTORY_ITEM',
  );
  assert.equal(code(await set({ ...some, locationId: 'gid://shopify/Location/1' })), 'INVALID_LOCATION');
  assert.equal(code(await set({ ...some, locationId: elsewhere })), 'ITEM_NOT_STOCKED_AT_LOCATION');
  assert.equal(code(await set(some, { name: 'committed' })), 'INVALID_NAME');
  assert.equal(code(await set(some, { reason: 'because' })), 'INVALID_REASON');
  assert.equal(code(await set({ quantity: 1_000_000_001, changeFromQuantity: null })), 'INVALID_QUANTITY_TOO_HIGH');
  const twice = { inventoryItemId: itemId, locationId, ...some };
  const input = { name: 'available', reason: 'correction', quantities: [twice, { ...twice, quantity: 2 }] };
  assert.equal(
    code((await graphql(SET, { input, key: 'twice' })).data.inventorySetQuantities),
    'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
  );
  assert.equal(twin.inventory('B-1'), 200);
});

test('an item is stocked at a location by inventoryActivate, then it can be set', async (t) => {
  const { set, code, twin, graphql, itemId } = await stocked(t);
  const annex = twin.addLocation({ name: 'Annex' }).id;
  const activate = async (available: number, key: string) =>
    (
      await graphql(
        'mutation($i: ID!, $l: ID!, $a: Int, $k: String!) { inventoryActivate(inventoryItemId: $i, locationId: $l, available: $a) @idempotent(key: $k) { inventoryLevel { quantities(names: ["available"]) { quantity } } userErrors { message } } }',
        { i: itemId, l: annex, a: available, k: key },
      )
    ).data.inventoryActivate;
  assert.equal((await activate(4, 'a')).inventoryLevel.quantities[0].quantity, 4);
  assert.match((await activate(5, 'b')).userErrors[0].message, /already active/);
  assert.equal(code(await set({ locationId: annex, quantity: 9, changeFromQuantity: 4 })), undefined);
  assert.equal(twin.inventory('B-1', 'available', annex), 9);
  assert.equal(twin.inventory('B-1'), 209);
});

test('adjusting moves by a delta; every name but available needs a ledger document', async (t) => {
  const { graphql, itemId, locationId, twin } = await stocked(t);
  const adjust = async (name: string, change: object, key: string) =>
    (
      await graphql(
        'mutation($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { changes { name quantityAfterChange } } userErrors { code } } }',
        {
          input: {
            name,
            reason: 'received',
            changes: [{ inventoryItemId: itemId, locationId, changeFromQuantity: null, ...change }],
          },
          key,
        },
      )
    ).data.inventoryAdjustQuantities;
  await adjust('available', { delta: -5 }, 'a');
  assert.equal(twin.inventory('B-1'), 195);
  assert.equal((await adjust('incoming', { delta: 20 }, 'b')).userErrors[0].code, 'INVALID_QUANTITY_DOCUMENT');
  await adjust('incoming', { delta: 20, ledgerDocumentUri: 'gid://erp/PurchaseOrder/1' }, 'c');
  assert.deepEqual([twin.inventory('B-1', 'incoming'), twin.inventory('B-1', 'on_hand')], [20, 195]);
});

test('an item that is not tracked takes no quantities until it is', async (t) => {
  const { set, code, graphql, itemId } = await stocked(t);
  const track = (tracked: boolean) =>
    graphql(
      'mutation($id: ID!, $t: Boolean) { inventoryItemUpdate(id: $id, input: {tracked: $t}) { userErrors { message } } }',
      { id: itemId, t: tracked },
    );
  await track(false);
  assert.equal(code(await set({ quantity: 1, changeFromQuantity: null })), 'INVALID_INVENTORY_ITEM');
  await track(true);
  assert.equal(code(await set({ quantity: 1, changeFromQuantity: null })), undefined);
});

test('levels are read by item, by location and by what changed since', async (t) => {
  const { graphql, twin, clock, itemId, locationId } = await stocked(t);
  twin.addProduct({ title: 'Nut', variants: [{ sku: 'N-1', price: '1.00', stock: 3 }] });
  clock.advance(60_000);
  twin.placeOrder({ lines: [{ variant: 'B-1', quantity: 10 }] });
  const { data } = await graphql(
    `query($item: ID!, $place: ID!) {
      inventoryItems(first: 5, query: "updated_at:>='2026-05-04T14:03:00Z'") { nodes { sku tracked duplicateSkuCount inventoryLevels(first: 5) { nodes { id location { name } quantities(names: ["available", "on_hand", "committed"]) { name quantity } updatedAt } } } }
      inventoryItem(id: $item) { inventoryLevel(locationId: $place) { quantities(names: ["available"]) { quantity } } variant { inventoryQuantity availableForSale } }
      location(id: $place) { inventoryLevels(first: 5) { nodes { item { sku } } } } }`,
    { item: itemId, place: locationId },
  );
  assert.equal(data.inventoryItems.nodes.length, 1);
  const [level] = data.inventoryItems.nodes[0].inventoryLevels.nodes;
  assert.match(level.id, /^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=\d+$/);
  assert.deepEqual(level.quantities, [
    { name: 'available', quantity: 190 },
    { name: 'on_hand', quantity: 200 },
    { name: 'committed', quantity: 10 },
  ]);
  assert.equal(level.updatedAt, '2026-05-04T14:03:11Z');
  assert.deepEqual(data.inventoryItem.variant, { inventoryQuantity: 190, availableForSale: true });
  assert.deepEqual(
    data.location.inventoryLevels.nodes.map(({ item }: { item: { sku: string } }) => item.sku),
    ['B-1', 'N-1'],
  );
});
