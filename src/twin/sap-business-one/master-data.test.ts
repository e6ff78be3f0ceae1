import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORDERS } from './document-kinds.ts';
import {
  type Answer,
  assertRefused,
  line,
  made,
  openCompany,
  orderOf,
  stockUp,
  where,
} from './open-company.support.ts';

const CUSTOMER = { CardCode: 'W-17', CardName: 'Ana Čapek', CardType: 'cCustomer', EmailAddress: 'ana@example.com' };

test('a card under a code of its own: a second one with it already exists', async () => {
  const { post, list } = await openCompany();
  const card = made(await post('BusinessPartners', CUSTOMER));
  assert.deepEqual(
    [card.CardCode, card.VatLiable, card.PriceListNum, card.UpdateTime],
    ['W-17', 'vLiable', 1, '16:04:05'],
  );
  assert.deepEqual([card.Properties1, card.Properties64], ['tNO', 'tNO']);
  assertRefused(await post('BusinessPartners', CUSTOMER), 400, '-10', /already exists/);
  assert.equal(
    made(await post('BusinessPartners', { ...CUSTOMER, CardCode: undefined, Series: 1, CardType: 'C' })).CardCode,
    'C20001',
  );
  const filter = "EmailAddress eq 'ana@example.com' and CardType eq 'cCustomer'";
  assert.equal((await list(`BusinessPartners?${where(filter)}`)).length, 2);
  for (const [change, code] of [
    [{ CardCode: undefined }, '-5002'],
    [{ CardType: undefined }, '-1000'],
    [{ CardCode: 'W'.repeat(16) }, '-1000'],
    [{ GroupCode: 999 }, '-5002'],
    [{ PriceListNum: 9 }, '-5002'],
    [{ ShipToDefault: 'Nowhere' }, '-5002'],
    [{ CreditLimit: '100' }, '-1000'],
    [{ BPAddresses: [{ AddressName: 'A', Country: 'XX' }] }, '-5002'],
  ] as const)
    assertRefused(await post('BusinessPartners', { ...CUSTOMER, CardCode: 'W-18', ...change }), 400, code);
});

test('rows of a card merge by their keys: a wrong key adds another one, the replace header takes the rest away', async () => {
  const { post, patch, get } = await openCompany();
  made(
    await post('BusinessPartners', {
      ...CUSTOMER,
      BPAddresses: [
        { AddressName: 'Home', AddressType: 'bo_BillTo', City: 'Milano', Country: 'IT' },
        { AddressName: 'Home', AddressType: 'bo_ShipTo', City: 'Milano', Country: 'IT' },
      ],
      ContactEmployees: [{ Name: 'Ana', E_Mail: 'ana@example.com' }],
    }),
  );
  const card = async () => (await get("BusinessPartners('W-17')")).body;
  const cities = async () =>
    (await card()).BPAddresses.map((row: Answer) => `${row.RowNum} ${row.AddressName} ${row.City}`);
  assert.deepEqual([(await card()).ShipToDefault, (await card()).ContactPerson], ['Home', 'Ana']);
  const change = (rows: readonly unknown[], headers = {}) =>
    patch("BusinessPartners('W-17')", { BPAddresses: rows }, headers);
  await change([{ AddressName: 'Home', AddressType: 'bo_ShipTo', City: 'Roma' }]);
  await change([{ RowNum: 0, BPCode: 'W-17', City: 'Bari' }]);
  assert.deepEqual(await cities(), ['0 Home Bari', '1 Home Roma']);
  await change([{ AddressName: 'Work', AddressType: 'bo_ShipTo', City: 'Pisa' }]);
  assert.deepEqual(await cities(), ['0 Home Bari', '1 Home Roma', '2 Work Pisa']);
  await change([{ RowNum: 2 }, { RowNum: 0 }], { 'b1s-replacecollectionsonpatch': 'true' });
  assertRefused(await change([{ City: 'Pisa' }]), 400, '-5002', /Address name/);
  assertRefused(await patch("BusinessPartners('W-17')", { ContactEmployees: [{ Name: 'Ana' }] }), 400, '-10');
});

test('the default address cannot be taken away unnoticed', async () => {
  const { twin, patch } = await openCompany();
  stockUp(twin);
  const rows = [{ AddressName: 'Home', AddressType: 'bo_BillTo' }];
  const headers = { 'b1s-replacecollectionsonpatch': 'true' };
  assertRefused(await patch("BusinessPartners('C1')", { BPAddresses: rows }, headers), 400, '-5002', /ShipToDefault/);
});

