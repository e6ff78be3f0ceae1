import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, line, made, openCompany, orderOf, stockUp, where } from './open-company.support.ts';

async function opened(options: Parameters<typeof openCompany>[0] = {}) {
  const company = await openCompany(options);
  stockUp(company.twin);
  return company;
}

const quantities = async (get: Awaited<ReturnType<typeof opened>>['get'], code: string) => {
  const { ItemWarehouseInfoCollection: rows } = (await get(`Items('${code}')`)).body;
  return rows.map(({ InStock, Committed }: { InStock: number; Committed: number }) => [InStock, Committed]);
};

test('an order keeps what it was given, takes the rest from card and item, and commits stock', async () => {
  const { post, get } = await opened();
  const order = made(
    await post(
      'Orders',
      orderOf('WEB-1', [line('MUG-01', 2, { UnitPrice: 11 }), line('PEN-01', 3)], {
        TransportationCode: 2,
        PaymentMethod: 'CARD',
        U_WebOrderId: '1',
        AddressExtension: { ShipToStreet: 'Via Roma 1', ShipToCity: 'Torino', ShipToCountry: 'IT' },
        DocumentAdditionalExpenses: [{ ExpenseCode: 1, LineTotal: 5 }],
      }),
    ),
  );
  assert.deepEqual(
    [order.DocEntry, order.DocNum, order.CardName, order.UpdateDate, order.UpdateTime, order.DocumentStatus],
    [1, 10001, 'Hans Müller', '2026-03-02', '16:04:05', 'bost_Open'],
  );
  assert.deepEqual([order.DocObjectCode, order.ReserveInvoice], ['oOrders', 'tNO']);
  assert.deepEqual([order.Reference1, order.JournalMemo], ['10001', 'Sales Orders - C1']);
  const [mug, pen] = order.DocumentLines;
  assert.deepEqual([mug.ShippingMethod, mug.SalesPersonCode], [-1, -1]);
  assert.deepEqual([mug.LineTotal, mug.VatGroup, mug.TaxTotal], [22, 'V22', 4.84]);
  assert.deepEqual([pen.ItemDescription, pen.UnitPrice, pen.LineTotal, pen.TaxTotal], ['Ball pen', 1.33, 3.99, 0.88]);
  assert.deepEqual([order.DocumentAdditionalExpenses[0].TaxSum, order.VatSum, order.DocTotal], [1.1, 6.82, 37.81]);
  assert.deepEqual(
    [order.AddressExtension.ShipToCity, order.AddressExtension.BillToCity, order.AddressExtension.ShipToZipCode],
    ['Torino', 'Köln', '50667'],
  );
  assert.deepEqual(await quantities(get, 'MUG-01'), [[40, 2]]);
});

test('what is missing or unknown is refused, and nothing is kept', async () => {
  const { post, get, twin } = await opened();
  twin.addItem({ ItemCode: 'OLD', ItemName: 'Old', price: 1, Frozen: 'tYES' });
  twin.addPartner({ CardCode: 'C2', CardName: 'Gone', Valid: 'tNO' });
  const refusals: [Record<string, unknown>, string, RegExp][] = [
    [{ CardCode: undefined }, '-5002', /CardCode/],
    [{ CardCode: 'C9' }, '-5002', /C9/],
    [{ CardCode: 'c1' }, '-5002', /c1/],
    [{ CardCode: 'C2' }, '-5002', /inactive/],
    [{ DocDueDate: undefined }, '-5002', /Delivery date/],
    [{ DocumentLines: [] }, '-5002', /no rows/],
    [{ DocumentLines: [line('NO', 1)] }, '-5002', /NO/],
    [{ DocumentLines: [line('OLD', 1)] }, '-5002', /inactive/],
    [{ DocumentLines: [{ ItemCode: 'MUG-01' }] }, '-5002', /Quantity/],
    [{ DocumentLines: [line('MUG-01', 1, { VatGroup: 'X1' })] }, '-5002', /X1/],
    [{ DocumentLines: [line('MUG-01', 1, { WarehouseCode: '99' })] }, '-5002', /99/],
    [{ DocumentLines: [line('MUG-01', 1, { UoMEntry: 7 })] }, '-5002', /UoMEntry/],
    [{ DocCurrency: 'DKK' }, '-5002', /DKK/],
    [{ TransportationCode: 9 }, '-5002', /9/],
    [{ AddressExtension: { ShipToCountry: 'XX' } }, '-5002', /XX/],
    [{ ShipToCode: 'Nowhere' }, '-5002', /Nowhere/],
    [{ DocumentAdditionalExpenses: [{ ExpenseCode: 9, LineTotal: 1 }] }, '-5002', /ExpnsCode/],
    [{ NumAtCard: 'W'.repeat(101) }, '-1000', /too long/],
    [{ Colour: 'red' }, '-1000', /'Colour' of 'Document' is invalid/],
    [{ DocumentLines: [line('MUG-01', 1, { Colour: 'red' })] }, '-1000', /DocumentLine/],
    [{ DocDueDate: '5.3.2026' }, '-1000', /DocDueDate/],
    [{ PriceMode: 'cheap' }, '-1000', /PriceMode/],
  ];
  for (const [change, code, text] of refusals)
    assertRefused(await post('Orders', { ...orderOf('WEB-1'), ...change }), 400, code, text);
  assert.equal((await get('Orders/$count')).body, '0');
  assert.deepEqual(await quantities(get, 'MUG-01'), [[40, 0]]);
});

