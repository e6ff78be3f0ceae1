import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, openTenant, orderOf, saved, stockUp, w, where } from './open-tenant.support.ts';

const EXPAND =
  '$expand=Details,TaxDetails,DiscountDetails,Totals,ShippingSettings,ShipToAddress,ShipToContact,Payments,Shipments';
const manual = (UnitPrice: number, more: object = {}) => ({ UnitPrice, ManualPrice: true, ...more });

test('an order comes to what the sheet’s sample says: lines, discount, freight and tax', async (t) => {
  const { put, twin } = await openTenant(t, {
    taxes: [{ zone: 'NY', category: 'TAXABLE', taxId: 'NYSTATETAX', percent: '8' }],
    zoneByCountry: { IT: 'NY' },
    shipMethods: [{ code: 'GROUND', taxCategory: 'EXEMPT' }],
  });
  stockUp(twin);
  const order = saved(
    await put(
      `SalesOrder?${EXPAND}`,
      orderOf('WEB-1', [line('MUG-01', 2, manual(18.5)), line('PEN-01', 1, manual(45))], {
        DiscountDetails: [
          { Type: 'External Document', ExternalDiscountCode: 'SPRING10', DiscountAmount: 8.2, ManualDiscount: true },
        ],
        ShippingSettings: { ShipVia: 'GROUND', OverrideFreightPrice: true, FreightPrice: 7.5 },
      }),
    ),
  );
  assert.equal(order.OrderNbr.value, 'SO000001');
  assert.equal(order.Status.value, 'Open');
  assert.equal(order.TaxTotal.value, 5.9);
  assert.equal(order.OrderTotal.value, 87.2);
  assert.deepEqual(
    [order.Totals.LineTotalAmount, order.Totals.DiscountTotal, order.Totals.Freight].map(({ value }) => value),
    [82, 8.2, 7.5],
  );
  const [tax] = order.TaxDetails;
  assert.deepEqual([tax.TaxID.value, tax.TaxableAmount.value, tax.TaxAmount.value], ['NYSTATETAX', 73.8, 5.9]);
});

test('half a cent of tax is rounded up, once for the whole order', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  const order = saved(await put('SalesOrder', orderOf('A', [line('PEN-01', 1, manual(0.75))])));
  assert.deepEqual([order.TaxTotal.value, order.OrderTotal.value], [0.17, 0.92]);
});

test('prices with tax contain it', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  const order = saved(
    await put('SalesOrder', orderOf('A', [line('MUG-01', 1, manual(12.2))], { TaxCalcMode: 'Gross' })),
  );
  assert.deepEqual([order.TaxTotal.value, order.OrderTotal.value], [2.2, 12.2]);
});

test('what has no flag is worked out by the system: price, discount, freight, address, document discount', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  const body = (flag: boolean) =>
    orderOf(
      `F-${flag}`,
      [line('MUG-01', 2, { UnitPrice: 9, ManualPrice: flag, DiscountAmount: 1, ManualDiscount: flag })],
      {
        ShippingSettings: { ShipVia: 'standard', OverrideFreightPrice: flag, FreightPrice: 5 },
        ShipToAddressOverride: flag,
        ShipToAddress: { AddressLine1: 'Hauptstraße 5', City: 'Köln', Country: 'DE' },
        DiscountDetails: [{ DiscountAmount: 2, ManualDiscount: flag }],
      },
    );
  const without = saved(await put(`SalesOrder?${EXPAND}`, body(false)));
  assert.deepEqual([without.Details[0].UnitPrice.value, without.Details[0].Amount.value], [12.5, 25]);
  assert.deepEqual([without.Totals.Freight.value, without.DiscountDetails], [0, []]);
  assert.deepEqual([without.ShipToAddress.City.value, without.ShipVia.value], ['Torino', 'STANDARD']);
  const kept = saved(await put(`SalesOrder?${EXPAND}`, body(true)));
  assert.deepEqual([kept.Details[0].UnitPrice.value, kept.Details[0].Amount.value], [9, 17]);
  assert.deepEqual([kept.Totals.Freight.value, kept.Totals.DiscountTotal.value], [5, 2]);
  assert.equal(kept.ShipToAddress.City.value, 'Köln');
  // Shipped to Germany: 19 % of 17 − 2 + 5.
  assert.equal(kept.TaxTotal.value, 3.8);
});

