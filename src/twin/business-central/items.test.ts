import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, item, NO_ID, openCompany, orderOf, stockUp, where } from './open-company.ts';

test('an item shows the fields of the sheet, ids and codes of everything it refers to', async (t) => {
  const { post, list } = await openCompany(t);
  const category = (await post('itemCategories', { code: 'TOOLS', displayName: 'Tools' })).body;
  const { status, body } = await post('items', {
    number: 'SKU-TROWEL',
    displayName: 'Garden trowel, steel',
    itemCategoryCode: 'TOOLS',
    gtin: '00012345678905',
    unitPrice: 15,
    unitCost: 6.1,
  });
  assert.equal(status, 201);
  const { '@odata.context': _context, '@odata.etag': _etag, id: _id, ...shown } = body;
  const idOf = async (set: string, code: string) => (await list(`${set}?${where(`code eq '${code}'`)}`))[0].id;
  assert.deepEqual(shown, {
    number: 'SKU-TROWEL',
    displayName: 'Garden trowel, steel',
    displayName2: '',
    type: 'Inventory',
    itemCategoryId: category.id,
    itemCategoryCode: 'TOOLS',
    blocked: false,
    gtin: '00012345678905',
    inventory: 0,
    unitPrice: 15,
    priceIncludesTax: false,
    unitCost: 6.1,
    taxGroupId: await idOf('taxGroups', 'TAXABLE'),
    taxGroupCode: 'TAXABLE',
    baseUnitOfMeasureId: await idOf('unitsOfMeasure', 'PCS'),
    baseUnitOfMeasureCode: 'PCS',
    generalProductPostingGroupId: await idOf('generalProductPostingGroups', 'RETAIL'),
    generalProductPostingGroupCode: 'RETAIL',
    inventoryPostingGroupId: await idOf('inventoryPostingGroups', 'RESALE'),
    inventoryPostingGroupCode: 'RESALE',
    lastModifiedDateTime: '2026-03-02T15:04:05.123Z',
  });
  assert.equal((await list(`items?${where("gtin eq '00012345678905'")}`)).length, 1);
});

test('a reference is changed by its id or its code, and cleared by the empty one', async (t) => {
  const { post, patch, twin } = await openCompany(t);
  const { mug } = stockUp(twin);
  const tools = (await post('itemCategories', { code: 'TOOLS' })).body;
  const path = `items(${mug.id})`;
  assert.equal((await patch(path, { itemCategoryId: tools.id })).body.itemCategoryCode, 'TOOLS');
  assert.equal((await patch(path, { itemCategoryCode: '' })).body.itemCategoryId, NO_ID);
  assert.equal((await patch(path, { itemCategoryCode: 'TOOLS' })).body.itemCategoryId, tools.id);
  assert.equal((await patch(path, { itemCategoryId: NO_ID })).body.itemCategoryCode, '');
  for (const body of [{ itemCategoryCode: 'NONE' }, { taxGroupCode: 'NONE' }, { baseUnitOfMeasureCode: 'ELL' }])
    assertRefused(await patch(path, body), 400, 'Internal_InvalidTableRelation');
});

test('an item’s number is its own, and a rename reaches orders, variants and stock', async (t) => {
  const { post, patch, get, list, twin } = await openCompany(t);
  const { mug } = stockUp(twin);
  twin.addItemVariant({ itemNumber: 'MUG-01', code: 'RED' });
  const { id } = (await post('salesOrders', orderOf('WEB-1', item('MUG-01', 2)))).body;
  assertRefused(await post('items', { number: 'PEN-01' }), 400, 'Internal_EntityWithSameKeyExists');
  assertRefused(await patch(`items(${mug.id})`, { number: 'PEN-01' }), 400, 'Internal_EntityWithSameKeyExists');
  const renamed = (await patch(`items(${mug.id})`, { number: 'CUP-01' })).body;
  assert.deepEqual([renamed.number, renamed.inventory], ['CUP-01', 40]);
  assert.equal((await get(`salesOrders(${id})/salesOrderLines`)).body.value[0].lineObjectNumber, 'CUP-01');
  assert.equal((await list('itemVariants'))[0].itemNumber, 'CUP-01');
  twin.postShipAndInvoice(twin.company.salesOrders.need(id));
  assert.equal((await get(`items(${mug.id})`)).body.inventory, 38);
});