test('the header discount is a percent of the lines; tax is for each line, on what is left of it', async () => {
  const { post, twin } = await openCompany({
    taxProperty: 'TaxCode',
    currency: 'USD',
    taxGroups: [
      { code: 'NY', percent: '8' },
      { code: 'EX', percent: '0' },
    ],
    exemptGroup: 'EX',
  });
  twin.addItem({ ItemCode: 'TRAILMUG12', ItemName: 'Trail mug 12 oz' });
  twin.addItem({ ItemCode: 'CANVASBAG-BL', ItemName: 'Canvas bag, blue' });
  twin.addPartner({ CardCode: 'C1', CardName: 'Northwind Lane LLC' });
  const order = made(
    await post(
      'Orders',
      orderOf(
        'WEB-100245',
        [
          line('TRAILMUG12', 2, { UnitPrice: 18.5, TaxCode: 'NY' }),
          line('CANVASBAG-BL', 1, { UnitPrice: 45, TaxCode: 'NY' }),
        ],
        { DiscountPercent: 10, DocumentAdditionalExpenses: [{ ExpenseCode: 1, LineTotal: 7.5, TaxCode: 'EX' }] },
      ),
    ),
  );
  // The sample of sheet section 11.
  assert.deepEqual([order.DocTotal, order.VatSum, order.TotalDiscount], [87.2, 5.9, 8.2]);
  assert.deepEqual(
    order.DocumentLines.map(({ TaxTotal }: { TaxTotal: number }) => TaxTotal),
    [2.66, 3.24],
  );
  assert.deepEqual(
    [order.DocumentLines[0].LineTaxJurisdictions[0].TaxAmount, order.DocumentLines[0].VatGroup],
    [2.66, null],
  );
});

test('of several prices one counts; a total stands, and the discount gives way', async () => {
  const { post } = await opened();
  const priced = async (more: Record<string, unknown>, quantity = 10) => {
    const { DocumentLines } = made(
      await post('Orders', orderOf('W', [line('MUG-01', quantity, { VatGroup: 'V22', ...more })])),
    );
    const [{ UnitPrice, DiscountPercent, LineTotal, TaxTotal }] = DocumentLines;
    return [UnitPrice, DiscountPercent, LineTotal, TaxTotal];
  };
  assert.deepEqual(await priced({ UnitPrice: 0.99, DiscountPercent: 7 }), [0.99, 7, 9.21, 2.03]);
  assert.deepEqual(await priced({ UnitPrice: 10, DiscountPercent: 16.666667 }, 3), [10, 16.666667, 25, 5.5]);
  assert.deepEqual(await priced({ PriceAfterVAT: 12.2 }, 3), [10, 0, 30, 6.6]);
  assert.deepEqual(await priced({ PriceAfterVAT: 9.99 }, 3), [8.188525, 0, 24.57, 5.4]);
  assert.deepEqual(await priced({ UnitPrice: 10, Price: 3 }, 1), [10, 0, 10, 2.2]);
  assert.deepEqual(await priced({ Price: 9, DiscountPercent: 10 }, 1), [10, 10, 9, 1.98]);
  assert.deepEqual(await priced({ LineTotal: 25 }, 3), [8.333333, 0, 25, 5.5]);
  assert.deepEqual(await priced({ UnitPrice: 10, LineTotal: 25 }, 3), [10, 16.666667, 25, 5.5]);
  assert.deepEqual(await priced({}, 1), [12.5, 0, 12.5, 2.75]);
});