test('imported tax counts for the taxes that the system finds itself; an external zone takes all of it', async (t) => {
  const { put, twin } = await openTenant(t, { externalZones: ['AVATAX'] });
  stockUp(twin);
  const TaxDetails = [
    { TaxID: 'vatit', TaxableAmount: 12.5, TaxAmount: 2.76 },
    { TaxID: 'OTHER', TaxableAmount: 12.5, TaxAmount: 1 },
  ];
  const lines = [line('MUG-01', 1)];
  const imported = orderOf('A', lines, { IsTaxValid: true, TaxDetails });
  const inside = saved(await put(`SalesOrder?${EXPAND}`, imported));
  assert.deepEqual([inside.TaxTotal.value, inside.TaxDetails.length], [2.76, 1]);
  const unmarked = saved(await put('SalesOrder', orderOf('B', lines, { TaxDetails })));
  assert.equal(unmarked.TaxTotal.value, 2.75);
  const FinancialSettings = { OverrideTaxZone: true, CustomerTaxZone: 'AVATAX' };
  const outside = saved(
    await put('SalesOrder', orderOf('C', lines, { IsTaxValid: true, TaxDetails, FinancialSettings })),
  );
  assert.equal(outside.TaxTotal.value, 3.76);
  const keys = { OrderType: 'SO', OrderNbr: inside.OrderNbr.value };
  const note = saved(await put('SalesOrder', w({ ...keys, Description: 'Gate 3' })));
  assert.equal(note.TaxTotal.value, 2.76);
  const more = saved(await put('SalesOrder', w({ ...keys, Details: [line('PEN-01', 1)] })));
  assert.equal(more.TaxTotal.value, 3.04);
});

test('each PUT without keys is another order; a filter or the condition makes it one', async (t) => {
  const { put, twin, get } = await openTenant(t);
  stockUp(twin);
  const body = orderOf('WEB-7', [line('MUG-01', 1)]);
  const first = saved(await put('SalesOrder', body));
  const again = `SalesOrder?${where("ExternalRef eq 'WEB-7'")}`;
  assert.equal((await put(again, body, { 'if-none-match': '*' })).status, 412);
  const same = saved(await put(again, w({ Description: 'Dock 3' })));
  assert.equal(same.OrderNbr.value, first.OrderNbr.value);
  assert.equal((await put('SalesOrder', orderOf('NEW', []), { 'if-match': '*' })).status, 412);
  saved(await put('SalesOrder', body));
  assert.equal((await get(again)).body.length, 2);
  const unclear = await put(again, w({ Description: 'Dock 4' }));
  assert.deepEqual(
    [unclear.status, unclear.body.exceptionMessage],
    [500, 'More than one entity satisfies the condition.'],
  );
});

test('what is not in a list is told beside its field, and nothing is kept', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  const body = orderOf('A', [line('MUG-01', 1), line('NO-01', 0)], {
    CustomerID: 'nobody',
    CurrencyID: 'DKK',
    ShipVia: 'BALLOON',
    CustomerOrder: 'x'.repeat(41),
  });
  const { status, body: echo } = await put('SalesOrder', body);
  assert.equal(status, 422);
  assert.match(echo.error, /raised at least one error/);
  assert.deepEqual(echo.CustomerID, { value: 'nobody', error: "Customer 'NOBODY' cannot be found in the system." });
  assert.match(echo.CurrencyID.error, /DKK/);
  assert.match(echo.ShipVia.error, /BALLOON/);
  assert.match(echo.CustomerOrder.error, /exceeds the field/);
  assert.match(echo.Details[1].InventoryID.error, /NO-01/);
  assert.match(echo.Details[1].OrderQty.error, /greater than zero/);
  assert.equal(echo.Details[0].InventoryID.error, undefined);
  assert.equal(twin.tenant.orders.all().length, 0);
});

