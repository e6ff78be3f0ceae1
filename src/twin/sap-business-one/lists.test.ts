import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, line, made, openCompany, orderOf, stockUp, where } from './open-company.support.ts';

async function filled(count: number) {
  const company = await openCompany();
  stockUp(company.twin);
  for (let index = 1; index <= count; index += 1) {
    made(await company.post('Orders', orderOf(`WEB-${index}`, [line('MUG-01', 1)])));
    company.clock.advance(60_000);
  }
  return company;
}

test('pages of 20 with a relative link to the next, or as many as the header says', async () => {
  const { get } = await filled(25);
  const first = (await get(`Orders?$select=DocNum&${where('DocEntry gt 0')}`)).body;
  assert.equal(first.value.length, 20);
  assert.equal(first['@odata.nextLink'], 'Orders?$select=DocNum&$filter=DocEntry%20gt%200&$skip=20');
  const second = (await get(first['@odata.nextLink'])).body;
  assert.equal(second.value.length, 5);
  assert.equal(second['@odata.nextLink'], undefined);
  const five = (await get('Orders', { 'b1s-pagesize': '5' })).body;
  assert.deepEqual([five.value.length, five['@odata.nextLink']], [5, 'Orders?$skip=5']);
  assert.equal((await get('Orders', { prefer: 'odata.maxpagesize=100' })).body.value.length, 25);
  assert.equal((await get('Orders', { 'b1s-pagesize': '0' })).body.value.length, 25);
  const top = (await get('Orders?$top=22&$count=true')).body;
  assert.deepEqual(
    [top.value.length, top['@odata.count'], top['@odata.nextLink']],
    [20, 25, 'Orders?$count=true&$top=2&$skip=20'],
  );
  assert.equal((await get(`Orders/$count?${where("NumAtCard eq 'WEB-7'")}`)).body, '1');
});

test('filters: numbers, text, days, enums by name or stored value, functions, not', async () => {
  const { list } = await filled(3);
  const found = async (filter: string) =>
    (await list(`Orders?${where(filter)}`)).map(({ NumAtCard }) => NumAtCard.slice(4)).join('');
  const expected = {
    "NumAtCard eq 'WEB-2' and CardCode eq 'C1'": '2',
    'DocEntry ge 2': '23',
    "UpdateDate gt '2026-03-01'": '123',
    'UpdateDate eq 2026-03-02': '123',
    "UpdateDate gt '2026-03-01' or (UpdateDate eq '2026-03-02' and UpdateTime ge '16:05:05')": '123',
    "UpdateDate gt '2026-03-02' or (UpdateDate eq '2026-03-02' and UpdateTime ge '16:05:05')": '23',
    "DocumentStatus eq 'bost_Open'": '123',
    "DocumentStatus eq 'C'": '',
    "Cancelled eq 'tNO'": '123',
    "not (NumAtCard eq 'WEB-1')": '23',
    "startswith(NumAtCard,'WEB-') and endswith(NumAtCard,'3')": '3',
    "substringof('-2',NumAtCard) or contains(NumAtCard,'-1')": '12',
    'TrackingNumber eq null': '123',
    "NumAtCard eq 'web-1'": '',
  };
  for (const [filter, numbers] of Object.entries(expected)) assert.equal(await found(filter), numbers, filter);
});

test('capitals count for nothing where the header says so', async () => {
  const { get } = await filled(1);
  const path = `Orders?${where("NumAtCard eq 'web-1'")}`;
  assert.equal((await get(path)).body.value.length, 0);
  assert.equal((await get(path, { 'b1s-caseinsensitive': 'true' })).body.value.length, 1);
});

test('collections cannot be filtered or expanded, unknown names are refused', async () => {
  const { get } = await filled(1);
  for (const query of [
    where("DocumentLines/ItemCode eq 'MUG-01'"),
    where("Nothing eq '1'"),
    where("DocEntry eq '1'"),
    where("UpdateDate ge 'yesterday'"),
    '$expand=DocumentLines',
    '$select=Nothing',
    '$orderby=Nothing',
    '$apply=groupby((CardCode))',
    '$top=few',
  ])
    assertRefused(await get(`Orders?${query}`), 400, '-1000');
});

test('order, selection and an entity by its key', async () => {
  const { list, get, twin } = await filled(3);
  assert.deepEqual(
    (await list('Orders?$orderby=UpdateDate,UpdateTime desc,DocEntry&$select=DocEntry')).map(
      ({ DocEntry }) => DocEntry,
    ),
    [3, 2, 1],
  );
  const [selected] = await list('Orders?$select=DocNum,DocumentLines&$top=1');
  assert.deepEqual(Object.keys(selected), ['@odata.etag', 'DocNum', 'DocumentLines']);
  assert.equal(selected.DocumentLines[0].ItemCode, 'MUG-01');
  twin.addItem({ ItemCode: "A/1 'x'", ItemName: 'Odd', price: 1 });
  assert.equal((await get("Items('A%2F1%20''x''')?$select=ItemName")).body.ItemName, 'Odd');
  assertRefused(await get('Orders(99)'), 404, '-2028');
  assertRefused(await get('Nothing'), 404, '-1000');
});