test('a card shows what is ordered and owed, and goes only while nothing names it', async () => {
  const { twin, post, get, call } = await openCompany();
  stockUp(twin);
  twin.addPartner({ CardCode: 'C2', CardName: 'Nobody' });
  made(await post('Orders', orderOf('WEB-1')));
  assert.equal((await get("BusinessPartners('C1')")).body.OpenOrdersBalance, 29.75);
  twin.invoice(twin.ordersFor('WEB-1')[0] ?? assert.fail(), ORDERS);
  const card = (await get("BusinessPartners('C1')")).body;
  assert.deepEqual([card.OpenOrdersBalance, card.CurrentAccountBalance], [0, 29.75]);
  assertRefused(await call('DELETE', "BusinessPartners('C1')"), 400, '-5002');
  assert.equal((await call('DELETE', "BusinessPartners('C2')")).status, 204);
});

test('prices: by list, by customer, for everybody on a list, in their time', async () => {
  const { twin, post, patch, clock } = await openCompany({ sessionMinutes: 10_000 });
  stockUp(twin);
  assert.equal((await patch("Items('MUG-01')", { ItemPrices: [{ PriceList: 2, Price: 10 }] })).status, 204);
  assertRefused(
    await patch("Items('MUG-01')", { ItemPrices: [{ PriceList: 9, Price: 10 }] }),
    400,
    '-5002',
    /PriceList/,
  );
  const price = async (more: Record<string, unknown> = {}) =>
    (await post('CompanyService_GetItemPrice', { ItemPriceParams: { CardCode: 'C1', ItemCode: 'MUG-01', ...more } }))
      .body.Price;
  assert.equal(await price(), 12.5);
  assert.equal(await price({ PriceList: 2 }), 10);
  made(await post('SpecialPrices', { CardCode: '*1', ItemCode: 'MUG-01', DiscountPercent: 10 }));
  assert.equal(await price(), 11.25);
  made(await post('SpecialPrices', { CardCode: 'C1', ItemCode: 'MUG-01', Price: 9, ValidTo: '2026-03-02' }));
  assert.equal(await price(), 9);
  assert.equal(made(await post('Orders', orderOf('W', [line('MUG-01', 1)]))).DocumentLines[0].UnitPrice, 9);
  clock.advance(24 * 60 * 60_000);
  assert.equal(await price(), 11.25);
  assert.equal((await patch("SpecialPrices(CardCode='C1',ItemCode='MUG-01')", { ValidTo: null })).status, 204);
  assert.equal(await price(), 9);
});

test('stock moves without touching the item; a change of the item does', async () => {
  const { twin, post, get, patch, clock } = await openCompany();
  stockUp(twin);
  const before = (await get("Items('MUG-01')")).body;
  clock.advance(60_000);
  twin.adjust('MUG-01', -3);
  twin.expect('MUG-01', 50);
  made(await post('InventoryGenEntries', { DocumentLines: [{ ItemCode: 'MUG-01', Quantity: 5 }] }));
  assertRefused(
    await post('InventoryGenExits', { DocumentLines: [{ ItemCode: 'MUG-01', Quantity: 99 }] }),
    400,
    '-5002',
  );
  const item = (await get("Items('MUG-01')")).body;
  assert.deepEqual(
    [item.QuantityOnStock, item.QuantityOrderedFromVendors, item.UpdateTime, item['@odata.etag']],
    [42, 50, before.UpdateTime, before['@odata.etag']],
  );
  await patch("Items('MUG-01')", { ItemName: 'Mug' });
  assert.notEqual((await get("Items('MUG-01')")).body.UpdateTime, before.UpdateTime);
});

test('groups of items: flat, and gone only when they are empty', async () => {
  const { twin, post, patch, call, list } = await openCompany();
  stockUp(twin);
  const { Number: number } = made(await post('ItemGroups', { GroupName: 'Drinkware' }));
  assertRefused(await post('ItemGroups', { GroupName: 'Drinkware' }), 400, '-10');
  await patch("Items('MUG-01')", { ItemsGroupCode: number });
  assertRefused(await call('DELETE', `ItemGroups(${number})`), 400, '-5002');
  assertRefused(await patch("Items('MUG-01')", { ItemsGroupCode: 999 }), 400, '-5002');
  await patch("Items('MUG-01')", { ItemsGroupCode: 100 });
  await patch(`ItemGroups(${number})`, { GroupName: 'Mugs' });
  assert.deepEqual(
    (await list('ItemGroups')).map(({ GroupName }) => GroupName),
    ['Items', 'Mugs'],
  );
  assert.equal((await call('DELETE', `ItemGroups(${number})`)).status, 204);
  assert.equal((await call('DELETE', "Items('PEN-01')")).status, 204);
});

test('codes that the client keeps are read', async () => {
  const { get, list } = await openCompany();
  assert.equal((await get('ShippingTypes(2)')).body.Name, 'EXPRESS');
  assert.equal((await get("Warehouses('01')")).body.Nettable, 'tYES');
  assert.deepEqual(
    (await list('PriceLists?$select=PriceListName')).map(({ PriceListName }) => PriceListName),
    ['Web', 'Wholesale'],
  );
  assert.equal((await list('AdditionalExpenses')).length, 2);
  assert.equal((await get('ItemProperties(64)')).body.PropertyName, 'Item property 64');
});