test('a body that the contract cannot read is a 400', async (t) => {
  const { put, twin, send, token } = await openTenant(t);
  stockUp(twin);
  const bare = await put('SalesOrder', { OrderType: 'SO' });
  assert.deepEqual([bare.status, Object.keys(bare.body.modelState)], [400, ['entity.OrderType']]);
  assert.equal((await put('SalesOrder', { Details: { value: 1 } })).status, 400);
  assert.equal((await put('SalesOrder', w({ Hold: 'perhaps' }))).status, 400);
  const authorization = `Bearer ${(await token()).body.access_token}`;
  assert.equal((await send('PUT', '/entity/Default/24.200.001/SalesOrder', '{', { authorization })).status, 400);
  assert.equal((await put('Nothing', {})).status, 404);
});

test('an order is on hold unless the body says otherwise, and takes its number only when it is kept', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  assert.equal((await put('SalesOrder', orderOf('A', [line('NO-01', 1)]))).status, 422);
  const held = saved(await put('SalesOrder', w({ CustomerID: 'c1 ', Details: [line('mug-01', 1)] })));
  assert.deepEqual(
    [held.Status.value, held.OrderNbr.value, held.OrderType.value, held.CustomerID.value],
    ['On Hold', 'SO000001', 'SO', 'C1'],
  );
});

test('lines are added, changed and taken off by ids that only their session knows', async (t) => {
  const { put, twin, send, token } = await openTenant(t);
  stockUp(twin);
  const order = saved(await put(`SalesOrder?${EXPAND}`, orderOf('A', [line('MUG-01', 1), line('PEN-01', 1)])));
  const [mug, pen] = order.Details;
  const keys = { OrderType: 'SO', OrderNbr: order.OrderNbr.value };
  const change = {
    ...keys,
    Details: [{ id: mug.id, OrderQty: 3 }, { id: pen.id, delete: true }, line('PEN-01', 5)],
  };
  const authorization = `Bearer ${(await token()).body.access_token}`;
  const path = `/entity/Default/24.200.001/SalesOrder?${EXPAND}`;
  const stranger = await send('PUT', path, JSON.stringify(w(change)), { authorization });
  assert.equal(stranger.status, 500);
  const changed = saved(await put(`SalesOrder?${EXPAND}`, w(change)));
  assert.deepEqual(
    changed.Details.map((each: { InventoryID: { value: string }; OrderQty: { value: number } }) => [
      each.InventoryID.value,
      each.OrderQty.value,
    ]),
    [
      ['MUG-01', 3],
      ['PEN-01', 5],
    ],
  );
});

test('an action answers 202, and its status 202 and then 204', async (t) => {
  const { put, post, twin, send, token } = await openTenant(t);
  stockUp(twin);
  const order = saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 1)])));
  const entity = w({ OrderType: 'SO', OrderNbr: order.OrderNbr.value });
  const begun = await post('SalesOrder/CancelSalesOrder', { entity, parameters: {} });
  assert.equal(begun.status, 202);
  const authorization = `Bearer ${(await token()).body.access_token}`;
  const location = String(begun.headers.get('location'));
  assert.equal((await send('GET', location, undefined, { authorization })).status, 202);
  assert.equal((await send('GET', location, undefined, { authorization })).status, 204);
  const again = await post('SalesOrder/CancelSalesOrder', { entity, parameters: {} });
  assert.deepEqual([again.status, again.body.exceptionType], [500, 'PX.Data.PXInvalidOperationException']);
  assert.equal((await post('SalesOrder/Explode', { entity })).status, 404);
  const nobody = await post('SalesOrder/CancelSalesOrder', { entity: w({ OrderType: 'SO', OrderNbr: 'SO999999' }) });
  assert.equal(nobody.status, 404);
});

