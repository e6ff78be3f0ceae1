import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  element,
  failure,
  header,
  items,
  line,
  openCompany,
  orderNo,
  shown,
  stockUp,
  webOrder,
} from './open-company.support.ts';
import { UI_SERVER } from './settings.ts';

test('an order comes to what the sheet’s sample says', async (t) => {
  const { run, twin, rows } = await openCompany(t, {
    jurisdictions: [{ id: 'CO', country: 'US', state: 'CO', percent: '7.2' }],
    charges: ['FREIGHT', 'WEBCOUPON'].map((itemId) => ({ itemId, name: itemId, taxable: false })),
  });
  twin.addItem({ itemId: 'VALVE-34', name: '3/4 in ball valve', price: '14.00', stock: 120 });
  twin.addItem({ itemId: 'HOSE-10FT', name: 'Hose 10 ft', price: '31.00', stock: 9 });
  const address = { mail_address1: '100 Main Street', mail_city: 'Boulder', mail_state: 'CO', mail_country: 'US' };
  twin.addCustomer({ customer: { customer_name: 'Northfield Supply' }, address, contact: { first_name: 'Pat' } });
  const saved = await run('Order', [
    webOrder({
      contact_id: '3381',
      po_no: 'PO-7781',
      job_name: 'WEB-100045',
      approved: 'Y',
      ship_to_name: 'Northfield Depot 2',
      oe_hdr_ship2_add1: '9 Quarry Road',
    }),
    items([
      line('010', 'VALVE-34', '4', { unit_of_measure: 'EA', unit_price: '12.50' }),
      line('020', 'HOSE-10FT', '1', { unit_of_measure: 'EA', unit_price: '30.00' }),
      line('900', 'WEBCOUPON', '1', { unit_price: '-8.00', extended_desc: 'SPRING10' }),
      line('910', 'FREIGHT', '1', { unit_price: '9.95' }),
    ]),
  ]);
  const number = orderNo(saved);
  const total = (column: string) => shown(saved, 'TP_TOTALS.tp_totals', column);
  assert.deepEqual(['sales_sub_total', 'tax_total', 'total_other_charge', 'sales_total'].map(total), [
    '80.00',
    '5.76',
    '1.95',
    '87.71',
  ]);
  const [order] = await rows('oe_hdr', "job_name eq 'WEB-100045'");
  assert.deepEqual(
    [order.order_no, order.address_id, order.ship2_name, order.ship2_add1, order.ship2_state, order.web_reference_no],
    [number, 120_045, 'Northfield Depot 2', '9 Quarry Road', 'CO', null],
  );
  const lines = await rows('oe_line', `order_no eq '${number}'`, '&$orderby=line_no');
  assert.deepEqual(
    lines.map((row) => [row.user_line_no, row.qty_ordered, row.extended_price, row.sales_tax, row.other_charge]),
    [
      ['010', 4, 50, 3.6, 'N'],
      ['020', 1, 30, 2.16, 'N'],
      ['900', 1, -8, 0, 'Y'],
      ['910', 1, 9.95, 0, 'Y'],
    ],
  );
});

test('two lines of one item are one without keys, of which the last wins', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const two = [line('010', 'MUG-01', '1'), line('020', 'MUG-01', '5')];
  const folded = orderNo(await run('Order', [webOrder(), items(two, [])]));
  const kept = orderNo(await run('Order', [webOrder(), items(two)]));
  const quantities = async (number: string) =>
    (await rows('oe_line', `order_no eq '${number}'`)).map(({ unit_quantity }) => unit_quantity);
  assert.deepEqual(await quantities(folded), [5]);
  assert.deepEqual(await quantities(kept), [1, 5]);
});