test('a rounding difference counts where the document is rounded, and a total that is insisted on becomes one', async () => {
  const { post } = await opened();
  const total = async (more: Record<string, unknown>) => {
    const { DocTotal, RoundingDiffAmount } = made(await post('Orders', orderOf('W', undefined, more)));
    return [DocTotal, RoundingDiffAmount];
  };
  assert.deepEqual(await total({}), [29.75, 0]);
  assert.deepEqual(await total({ RoundingDiffAmount: 0.01 }), [29.75, 0]);
  assert.deepEqual(await total({ Rounding: 'tYES', RoundingDiffAmount: -0.01 }), [29.74, -0.01]);
  assert.deepEqual(await total({ DocTotal: 29.77 }), [29.77, 0.02]);
});

test('exempt customers pay no tax; else it is the one of the card, the item or the country', async () => {
  const { post, twin } = await opened();
  const taxed = async (more: Record<string, unknown> = {}) =>
    made(await post('Orders', orderOf('W', [line('MUG-01', 1)], more))).DocumentLines[0].VatGroup;
  assert.equal(await taxed(), 'V19');
  assert.equal(await taxed({ AddressExtension: { ShipToCountry: 'US' } }), 'V0');
  twin.changeItem('MUG-01', { SalesVATGroup: 'V22' });
  assert.equal(await taxed(), 'V22');
  twin.changePartner('C1', { VatLiable: 'vExempted' });
  assert.equal(await taxed(), 'V0');
});

test('the same reference twice makes two orders, unless the company blocks it', async () => {
  const { post, list } = await opened();
  for (const _ of [1, 2]) made(await post('Orders', orderOf('WEB-1')));
  assert.equal((await list(`Orders?${where("NumAtCard eq 'WEB-1'")}`)).length, 2);
  const strict = await opened({ blocksRepeatedReference: true });
  made(await strict.post('Orders', orderOf('WEB-1')));
  assertRefused(await strict.post('Orders', orderOf('WEB-1')), 400, '-5002', /already exists/);
});

test('an order that must be approved becomes a draft, and the answer an error or nothing', async () => {
  const { post, list, twin, get } = await opened({ approvalAbove: '100' });
  made(await post('Orders', orderOf('SMALL', [line('MUG-01', 1)])));
  assertRefused(await post('Orders', orderOf('BIG-1', [line('MUG-01', 20)])), 400, '-2028');
  const quiet = await post('Orders', orderOf('BIG-2', [line('MUG-01', 20)]), { prefer: 'return-no-content' });
  assert.deepEqual([quiet.status, quiet.headers.location, quiet.body], [204, undefined, '']);
  assert.equal((await list(`Orders?${where("startswith(NumAtCard,'BIG')")}`)).length, 0);
  const [draft] = await list(`Drafts?${where("NumAtCard eq 'BIG-1'")}`);
  assert.deepEqual([draft.DocObjectCode, draft.AuthorizationStatus, draft.DocTotal], ['oOrders', 'dasPending', 297.5]);
  assert.deepEqual(await quantities(get, 'MUG-01'), [[40, 1]]);
  twin.approve(twin.company.drafts.get(draft.DocEntry) ?? assert.fail());
  assert.equal((await list(`Orders?${where("NumAtCard eq 'BIG-1'")}`))[0].AuthorizationStatus, 'dasGenerated');
  assert.deepEqual(await quantities(get, 'MUG-01'), [[40, 21]]);
});

test('rows of a PATCH merge by number: without one they are added, and the replace header makes them all there are', async () => {
  const { post, patch, get } = await opened();
  made(await post('Orders', orderOf('WEB-1', [line('MUG-01', 2), line('PEN-01', 1)])));
  const rows = async () =>
    (await get('Orders(1)')).body.DocumentLines.map((row: { LineNum: number; ItemCode: string; Quantity: number }) =>
      [row.LineNum, row.ItemCode, row.Quantity].join(' '),
    );
  assert.equal((await patch('Orders(1)', { DocumentLines: [{ LineNum: 0, Quantity: 5 }] })).status, 204);
  assert.deepEqual(await rows(), ['0 MUG-01 5', '1 PEN-01 1']);
  await patch('Orders(1)', { DocumentLines: [line('MUG-01', 1)] });
  assert.deepEqual(await rows(), ['0 MUG-01 5', '1 PEN-01 1', '2 MUG-01 1']);
  const replace = { 'b1s-replacecollectionsonpatch': 'true' };
  await patch('Orders(1)', { DocumentLines: [{ LineNum: 1, Quantity: 4 }] }, replace);
  assert.deepEqual(await rows(), ['1 PEN-01 4']);
  assert.equal((await get('Orders(1)')).body.DocTotal, 6.33);
  assert.deepEqual(await quantities(get, 'MUG-01'), [[40, 0]]);
  assert.equal((await patch('Orders(1)', { DocNum: 7, Comments: 'hello' })).status, 204);
  assert.deepEqual([(await get('Orders(1)')).body.DocNum, (await get('Orders(1)')).body.Comments], [10001, 'hello']);
});

