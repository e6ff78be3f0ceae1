import assert from 'node:assert/strict';
import test from 'node:test';
import { type Answer, openShop, query, results, type ShopSession } from './open-shop.support.ts';

const refusal = ({ status, body }: Answer) => [status, body.error?.code];
const VERSION = { version: 'Online', catalog: { id: 'Default' } };
const key = (written: string) => encodeURIComponent(written);

test('a POST creates what is not there and changes what is, by the unique attributes', async () => {
  await using shop = await openShop();
  const level = { productCode: 'NEW-01', warehouse: { code: 'main' }, available: 140 };
  const made = await shop.odata('POST', 'ErpStock/StockLevels', level);
  assert.deepEqual(
    [made.status, made.body.d?.integrationKey, made.body.d?.reserved, made.body.d?.__metadata?.type],
    [201, 'NEW-01|main', 0, 'HybrisCommerceOData.StockLevel'],
  );
  const again = await shop.odata('POST', 'ErpStock/StockLevels', { ...level, integrationKey: 'made up', available: 7 });
  assert.deepEqual([again.status, again.body.d?.available, again.body.d?.integrationKey], [201, 7, 'NEW-01|main']);
  assert.equal((await shop.odata('GET', 'ErpStock/StockLevels/$count')).text, '4');
});

test('numbers are as the protocol writes them, in both directions', async () => {
  await using shop = await openShop();
  const row = {
    productId: 'MUG-01',
    currency: { isocode: 'EUR' },
    unit: { code: 'pieces' },
    minqtd: '1',
    price: '13.75',
  };
  const { status, body } = await shop.odata('POST', 'InboundPriceRow/PriceRows', row);
  assert.deepEqual([status, body.d?.price, body.d?.minqtd, body.d?.unitFactor], [201, '13.75', '1', 1]);
  assert.deepEqual(refusal(await shop.odata('POST', 'InboundPriceRow/PriceRows', { ...row, price: 13.75 })), [
    400,
    'odata_error',
  ]);
  assert.deepEqual(refusal(await shop.odata('POST', 'InboundPriceRow/PriceRows', { ...row, minqtd: 1 })), [
    400,
    'odata_error',
  ]);
  assert.equal((await shop.odata('GET', 'InboundPriceRow/PriceRows/$count')).text, '3');
});

test('what is missing, unknown or not there is refused, and nothing of it stands', async () => {
  await using shop = await openShop();
  const post = (body: unknown) => shop.odata('POST', 'ErpStock/StockLevels', body).then(refusal);
  assert.deepEqual(await post({ warehouse: { code: 'main' }, available: 1 }), [400, 'missing_key']);
  assert.deepEqual(await post({ productCode: 'A', warehouse: { code: 'moon' } }), [400, 'missing_nav_property']);
  assert.deepEqual(await post({ productCode: 'A', warehouse: { code: 'main' }, shelf: 'B' }), [
    400,
    'invalid_property',
  ]);
  assert.deepEqual(await post({ productCode: 'A', warehouse: { code: 'main' }, available: '7' }), [400, 'odata_error']);
  const order = { code: '1', order: { code: '00100001' }, status: { code: 'SHIPPED' }, warehouse: { code: 'main' } };
  shop.order({ 'MUG-01': 1 });
  assert.deepEqual(refusal(await shop.odata('POST', 'ErpConsignment/Consignments', order)), [
    400,
    'missing_nav_property',
  ]);
  assert.equal((await shop.odata('GET', 'ErpConsignment/Consignments/$count')).text, '0');
  assert.equal((await shop.odata('GET', 'ErpStock/StockLevels/$count')).text, '3');
});

test('PATCH changes one item, leaves its key, and misses what is not there; DELETE takes it away', async () => {
  await using shop = await openShop();
  const at = `ErpStock/StockLevels('${key('MUG-01|main')}')`;
  const { status, body } = await shop.odata('PATCH', at, { inStockStatus: { code: 'forceOutOfStock' } });
  assert.deepEqual([status, body.d?.available], [200, 100]);
  assert.deepEqual(refusal(await shop.odata('PATCH', at, { productCode: 'OTHER' })), [400, 'invalid_key']);
  assert.deepEqual(refusal(await shop.odata('PATCH', `ErpStock/StockLevels('X%7Cmain')`, {})), [404, 'not_found']);
  assert.equal((await shop.odata('DELETE', at)).status, 200);
  assert.deepEqual(refusal(await shop.odata('GET', at)), [404, 'not_found']);
  assert.equal((await shop.odata('PUT', at, {})).status, 405);
});

test('POST adds to a collection, PATCH makes it what was sent', async () => {
  await using shop = await openShop();
  for (const code of ['cups', 'gifts', 'sale']) shop.twin.addCategory(code, code);
  const categories = (...codes: string[]) => codes.map((code) => ({ code, catalogVersion: VERSION }));
  const product = { code: 'MUG-01', catalogVersion: VERSION };
  const at = `InboundProduct/Products('${key('Online|Default|MUG-01')}')`;
  const assigned = async (shop: ShopSession) => {
    const { body } = await shop.odata('GET', `${at}?$expand=supercategories`);
    return results(body.d?.supercategories).map(({ code }) => code);
  };
  await shop.odata('POST', 'InboundProduct/Products', { ...product, supercategories: categories('cups', 'gifts') });
  await shop.odata('POST', 'InboundProduct/Products', { ...product, supercategories: categories('gifts', 'sale') });
  assert.deepEqual(await assigned(shop), ['cups', 'gifts', 'sale']);
  await shop.odata('POST', 'InboundProduct/Products', { ...product, supercategories: [] });
  assert.deepEqual(await assigned(shop), ['cups', 'gifts', 'sale']);
  await shop.odata('PATCH', at, { supercategories: categories('sale') });
  assert.deepEqual(await assigned(shop), ['sale']);
  assert.deepEqual(refusal(await shop.odata('PATCH', at, { supercategories: null })), [400, 'invalid_attribute_value']);
  const sale = `InboundCategories/Categories('${key('Online|Default|sale')}')`;
  assert.equal((await shop.odata('DELETE', sale)).status, 200);
  assert.deepEqual(await assigned(shop), []);
  assert.ok(shop.twin.product('MUG-01'));
});

