import assert from 'node:assert/strict';
import test from 'node:test';
import { openShop, query, results } from './open-shop.support.ts';
import { TWIN_CLIENTS } from './settings.ts';

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

test('a token is for its lifetime, and for who has the secret', async () => {
  await using shop = await openShop();
  const wrong = await shop.signIn({ ...TWIN_CLIENTS.connector, clientSecret: 'other' });
  assert.deepEqual([wrong.status, wrong.body.error], [401, 'invalid_client']);
  assert.equal((await shop.odata('GET', 'ErpOrder/Orders')).status, 401);
  const { status, body } = await shop.signIn();
  assert.deepEqual([status, body.token_type, body.expires_in], [200, 'bearer', 43_199]);
  assert.equal((await shop.odata('GET', 'ErpOrder/Orders')).status, 200);
  shop.clock.advance(43_199_000);
  const late = await shop.odata('GET', 'ErpOrder/Orders');
  assert.deepEqual([late.status, late.body.error?.code], [401, 'unauthorized']);
  const named = await shop.send('POST', '/authorizationserver/oauth/token', 'grant_type=client_credentials', {
    authorization: basic('twin-client', 'twin-client-secret'),
  });
  assert.equal(named.status, 200);
});

test('what a client may is said by its user’s groups, its access rights and its authorities', async () => {
  await using shop = await openShop({
    clients: [
      { ...TWIN_CLIENTS.connector, clientId: 'viewer', user: 'viewer' },
      { ...TWIN_CLIENTS.connector, clientId: 'limited', user: 'limited' },
      TWIN_CLIENTS.storefront,
    ],
    users: [
      { name: 'viewer', password: 'p', groups: ['integrationviewgroup'] },
      { name: 'limited', password: 'p', groups: ['integrationadmingroup'], noAccessTo: ['StockLevel'] },
    ],
  });
  await shop.signIn({ ...TWIN_CLIENTS.connector, clientId: 'viewer' });
  assert.equal((await shop.odata('GET', 'ErpStock/StockLevels')).status, 200);
  assert.equal((await shop.odata('POST', 'ErpStock/StockLevels', {})).status, 403);
  await shop.signIn({ ...TWIN_CLIENTS.connector, clientId: 'limited' });
  assert.equal((await shop.odata('GET', 'ErpStock/StockLevels')).status, 403);
  assert.equal((await shop.odata('GET', 'ErpOrder/Orders')).status, 200);
  await shop.signIn(TWIN_CLIENTS.storefront);
  assert.equal((await shop.odata('GET', 'ErpOrder/Orders')).status, 401);
  assert.equal((await shop.occ('GET', 'orders/00100001')).status, 403);
  assert.equal((await shop.occ('GET', 'products/MUG-01')).status, 200);
});

test('an integration object is served when it is defined and has a channel', async () => {
  await using shop = await openShop();
  const attribute = (name: string, enclosing: string, more: object = {}) => ({
    attributeName: name,
    attributeDescriptor: { qualifier: name, enclosingType: { code: enclosing } },
    ...more,
  });
  const object = {
    code: 'TinyStock',
    integrationType: { code: 'INBOUND' },
    items: [
      {
        code: 'StockLevel',
        type: { code: 'StockLevel' },
        root: true,
        attributes: [
          attribute('productCode', 'StockLevel', { unique: true }),
          attribute('available', 'StockLevel'),
          attribute('warehouse', 'StockLevel', {
            unique: true,
            returnIntegrationObjectItem: { code: 'Warehouse', integrationObject: { code: 'TinyStock' } },
          }),
        ],
      },
      { code: 'Warehouse', type: { code: 'Warehouse' }, attributes: [attribute('code', 'Warehouse')] },
    ],
  };
  assert.equal((await shop.odata('POST', 'IntegrationService/IntegrationObjects', object)).status, 201);
  assert.equal((await shop.odata('GET', 'TinyStock/StockLevels')).status, 404);
  const channel = { integrationObject: { code: 'TinyStock' }, authenticationType: { code: 'BASIC' } };
  assert.equal((await shop.odata('POST', 'IntegrationService/InboundChannelConfigurations', channel)).status, 201);
  assert.equal((await shop.odata('GET', 'TinyStock/StockLevels')).status, 401);
  const authorization = basic('integration', 'twin-password');
  const { body } = await shop.odata('GET', 'TinyStock/StockLevels', undefined, { authorization });
  assert.deepEqual(
    results(body.d).map(({ integrationKey }) => integrationKey),
    ['MUG-01|main', 'PEN-01|main', 'LAMP-01|main'],
  );
  const { text } = await shop.odata('GET', 'TinyStock/$metadata', undefined, { authorization });
  assert.match(text, /s:Alias="StockLevel_productCode\|Warehouse_code"/);
  const keyless = { ...object, items: [{ ...object.items[0], attributes: [attribute('available', 'StockLevel')] }] };
  const refused = await shop.odata('POST', 'IntegrationService/IntegrationObjects', keyless);
  assert.deepEqual([refused.status, refused.body.error?.code], [400, 'invalid_attribute_value']);
});