test('edits are a script: customer, ship-to and item overwrite what stood before them', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const early = header({
    ship_to_name: 'Lost',
    job_name: 'A',
    customer_id: '120045',
    ship_to_id: '120045',
    sales_loc_id: '10',
    source_loc_id: '10',
  });
  const number = orderNo(await run('Order', [early]));
  const [order] = await rows('oe_hdr', `order_no eq '${number}'`);
  assert.deepEqual([order.ship2_name, order.job_name], ['Giulia Rossi', 'A']);
  const lost = { user_line_no: '010', unit_quantity: '3', oe_order_item_id: 'MUG-01' };
  assert.match(failure(await run('Order', [webOrder(), items([lost])])), /quantity of item MUG-01/);
  const repriced = line('010', 'MUG-01', '2', { unit_price: '9.00', unit_of_measure: 'EA' });
  const fixed = { ...line('020', 'MUG-01', '2'), manual_price_overide: 'Y', unit_price: '9.00', unit_of_measure: 'EA' };
  const saved = await run('Order', [webOrder(), items([repriced, fixed])]);
  assert.deepEqual(
    [0, 1].map((row) => shown(saved, 'TP_ITEMS.items', 'unit_price', row)),
    ['12.5', '9'],
  );
});

test('what is missing or wrong fails within a 200, and nothing is kept', async (t) => {
  const { run, twin } = await openCompany(t);
  stockUp(twin);
  const place = { sales_loc_id: '10', source_loc_id: '10' };
  const customer = { customer_id: '120045' };
  const cases: readonly [RegExp, readonly object[]][] = [
    [/^Transaction 1:: customer_id: This column is required\./, [header(place)]],
    [/ship_to_id: This column is required\./, [header({ ...customer, ...place })]],
    [/Jurisdiction ID for Order Header Tax/, [header({ ...customer, ship_to_id: '120045', sales_loc_id: '10' })]],
    [/company_id is disabled/, [webOrder({ company_id: '01' })]],
    [/Column nobody was not found/, [webOrder({ nobody: '1' })]],
    [/web_reference_no was not found/, [webOrder({ web_reference_no: 'WEB-1' })]],
    [/must be after the order date/, [webOrder({ requested_date: '2026-03-02' })]],
    [/job_name: the value is longer than 40/, [webOrder({ job_name: 'x'.repeat(41) })]],
    [/'YES' is not a valid value/, [webOrder({ approved: 'YES' })]],
    [/Contact ID '1' was not found/, [webOrder({ contact_id: '1' })]],
    [/Customer ID '7' was not found/, [webOrder({ customer_id: '7' })]],
    [/Item ID 'BOX-XX' was not found/, [webOrder(), items([line('010', 'BOX-XX', '1')])]],
    [/TP_ITEMS\.items is a List/, [webOrder(), element('TP_ITEMS.items', 'Form', [], [line('010', 'MUG-01', '1')])]],
    [/TP_NOTHING\.x was not found/, [element('TP_NOTHING.x', 'Form', [], [])]],
  ];
  for (const [words, elements] of cases) assert.match(failure(await run('Order', elements)), words);
  assert.equal(twin.company.orders.size, 0);
  const passed = await run('Order', [webOrder({ company_id: '01' })], { IgnoreDisabled: true });
  assert.equal(orderNo(passed), '1000001');
  const words = await run('Order', [webOrder({ approved: 'OFF' })], { UseCodeValues: false });
  assert.equal(shown(words, 'TABPAGE_1.order', 'approved'), 'N');
});

test('a request that is none of the API is refused as the REST families do', async (t) => {
  const { ask } = await openCompany(t);
  const path = `${UI_SERVER}/api/v2/transaction`;
  const request = (more: object) => ({ Name: 'Order', UseCodeValues: true, Transactions: [], ...more });
  const existing = await ask('POST', path, request({ Transactions: [{ Status: 'Existing', DataElements: [] }] }));
  assert.deepEqual(
    [existing.status, existing.body.ErrorMessage],
    [500, 'Exception has been thrown by the target of an invocation.'],
  );
  const numbers = header();
  const [row] = numbers.Rows;
  const unwritten = { ...numbers, Rows: [{ ...row, Edits: [{ Name: 'customer_id', Value: 1 }] }] };
  const typed = await ask('POST', path, request({ Transactions: [{ Status: 'New', DataElements: [unwritten] }] }));
  assert.deepEqual([typed.status, typed.body.ErrorType], [400, 'P21.Business.Common.BusinessException']);
  assert.equal((await ask('POST', path, { Name: 'Order' })).status, 400);
  assert.equal((await ask('POST', path, '{')).status, 400);
  assert.equal((await ask('POST', path, request({ Name: 'Orders' }))).status, 400);
  assert.equal((await ask('GET', '/api/sales/orders/')).body.ErrorType, 'ResourceNotFoundException');
});