test('texts are kept by language', async () => {
  await using shop = await openShop();
  const at = `InboundProduct/Products('${key('Online|Default|MUG-01')}')`;
  const inLanguage = async (language: string) =>
    (await shop.odata('GET', at, undefined, { 'accept-language': language })).body.d?.name;
  await shop.odata('PATCH', at, { name: 'Tazza' }, { 'content-language': 'it' });
  assert.deepEqual([await inLanguage('en'), await inLanguage('it')], ['Ceramic mug', 'Tazza']);
  const { body } = await shop.odata('GET', `${at}?$expand=localizedAttributes`);
  assert.deepEqual(
    results(body.d?.localizedAttributes).map(({ language }) => language),
    ['en', 'it'],
  );
  await shop.odata('PATCH', at, { localizedAttributes: [{ language: 'de', name: 'Becher' }] });
  assert.deepEqual([await inLanguage('en'), await inLanguage('de')], [null, 'Becher']);
  assert.deepEqual(refusal(await shop.odata('PATCH', at, { name: 'x' }, { 'content-language': 'fr' })), [
    400,
    'invalid_language',
  ]);
});

test('a product is online when the staged catalogue was synchronized', async () => {
  await using shop = await openShop();
  const staged = { version: 'Staged', catalog: { id: 'Default' } };
  const body = { code: 'CAP-01', catalogVersion: staged, name: 'Cap', approvalStatus: { code: 'approved' } };
  const { status, body: made } = await shop.odata('POST', 'InboundProduct/Products', body);
  assert.deepEqual([status, made.d?.integrationKey], [201, 'Staged|Default|CAP-01']);
  assert.equal((await shop.occ('GET', 'products/CAP-01')).status, 404);
  shop.twin.synchronizeCatalog();
  assert.deepEqual((await shop.occ('GET', 'products/CAP-01')).body.name, 'Cap');
});

test('a shipment holds entries of its order, and an address that is made with it', async () => {
  await using shop = await openShop();
  shop.order({ 'MUG-01': 3, 'PEN-01': 1 });
  const order = { code: '00100001' };
  const { status } = await shop.odata('POST', 'ErpConsignment/Consignments', {
    code: 'S-1',
    order,
    status: { code: 'SHIPPED' },
    trackingID: 'TRK-1',
    warehouse: { code: 'main' },
    shippingAddress: { firstname: 'Giulia', town: 'Torino', country: { isocode: 'IT' } },
    consignmentEntries: [{ orderEntry: { entryNumber: 0, order }, quantity: '2', shippedQuantity: '2' }],
  });
  assert.equal(status, 201);
  const { body } = await shop.odata(
    'GET',
    `ErpOrder/Orders?${query({ $filter: "code eq '00100001'", $expand: 'consignments/consignmentEntries/orderEntry,status' })}`,
  );
  const [found] = results(body.d);
  const [consignment] = results(found?.consignments);
  assert.deepEqual(
    results(consignment?.consignmentEntries).map(({ shippedQuantity, orderEntry }) => [
      shippedQuantity,
      orderEntry?.entryNumber,
    ]),
    [['2', 0]],
  );
  assert.equal(found?.status?.code, 'CREATED');
});

test('a batch answers 202; one bad request rolls back its part, and the parts before it stay', async () => {
  await using shop = await openShop({ batchLimit: 2 });
  const entry = (sku: string, available: unknown) =>
    `--cs\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nPOST StockLevels HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ productCode: sku, warehouse: { code: 'main' }, available })}\r\n`;
  const part = (...entries: string[]) =>
    `--b1\r\nContent-Type: multipart/mixed; boundary=cs\r\n\r\n${entries.join('')}--cs--\r\n`;
  const send = (...parts: string[]) =>
    shop.send('POST', '/odata2webservices/ErpStock/$batch', `${parts.join('')}--b1--\r\n`, {
      'content-type': 'multipart/mixed; boundary=b1',
    });
  const { status, text } = await send(
    part(entry('MUG-01', 1), entry('PEN-01', 2)),
    part(entry('LAMP-01', 3), entry('MUG-01', 'many')),
  );
  assert.equal(status, 202);
  assert.equal(text.match(/HTTP\/1\.1 201 Created/g)?.length, 2);
  assert.equal(text.match(/HTTP\/1\.1 400 Bad Request/g)?.length, 1);
  const { body } = await shop.odata('GET', 'ErpStock/StockLevels');
  assert.deepEqual(
    results(body.d).map(({ available }) => available),
    [1, 2, 80],
  );
  const many = await send(...['A', 'B', 'C'].map((sku) => part(entry(sku, 1))));
  assert.deepEqual(refusal(many), [400, 'batch_limit_exceeded']);
});