test('an ETag that is not the present one is a 412, and changes with each change', async () => {
  const { post, patch, get } = await opened();
  const order = made(await post('Orders', orderOf('WEB-1')));
  const etag = order['@odata.etag'];
  assert.equal((await patch('Orders(1)', { Comments: 'a' }, { 'if-match': etag })).status, 204);
  assertRefused(await patch('Orders(1)', { Comments: 'b' }, { 'if-match': etag }), 412, '-2039');
  assertRefused(await post('Orders(1)/Cancel', undefined, { 'if-match': etag }), 412, '-2039');
  assert.equal((await get('Orders(1)')).headers.etag, (await get('Orders(1)')).body['@odata.etag']);
  const older = await opened({ version: '1000180' });
  assert.equal(made(await older.post('Orders', orderOf('WEB-1')))['@odata.etag'], undefined);
});

test('cancelling frees the stock, once; documents are never deleted', async () => {
  const { post, call, get } = await opened();
  made(await post('Orders', orderOf('WEB-1')));
  assertRefused(await call('DELETE', 'Orders(1)'), 400, '-5006');
  assert.equal((await post('Orders(1)/Cancel')).status, 204);
  const { Cancelled, CancelStatus, DocumentStatus } = (await get('Orders(1)')).body;
  assert.deepEqual([Cancelled, CancelStatus, DocumentStatus], ['tYES', 'csYes', 'bost_Close']);
  assert.deepEqual(await quantities(get, 'MUG-01'), [[40, 0]]);
  assertRefused(await post('Orders(1)/Cancel'), 400, '-5002', /cancelled already/);
});

test('a preview tells totals and keeps nothing', async () => {
  const { post, get } = await opened();
  const { status, body } = await post('OrdersService_Preview', { Document: orderOf('WEB-1') });
  assert.deepEqual([status, body.DocTotal, body.VatSum, body.DocEntry], [200, 29.75, 4.75, null]);
  assert.equal((await get('Orders/$count')).body, '0');
});

test('branches must be named where the company has them; PATCH goes through POST where a proxy is strict', async () => {
  const { post, get } = await opened({ branches: [3] });
  assertRefused(await post('Orders', orderOf('WEB-1')), 400, '-5002', /branch/);
  made(await post('Orders', orderOf('WEB-1', undefined, { BPL_IDAssignedToInvoice: 3 })));
  assert.equal((await post('Orders(1)', { Comments: 'x' }, { 'x-http-method-override': 'PATCH' })).status, 204);
  assert.equal((await get('Orders(1)')).body.Comments, 'x');
});

test('a box takes its pieces from the stock', async () => {
  const { post, get, twin } = await opened({
    unitGroups: [
      {
        entry: 5,
        units: [
          { entry: 1, code: 'EA', factor: '1' },
          { entry: 2, code: 'BOX', factor: '12' },
        ],
      },
    ],
  });
  twin.addItem({
    ItemCode: 'BOX-PEN',
    ItemName: 'Pens',
    price: 15,
    stock: 120,
    UoMGroupEntry: 5,
    DefaultSalesUoMEntry: 2,
  });
  const order = made(await post('Orders', orderOf('W', [line('BOX-PEN', 2), line('BOX-PEN', 1, { UoMCode: 'EA' })])));
  assert.deepEqual(
    order.DocumentLines.map((row: { UoMCode: string; InventoryQuantity: number }) => [
      row.UoMCode,
      row.InventoryQuantity,
    ]),
    [
      ['BOX', 24],
      ['EA', 1],
    ],
  );
  assert.deepEqual(await quantities(get, 'BOX-PEN'), [[120, 25]]);
  assertRefused(await post('Orders', orderOf('W', [line('BOX-PEN', 1, { UoMCode: 'CASE' })])), 400, '-5002', /CASE/);
});