test('an item is refused for what its fields cannot hold', async (t) => {
  const { post } = await openCompany(t);
  const refusals = [
    [{ type: 'Bundle' }, 'Unknown'],
    [{ displayName2: 'x'.repeat(51) }, 'Application_StringExceededLength'],
    [{ gtin: '1'.repeat(15) }, 'Application_StringExceededLength'],
    [{ unitPrice: '15.00' }, 'BadRequest'],
    [{ blocked: 'no' }, 'BadRequest'],
    [{ longDescription: 'x' }, 'BadRequest'],
    [{ salesBlocked: true }, 'BadRequest'],
  ] as const;
  for (const [body, code] of refusals) assertRefused(await post('items', { number: 'MUG-01', ...body }), 400, code);
});

test('an item on an open order stays', async (t) => {
  const { post, remove, twin } = await openCompany(t);
  const { mug, pen } = stockUp(twin);
  await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1)));
  assertRefused(await remove(`items(${mug.id})`), 400, 'Application_DialogException');
  assert.equal((await remove(`items(${pen.id})`)).status, 204);
});

test('variants hang on an item, have a code of their own, and neither price nor stock', async (t) => {
  const { post, patch, remove, list, get, twin } = await openCompany(t);
  const { mug, pen } = stockUp(twin);
  const red = (await post(`items(${mug.id})/itemVariants`, { code: 'RED', description: 'Red' })).body;
  const blue = (await post('itemVariants', { itemNumber: 'PEN-01', code: 'BLUE' })).body;
  assert.deepEqual([red.itemNumber, blue.itemId], ['MUG-01', pen.id]);
  assertRefused(await post('itemVariants', { itemId: mug.id, code: 'RED' }), 400, 'Internal_EntityWithSameKeyExists');
  assertRefused(await post('itemVariants', { code: 'RED' }), 400, 'Application_DialogException');
  assertRefused(await post('itemVariants', { itemId: mug.id }), 400, 'BadRequest_RequiredParamNotProvided');
  assertRefused(await post('itemVariants', { itemId: mug.id, code: 'L', unitPrice: 1 }), 400, 'BadRequest');
  assertRefused(
    await post('itemVariants', { itemId: mug.id, code: 'x'.repeat(11) }),
    400,
    'Application_StringExceededLength',
  );
  assert.equal((await patch(`itemVariants(${red.id})`, { description: 'Dark red' })).body.description, 'Dark red');
  assert.deepEqual(Object.keys(red).slice(2), [
    'id',
    'itemId',
    'itemNumber',
    'code',
    'description',
    'lastModifiedDateTime',
  ]);
  assert.equal((await list(`items(${mug.id})/itemVariants`)).length, 1);
  assert.equal((await get(`items(${mug.id})?$expand=itemVariants`)).body.itemVariants[0].code, 'RED');
  assert.equal((await remove(`itemVariants(${red.id})`)).status, 204);
});

test('categories: code is the key, there is no parent, and a deleted one leaves its items', async (t) => {
  const { post, patch, remove, get, twin } = await openCompany(t);
  const { mug } = stockUp(twin);
  const { id } = (await post('itemCategories', { code: 'TOOLS', displayName: 'Tools' })).body;
  await patch(`items(${mug.id})`, { itemCategoryId: id });
  assertRefused(await post('itemCategories', { code: 'TOOLS' }), 400, 'Internal_EntityWithSameKeyExists');
  assertRefused(await post('itemCategories', { code: 'HAND', parentCategory: 'TOOLS' }), 400, 'BadRequest');
  assertRefused(await post('itemCategories', { displayName: 'No code' }), 400, 'BadRequest_RequiredParamNotProvided');
  await patch(`itemCategories(${id})`, { code: 'GARDEN' });
  assert.equal((await get(`items(${mug.id})`)).body.itemCategoryCode, 'GARDEN');
  assert.equal((await remove(`itemCategories(${id})`)).status, 204);
  const { itemCategoryId, itemCategoryCode } = (await get(`items(${mug.id})`)).body;
  assert.deepEqual([itemCategoryId, itemCategoryCode], [NO_ID, '']);
});

test('code lists all have id, code, name and time', async (t) => {
  const { list } = await openCompany(t);
  for (const name of [
    'paymentMethods',
    'paymentTerms',
    'shipmentMethods',
    'taxGroups',
    'taxAreas',
    'currencies',
    'countriesRegions',
    'unitsOfMeasure',
    'locations',
    'customerReturnReasons',
  ])
    for (const row of await list(name))
      for (const field of ['@odata.etag', 'id', 'code', 'displayName', 'lastModifiedDateTime'])
        assert.equal(typeof row[field], 'string', `${name}.${field}`);
});
