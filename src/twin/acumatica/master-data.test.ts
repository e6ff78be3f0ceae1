import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, openTenant, saved, stockUp, w } from './open-tenant.support.ts';

const CARDS =
  '$expand=MainContact/Address,BillingContact/Address,ShippingContact/Address,Attributes,CreditVerificationRules';

test('a customer is numbered by the sequence, whatever the body says', async (t) => {
  const { put, get } = await openTenant(t);
  const made = saved(
    await put(
      'Customer',
      w({ CustomerID: 'MINE', CustomerName: 'Ana Čapek', MainContact: { Email: 'ana@example.com' } }),
    ),
  );
  assert.deepEqual(
    [made.CustomerID.value, made.Email.value, made.Status.value],
    ['C000000001', 'ana@example.com', 'Active'],
  );
  assert.equal((await get('CustomerLocation/C000000001/MAIN')).status, 200);
  const again = saved(await put('Customer', w({ CustomerID: 'c000000001', CustomerName: 'Ana' })));
  assert.deepEqual([again.CustomerID.value, again.CustomerName.value], ['C000000001', 'Ana']);
  const nameless = await put('Customer', w({ MainContact: { Email: 'x@example.com' } }));
  assert.deepEqual([nameless.status, typeof nameless.body.CustomerName.error], [422, 'string']);
});

test('with manual numbers the body must say one', async (t) => {
  const { put } = await openTenant(t, { customerNumbering: 'manual' });
  assert.equal((await put('Customer', w({ CustomerName: 'Ana' }))).status, 422);
  assert.equal(saved(await put('Customer', w({ CustomerID: 'web-7', CustomerName: 'Ana' }))).CustomerID.value, 'WEB-7');
});

test('billing and shipping mirror the main contact unless they are their own', async (t) => {
  const { put } = await openTenant(t);
  const Address = { AddressLine1: 'Via Roma 1', City: 'Torino', Country: 'it' };
  const other = { FullName: 'Dock', Address: { AddressLine1: 'Dock 3', City: 'Genova', Country: 'IT' } };
  const MainContact = { Email: 'ana@example.com', Phone1: '+39 1', Address };
  const mirrored = saved(
    await put(`Customer?${CARDS}`, w({ CustomerName: 'Ana', MainContact, BillingContact: other })),
  );
  assert.deepEqual(
    [
      mirrored.BillingContact.Address.City.value,
      mirrored.BillingContact.Phone1.value,
      mirrored.MainContact.Address.Country.value,
    ],
    ['Torino', '+39 1', 'IT'],
  );
  const own = saved(
    await put(
      `Customer?${CARDS}`,
      w({ CustomerID: mirrored.CustomerID.value, ShippingAddressOverride: true, ShippingContact: other }),
    ),
  );
  assert.deepEqual(
    [own.ShippingContact.Address.City.value, own.BillingContact.Address.City.value],
    ['Genova', 'Torino'],
  );
  assert.equal(own.ShippingContact.Email.value, 'ana@example.com');
  const nowhere = await put('Customer', w({ CustomerName: 'Ana', MainContact: { Address: { Country: 'XX' } } }));
  assert.match(nowhere.body.MainContact.Address.Country.error, /XX/);
});

test('attributes are those of the class, and what the ERP owns stays', async (t) => {
  const { put, twin } = await openTenant(t);
  twin.addCustomer({ CustomerID: 'C7', CustomerName: 'Hans', CreditLimit: 5000 });
  const Attributes = [{ AttributeID: 'poreq', Value: 'true' }];
  const changed = saved(
    await put(`Customer?${CARDS}`, w({ CustomerID: 'C7', CustomerName: 'Hans Müller', Attributes })),
  );
  assert.deepEqual([changed.Attributes[0].AttributeID.value, changed.Attributes[0].Value.value], ['POREQ', 'true']);
  assert.deepEqual([changed.CreditLimit.value, changed.CreditVerificationRules.CreditLimit.value], [5000, 5000]);
  const unknown = await put('Customer', w({ CustomerID: 'C7', Attributes: [{ AttributeID: 'SHOE', Value: '43' }] }));
  assert.match(unknown.body.Attributes[0].AttributeID.error, /SHOE/);
});

