import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGateway, order } from './open-gateway.support.ts';

const all = (object: string, fields: string) =>
  `<readByQuery><object>${object}</object><fields>${fields}</fields><query></query></readByQuery>`;

test('stock is told for each item and warehouse, and open orders hold it back', async (context) => {
  const gateway = await openGateway({ warehouses: ['MAIN', 'EAST'] });
  context.after(() => gateway.close());
  await gateway.call(order());
  const rows = await gateway.rows(all('ITEMWAREHOUSEINFO', 'ITEMID,WAREHOUSEID,WONHAND,WALLOCATED,WUNCOMMITTED'));
  assert.deepEqual(rows.slice(0, 2), [
    { ITEMID: 'MUG-01', WAREHOUSEID: 'MAIN', WONHAND: '40', WALLOCATED: '4', WUNCOMMITTED: '36' },
    { ITEMID: 'MUG-01', WAREHOUSEID: 'EAST', WONHAND: '0', WALLOCATED: '0', WUNCOMMITTED: '0' },
  ]);
  assert.equal(rows.length, 4);
  assert.deepEqual(await gateway.rows(all('WAREHOUSE', 'WAREHOUSEID')), [
    { WAREHOUSEID: 'MAIN' },
    { WAREHOUSEID: 'EAST' },
  ]);
});

test('items, product lines and price lists are read', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  gateway.twin.addPriceList('GOLD');
  gateway.twin.addListPrice('GOLD', 'MUG-01', '11.00');
  gateway.twin.addListPrice('GOLD', 'MUG-01', '9.50', 10);
  assert.deepEqual((await gateway.rows(all('ITEM', 'ITEMID,NAME,STATUS,ITEMTYPE,PRODUCTLINEID,BASEPRICE')))[0], {
    ITEMID: 'MUG-01',
    NAME: 'Ceramic mug',
    STATUS: 'active',
    ITEMTYPE: 'Inventory',
    PRODUCTLINEID: 'HOME',
    BASEPRICE: '12.50',
  });
  assert.deepEqual(await gateway.rows(all('PRODUCTLINE', 'PRODUCTLINEID,DESCRIPTION,PARENTLINE')), [
    { PRODUCTLINEID: 'HOME', DESCRIPTION: 'Home', PARENTLINE: '' },
  ]);
  assert.deepEqual(await gateway.rows(all('SOPRICELIST', 'NAME,STATUS')), [{ NAME: 'GOLD', STATUS: 'active' }]);
  const filter =
    '<filter><and><equalto><field>PRICELISTID</field><value>GOLD</value></equalto><lessthanorequalto><field>DATEFROM</field><value>03/02/2026</value></lessthanorequalto><greaterthanorequalto><field>DATETO</field><value>03/02/2026</value></greaterthanorequalto></and></filter>';
  const fields = ['ITEMID', 'QTYLIMITMIN', 'VALUE', 'VALUETYPE'];
  assert.deepEqual(
    await gateway.rows(
      `<query><object>SOPRICELISTENTRY</object>${filter}<select>${fields.map((name) => `<field>${name}</field>`).join('')}</select></query>`,
    ),
    [
      { ITEMID: 'MUG-01', QTYLIMITMIN: '1', VALUE: '11.00', VALUETYPE: 'Actual' },
      { ITEMID: 'MUG-01', QTYLIMITMIN: '10', VALUE: '9.50', VALUETYPE: 'Actual' },
    ],
  );
});