test('what is shipped or paid is not canceled; when the payment is void it is', async (t) => {
  const { put, post, get, twin } = await openTenant(t, { pollsUntilDone: 0 });
  stockUp(twin);
  const Payments = [{ DocType: 'Prepayment', PaymentMethod: 'CARD', PaymentAmount: 15.25, PaymentRef: 'ch_1' }];
  const paid = saved(await put(`SalesOrder?${EXPAND}`, orderOf('P', [line('MUG-01', 1)], { Payments })));
  assert.equal(paid.Totals.UnpaidBalance.value, 0);
  const cancel = (number: string) =>
    post('SalesOrder/CancelSalesOrder', { entity: w({ OrderType: 'SO', OrderNbr: number }), parameters: {} });
  const refused = await cancel(paid.OrderNbr.value);
  assert.match(refused.body.exceptionMessage, /payment/);
  const ReferenceNbr = paid.Payments[0].ReferenceNbr.value;
  assert.equal(
    (await get(`Payment/Prepayment/${ReferenceNbr}?$expand=OrdersToApply`)).body.OrdersToApply[0].AppliedToOrder.value,
    15.25,
  );
  const voided = await post('Payment/VoidPayment', { entity: w({ Type: 'Prepayment', ReferenceNbr }) });
  assert.equal(voided.status, 204);
  assert.equal((await cancel(paid.OrderNbr.value)).status, 204);
  assert.equal((await get(`SalesOrder/SO/${paid.OrderNbr.value}`)).body.Status.value, 'Canceled');

  const shipped = saved(await put('SalesOrder', orderOf('S', [line('MUG-01', 2)])));
  const [order] = twin.ordersFor('S');
  assert.ok(order !== undefined);
  twin.ship(order, { 'MUG-01': 1 });
  assert.match((await cancel(shipped.OrderNbr.value)).body.exceptionMessage, /shipment or an invoice/);
  assert.equal(
    (await put('SalesOrder', orderOf('S', [], { Payments: [{ PaymentMethod: 'CARD', PaymentAmount: 9 }] }))).status,
    422,
  );
});

test('user-defined fields that the tenant has are kept, and shown to who asks for them', async (t) => {
  const { put, get, twin } = await openTenant(t);
  stockUp(twin);
  const custom = {
    Document: {
      AttributeTAXCERT: { type: 'CustomStringField', value: 'EX-9' },
      AttributeNOBODY: { type: 'CustomStringField', value: 'x' },
    },
  };
  const order = saved(
    await put('SalesOrder', { ...orderOf('A', [line('MUG-01', 1)]), custom, note: { value: 'Ring' } }),
  );
  assert.deepEqual([order.custom, order.note.value], [{}, 'Ring']);
  const shown = (await get(`SalesOrder/SO/${order.OrderNbr.value}?$custom=Document.AttributeTAXCERT`)).body;
  assert.deepEqual(shown.custom.Document.AttributeTAXCERT, { type: 'CustomStringField', value: 'EX-9' });
  const asked = await get(`SalesOrder?${where("cf.String(f='Document.AttributeTAXCERT') eq 'EX-9'")}`);
  assert.equal(asked.body.length, 1);
});

test('an order type that forbids it takes the same customer order number once', async (t) => {
  const { put, twin } = await openTenant(t, { uniqueCustomerOrder: true });
  stockUp(twin);
  saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 1)], { CustomerOrder: 'PO-7' })));
  const { status, body } = await put('SalesOrder', orderOf('B', [line('MUG-01', 1)], { CustomerOrder: 'PO-7' }));
  assert.deepEqual([status, /SO000001/.test(body.CustomerOrder.error)], [422, true]);
});