test('locations belong to a customer, contacts need a name', async (t) => {
  const { put, get, twin } = await openTenant(t);
  stockUp(twin);
  const LocationContact = { Address: { City: 'Genova', Country: 'IT' } };
  const dock = { Customer: 'C1', LocationID: 'dock', LocationName: 'Dock', AddressOverride: true, LocationContact };
  assert.equal(saved(await put('CustomerLocation', w(dock))).LocationID.value, 'DOCK');
  const order = { CustomerID: 'C1', LocationID: 'DOCK', Details: [{ InventoryID: 'MUG-01', OrderQty: 1 }] };
  assert.equal(saved(await put('SalesOrder?$expand=ShipToAddress', w(order))).ShipToAddress.City.value, 'Genova');
  assert.equal((await put('SalesOrder', w({ ...order, LocationID: 'ROOF' }))).status, 422);
  assert.equal((await put('CustomerLocation', w({ ...dock, Customer: 'C9' }))).status, 422);
  const made = saved(await put('Contact', w({ LastName: 'Conti', Email: 'm@example.com', BusinessAccount: 'C1' })));
  assert.equal((await get(`Contact/${made.ContactID.value}`)).body.Email.value, 'm@example.com');
  assert.equal((await put('Contact', w({ Email: 'm@example.com' }))).status, 422);
});

test('categories are numbered, hold items, and go with their places on items', async (t) => {
  const { put, get, remove, twin } = await openTenant(t);
  stockUp(twin);
  const home = saved(await put('ItemSalesCategory', w({ Description: 'Home' })));
  const below = saved(
    await put('ItemSalesCategory', w({ Description: 'Kitchen', ParentCategoryID: home.CategoryID.value })),
  );
  assert.deepEqual([home.CategoryID.value, below.CategoryID.value, below.Path.value], [1, 2, 'Home/Kitchen']);
  saved(await put('StockItem', w({ InventoryID: 'MUG-01', Categories: [{ CategoryID: 2 }] })));
  const members = (await get('ItemSalesCategory/2?$expand=Members')).body.Members;
  assert.deepEqual(
    members.map((each: Answer) => each.InventoryID.value),
    ['MUG-01'],
  );
  saved(await put('ItemSalesCategory', w({ CategoryID: 2, Members: [{ InventoryID: 'PEN-01' }] })));
  assert.equal((await get('StockItem/PEN-01?$expand=Categories')).body.Categories[0].CategoryID.value, 2);
  assert.equal((await remove('ItemSalesCategory/1')).status, 500);
  assert.equal((await remove('ItemSalesCategory/2')).status, 204);
  assert.deepEqual((await get('StockItem/MUG-01?$expand=Categories')).body.Categories, []);
  assert.equal((await put('StockItem', w({ InventoryID: 'MUG-01', Categories: [{ CategoryID: 2 }] }))).status, 422);
});

test('variants name their template, which lists them; an item that is not sold goes on no order', async (t) => {
  const { put, get, twin } = await openTenant(t);
  stockUp(twin);
  saved(await put('TemplateItems', w({ InventoryID: 'TEE', Description: 'T-shirt' })));
  saved(
    await put(
      'StockItem',
      w({ InventoryID: 'TEE-S', Description: 'T-shirt S', TemplateItemID: 'TEE', DefaultPrice: 9 }),
    ),
  );
  const { Matrix } = (await get('TemplateItems/TEE?$expand=Matrix')).body;
  assert.deepEqual(
    Matrix.map((each: Answer) => each.InventoryID.value),
    ['TEE-S'],
  );
  const [warehouse] = (await get('StockItem/MUG-01?$expand=WarehouseDetails')).body.WarehouseDetails;
  assert.equal(warehouse.QtyOnHand.value, 40);
  saved(await put('StockItem', w({ InventoryID: 'TEE-S', ItemStatus: 'No Sales' })));
  const { status, body } = await put(
    'SalesOrder',
    w({ CustomerID: 'C1', Details: [{ InventoryID: 'TEE-S', OrderQty: 1 }] }),
  );
  assert.deepEqual([status, body.Details[0].InventoryID.error], [422, 'The inventory item is No Sales.']);
});