test('each order of a request stands by itself', async (t) => {
  const { run, twin } = await openCompany(t);
  stockUp(twin);
  const transaction = (...elements: object[]) => ({ Status: 'New', DataElements: elements });
  const result: Answer = await run('Order', [], {
    Transactions: [transaction(webOrder()), transaction(header()), transaction(webOrder({ job_name: 'WEB-2' }))],
  });
  assert.deepEqual(result.Summary, { Succeeded: 2, Failed: 1, Other: 0 });
  assert.deepEqual(
    result.Results.Transactions.map(({ Status }: Answer) => Status),
    ['Passed', 'Failed', 'Passed'],
  );
  assert.match(result.Messages[1], /^Transaction 2:: customer_id/);
  assert.equal(twin.company.orders.size, 2);
});

test('an order is changed by its key, and cancelled: its goods are free again', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder(), items([line('010', 'MUG-01', '4')])]));
  const allocated = async () => (await rows('inv_loc', 'qty_on_hand eq 40'))[0].qty_allocated;
  assert.equal(await allocated(), 4);
  const changed = [header({ order_no: number }, ['order_no']), items([{ user_line_no: '010', unit_quantity: '6' }])];
  orderNo(await run('Order', changed));
  assert.equal(await allocated(), 6);
  assert.match(
    failure(await run('Order', [header({ cancel_flag: 'Y', order_no: number }, ['order_no'])])),
    /key is set first/,
  );
  orderNo(await run('Order', [header({ order_no: number, cancel_flag: 'Y' }, ['order_no'])]));
  assert.equal(await allocated(), 0);
  const [order] = await rows('oe_hdr', `order_no eq '${number}'`);
  const [row] = await rows('oe_line', `order_no eq '${number}'`);
  assert.deepEqual([order.cancel_flag, row.cancel_flag, row.qty_canceled], ['Y', 'Y', 6]);
  assert.match(failure(await run('Order', changed)), /is cancelled/);
  assert.match(failure(await run('Order', [header({ order_no: '7' }, ['order_no'])])), /Order 7 was not found/);
});

test('who has an order open keeps others from it, and an open dialog stops whoever comes next', async (t) => {
  const { run, twin } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder()]));
  const change = [header({ order_no: number, po_no: 'PO-2' }, ['order_no'])];
  twin.hold(number, true);
  assert.match(failure(await run('Order', change)), /locked by another user/);
  twin.hold(number, false);
  twin.leaveDialogOpen();
  assert.match(failure(await run('Order', change)), /Unexpected response window/);
  orderNo(await run('Order', change));
});

test('a pop-up that is answered with No drops a line without a word', async (t) => {
  const { run, twin, rows } = await openCompany(t, { droppedItems: ['PEN-01'] });
  stockUp(twin);
  const saved = await run('Order', [webOrder(), items([line('010', 'PEN-01', '1'), line('020', 'MUG-01', '1')])]);
  const lines = await rows('oe_line', `order_no eq '${orderNo(saved)}'`);
  assert.deepEqual(
    lines.map(({ user_line_no }) => user_line_no),
    ['020'],
  );
});