test('who does not ask for JSON gets Atom, and errors in XML', async () => {
  await using shop = await openShop();
  const { text, headers } = await shop.odata('GET', 'ErpStock/StockLevels?$top=1', undefined, { accept: '*/*' });
  assert.match(String(headers['content-type']), /xml/);
  assert.match(text, /<d:productCode>MUG-01<\/d:productCode>.*<link rel="next" href="[^"]+skiptoken=1/);
  const error = await shop.odata('GET', 'ErpStock/StockLevels?$filter=nothing eq 1', undefined, { accept: '*/*' });
  assert.match(error.text, /<code>invalid_property<\/code>/);
});

test('a page has ten items, at most the limit, and says where the next one is until there is none', async () => {
  await using shop = await openShop({ maxPageSize: 12 });
  for (let at = 0; at < 22; at += 1) shop.twin.addProduct({ sku: `SKU-${at}`, name: 'Thing', stock: at });
  const first = await shop.odata('GET', 'ErpStock/StockLevels?$inlinecount=allpages');
  assert.deepEqual([results(first.body.d).length, first.body.d?.__count], [10, '25']);
  const large = await shop.odata('GET', 'ErpStock/StockLevels?$top=5000&$orderby=productCode');
  assert.equal(results(large.body.d).length, 12);
  const seen: unknown[] = [];
  let address = `${shop.running.url}/odata2webservices/ErpStock/StockLevels?$top=9&$orderby=productCode desc`;
  for (let page = 0; page < 9 && address !== ''; page += 1) {
    const { pathname, search } = new URL(address);
    const { body } = await shop.send('GET', `${pathname}${search}`);
    seen.push(...results(body.d).map(({ productCode }) => productCode));
    address = body.d?.__next === undefined ? '' : String(body.d.__next);
  }
  assert.equal(new Set(seen).size, 25);
  assert.equal(seen[0], 'SKU-9');
  assert.equal((await shop.odata('GET', 'ErpStock/StockLevels/$count?$filter=available ge 20')).text, '5');
});

test('filters go over attributes and one reference deep, and what is more is refused by its name', async () => {
  await using shop = await openShop();
  const found = async (set: string, filter: string) => {
    const { status, body } = await shop.odata('GET', `${set}?${query({ $filter: filter })}`);
    return status === 200 ? results(body.d).length : `${status} ${body.error?.code}`;
  };
  assert.equal(await found('InboundProduct/Products', "catalogVersion/version eq 'Online' and code eq 'MUG-01'"), 1);
  assert.equal(await found('InboundProduct/Products', "catalogVersion/integrationKey eq 'Staged|Default'"), 3);
  assert.equal(
    await found('ErpStock/StockLevels', "available gt 90 and (productCode eq 'MUG-01' or available lt 10)"),
    1,
  );
  assert.equal(await found('InboundPriceRow/PriceRows', 'price gt 12.4M'), 2);
  assert.equal(await found('ErpStock/StockLevels', "modifiedTime gt datetime'2026-05-04T12:00:00'"), 0);
  assert.equal(await found('ErpStock/StockLevels', "modifiedTime ge datetime'2026-05-04T12:00:00'"), 3);
  assert.equal(await found('InboundProduct/Products', "startswith(code,'MUG')"), '400 filter_not_supported');
  assert.equal(await found('InboundProduct/Products', "integrationKey eq 'x'"), '400 filter_not_supported');
  assert.equal(
    await found('InboundProduct/Products', "catalogVersion/catalog/id eq 'Default'"),
    '400 filter_not_supported',
  );
  assert.equal(await found('ErpStock/StockLevels', 'not (available eq 1)'), '400 operator_not_supported');
  assert.equal(await found('ErpStock/StockLevels', 'nothing eq 1'), '400 invalid_property');
  assert.equal(await found('ErpStock/StockLevels', 'available eq'), '400 odata_error');
});