test('an order is found by its reference without a scan', async () => {
  const { twin, list } = await openCompany();
  stockUp(twin);
  const orders = twin.company.documents({ object: 17 });
  for (let entry = 1; entry <= 20_000; entry += 1)
    orders.put({ DocEntry: entry, NumAtCard: `WEB-${entry}`, CardCode: 'C1' });
  const started = performance.now();
  for (let turn = 0; turn < 20; turn += 1)
    assert.equal(
      (await list(`Orders?${where("NumAtCard eq 'WEB-15000' and CardCode eq 'C1'")}&$select=DocEntry`)).length,
      1,
    );
  assert.ok(performance.now() - started < 1000);
});

test('version 1 says the same in the words of OData 3, and is lax about numbers', async () => {
  const { send, twin, cookie } = await openCompany();
  stockUp(twin);
  const order = orderOf('WEB-1', [{ ItemCode: 'MUG-01', Quantity: '2' }]);
  const v1 = (method: string, path: string, body?: unknown) => send(method, `/b1s/v1/${path}`, body, { cookie });
  assert.equal((await v1('POST', 'Orders', order)).status, 201);
  const { body } = await v1('GET', 'Orders?$inlinecount=allpages');
  assert.equal(body['odata.count'], 1);
  assert.equal(typeof body.value[0]['odata.etag'], 'string');
  const refused = (await v1('GET', 'Orders(9)')).body;
  assert.deepEqual(refused.error, {
    code: -2028,
    message: { lang: 'en-us', value: 'No matching records found (ODBC -2028)' },
  });
  assertRefused(await send('POST', '/b1s/v2/Orders', order, { cookie }), 400, '-1000', /Quantity/);
});

test('joins leave what belongs together, by query and by service', async () => {
  const { list, post, get } = await filled(2);
  const path =
    '$crossjoin(Orders,BusinessPartners)?$expand=Orders($select=DocEntry),BusinessPartners($select=CardName)';
  assert.deepEqual(
    await list(`${path}&${where("Orders/CardCode eq BusinessPartners/CardCode and Orders/NumAtCard eq 'WEB-2'")}`),
    [{ Orders: { DocEntry: 2 }, BusinessPartners: { CardName: 'Hans Müller' } }],
  );
  const rows = await post('QueryService_PostQuery', {
    QueryPath: '$crossjoin(Orders,Orders/DocumentLines)',
    QueryOption:
      "$expand=Orders($select=DocNum),Orders/DocumentLines($select=ItemCode,LineNum)&$filter=Orders/DocEntry eq Orders/DocumentLines/DocEntry and Orders/DocumentLines/ItemCode eq 'MUG-01' and Orders/DocEntry eq 1",
  });
  assert.deepEqual(rows.body.value, [
    { Orders: { DocNum: 10001 }, 'Orders/DocumentLines': { ItemCode: 'MUG-01', LineNum: 0 } },
  ]);
  const stock = await post('QueryService_PostQuery', {
    QueryPath: '$crossjoin(Items,Items/ItemWarehouseInfoCollection)',
    QueryOption:
      '$expand=Items($select=ItemCode),Items/ItemWarehouseInfoCollection($select=InStock,Committed)&$filter=Items/ItemCode eq Items/ItemWarehouseInfoCollection/ItemCode and Items/ItemWarehouseInfoCollection/Committed gt 0',
  });
  assert.deepEqual(stock.body.value, [
    { Items: { ItemCode: 'MUG-01' }, 'Items/ItemWarehouseInfoCollection': { InStock: 40, Committed: 2 } },
  ]);
  assertRefused(await get(`${path}`), 400, '-1000');
});

test('the types of the company with its own fields, which show after a restart', async () => {
  const { get, post, patch, twin } = await filled(1);
  assert.match((await get('$metadata')).body, /<EntityType Name="Document">.*<Property Name="U_WebOrderId"/);
  made(await post('UserFieldsMD', { TableName: 'ORDR', Name: 'Gift', Type: 'db_Alpha', Size: 3, Description: 'Gift' }));
  assertRefused(await patch('Orders(1)', { U_Gift: 'yes' }), 400, '-1000', /U_Gift/);
  twin.company.restart();
  assert.equal((await patch('Orders(1)', { U_Gift: 'yes' })).status, 204);
  assertRefused(await patch('Orders(1)', { U_Gift: 'perhaps' }), 400, '-1000', /too long/);
  assert.equal((await get('Orders(1)?$select=U_Gift')).body.U_Gift, 'yes');
});