test('shipping, deposit, note and tax are parts of the order', async (t) => {
  const { run, twin, rows, ask } = await openCompany(t, { webReferenceInWindow: true });
  stockUp(twin);
  const form = (name: string, row: Record<string, string>) => element(name, 'Form', [], [row]);
  const saved = await run('Order', [
    webOrder({ web_reference_no: 'WEB-9' }),
    form('TP_SHIPTO.shipto', { phys_country: 'DE', phys_city: 'Köln', central_phone_number: '+49221' }),
    form('TP_SHIPINFO.shipinfo', { oe_hdr_carrier_id: '100012', freight_out: '7.50' }),
    items([line('010', 'MUG-01', '2')]),
    form('TP_REMITTANCES.remittances', {
      payment_type_id: 'CARD',
      payment_amount: '38.68',
      cc_authorized_number: 'ch_1',
    }),
    element('HDR_NOTE.hdr_note', 'List', [], [{ topic: 'Web', note: 'Leave at dock 3' }]),
    form('TP_TAX.tp_tax_dw_2', { taxable: 'Y' }),
  ]);
  const number = orderNo(saved);
  // 19 % of 25.00 + 7.50
  assert.deepEqual(
    ['total_freight', 'tax_total', 'sales_total'].map((column) => shown(saved, 'TP_TOTALS.tp_totals', column)),
    ['7.50', '6.18', '38.68'],
  );
  const [order] = await rows('oe_hdr', "web_reference_no eq 'WEB-9'");
  assert.deepEqual(
    [order.carrier_id, order.freight_out, order.payment_method, order.ship2_country, order.ship_to_phone],
    [100_012, 7.5, 'CARD', 'DE', '+49221'],
  );
  const { body } = await ask('POST', `${UI_SERVER}/api/v2/transaction/get`, {
    ServiceName: 'Order',
    TransactionStates: [{ DataElementName: 'TABPAGE_1.order', Keys: [{ Name: 'order_no', Value: number }] }],
  });
  const read = { Results: body };
  assert.equal(shown(read, 'HDR_NOTE.hdr_note', 'note'), 'Leave at dock 3');
  assert.equal(shown(read, 'TP_REMITTANCES.remittances', 'cc_authorized_number'), 'ch_1');
  const definition = await ask('GET', `${UI_SERVER}/api/v2/definition/Order`);
  assert.match(JSON.stringify(definition.body), /web_reference_no/);
});

test('a remittance of an order that stands is a payment of its own, which the tables tell', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder(), items([line('010', 'MUG-01', '2')])]));
  const pay = (row: Record<string, string>) =>
    run('Order', [
      element('TABPAGE_1.order', 'Form', ['order_no'], [{ order_no: number }]),
      element('TP_REMITTANCES.remittances', 'Form', [], [{ payment_type_id: 'CARD', ...row }]),
    ]);
  await pay({ payment_amount: '20.00', payment_desc: 'WEB-1/1', payment_date: '2026-03-02' });
  await pay({ payment_amount: '9.75', check_number: '77' });
  assert.match(JSON.stringify(await pay({ payment_amount: '0' })), /This column is required/);
  assert.match(JSON.stringify(await pay({ payment_amount: '1', check_number: '7'.repeat(31) })), /30/);
  const of = await rows('remittances', `order_no eq '${number}' and delete_flag eq 'N'`);
  const [first, second] = of.map(({ payment_number }) => Number(payment_number));
  assert.equal(of.length, 2);
  const [payment] = await rows('ar_payment_details', "payment_desc eq 'WEB-1/1'");
  assert.deepEqual(
    [payment.payment_number, payment.payment_amount, payment.payment_date],
    [first, 20, '2026-03-02T00:00:00'],
  );
  assert.deepEqual(
    (await rows('ar_payment_details', "check_number eq '77'")).map(({ payment_number }) => payment_number),
    [second],
  );
});

test('an asynchronous request is asked after until it is done', async (t) => {
  const { ask, twin } = await openCompany(t);
  stockUp(twin);
  const path = `${UI_SERVER}/api/v2/transaction/async`;
  const request = (elements: object[]) => ({
    Name: 'Order',
    UseCodeValues: true,
    Transactions: [{ Status: 'New', DataElements: elements }],
  });
  const states = async (elements: object[]) => {
    const begun = (await ask('POST', path, request(elements))).body;
    const poll = async () => (await ask('GET', `${path}?id=${begun.RequestId}`)).body.Status;
    return [begun.Status, await poll(), await poll()];
  };
  assert.deepEqual(await states([webOrder()]), ['Active', 'Active', 'Complete']);
  assert.deepEqual(await states([header()]), ['Active', 'Active', 'Failed']);
  assert.equal((await ask('GET', `${path}?id=x`)).status, 404);
});
