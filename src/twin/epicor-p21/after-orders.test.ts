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
  stockUp,
  webOrder,
} from './open-company.support.ts';

test('an order that goes out in two parts has two invoices, and stock leaves with them', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(
    await run('Order', [
      webOrder(),
      items([line('010', 'MUG-01', '3'), line('900', 'WEBCOUPON', '1', { unit_price: '-2.50' })]),
      element('TP_SHIPINFO.shipinfo', 'Form', [], [{ freight_out: '7.50' }]),
      element('TP_REMITTANCES.remittances', 'Form', [], [{ payment_type_id: 'CARD', payment_amount: '51.85' }]),
    ]),
  );
  const first = twin.shipAndInvoice(twin.order(number), { 'MUG-01': 1 });
  const stock = async () => {
    const [row] = await rows('inv_loc', `inv_mast_uid eq ${twin.item('MUG-01').inv_mast_uid}`);
    return [row.qty_on_hand, row.qty_allocated];
  };
  assert.deepEqual(await stock(), [39, 2]);
  const second = twin.shipAndInvoice(twin.order(number));
  assert.deepEqual(await stock(), [37, 0]);
  const invoices = await rows('invoice_hdr', 'customer_id eq 120045', '&$orderby=invoice_no');
  assert.deepEqual(
    invoices.map((row: Answer) => [
      row.total_amount,
      row.freight,
      row.other_charge_amount,
      row.tax_amount,
      row.amount_paid,
    ]),
    // 22 % of 12.50 − 2.50 + 7.50, and of 25.00; both are paid by the deposit.
    [
      [21.35, 7.5, -2.5, 3.85, 21.35],
      [30.5, 0, 0, 5.5, 30.5],
    ],
  );
  const [{ invoice_date, terms_desc, net_due_date }] = invoices;
  assert.deepEqual([invoice_date, terms_desc, net_due_date], ['2026-03-02T00:00:00', '30', '2026-04-01T00:00:00']);
  const tickets = await rows('oe_pick_ticket', `order_no eq '${number}' and ship_date ne null`);
  assert.deepEqual(
    tickets.map(({ pick_ticket_no, invoice_no }) => [pick_ticket_no, String(invoice_no)]),
    [first, second].map(({ ticket, invoice }) => [ticket.pick_ticket_no, invoice.invoice_no]),
  );
  const [detail] = await rows('oe_pick_ticket_detail', `pick_ticket_no eq ${second.ticket.pick_ticket_no}`);
  assert.deepEqual([detail.oe_line_no, detail.ship_quantity], [1, 2]);
  const [order] = await rows('oe_hdr', `order_no eq '${number}'`);
  assert.deepEqual([order.completed, order.invoice_no], ['Y', second.invoice.invoice_no]);
  const lines = await rows('invoice_line', `invoice_no eq '${first.invoice.invoice_no}'`);
  assert.deepEqual(
    lines.map(({ item_id, qty_shipped, extended_price }) => [item_id, qty_shipped, extended_price]),
    [
      ['MUG-01', 1, 12.5],
      ['WEBCOUPON', 1, -2.5],
    ],
  );
  assert.throws(() => twin.ship(twin.order(number)), /nothing .* is left/);
});

test('a tracking number is written until the invoice is there, and then neither it nor the order changes', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder(), items([line('010', 'MUG-01', '1')])]));
  const ticket = twin.ship(twin.order(number));
  const write = (tracking_no: string) =>
    run('Shipping', [
      element(
        'TABPAGE_1.tp_1_dw_1',
        'Form',
        ['pick_ticket_no'],
        [{ pick_ticket_no: String(ticket.pick_ticket_no), tracking_no }],
      ),
    ]);
  assert.equal((await write('1Z999')).Summary.Succeeded, 1);
  const cancel = [header({ order_no: number, cancel_flag: 'Y' }, ['order_no'])];
  assert.match(failure(await run('Order', cancel)), /on a pick ticket/);
  twin.invoice(twin.order(number), twin.company.pickTickets.all()[0] ?? {});
  assert.equal((await rows('oe_pick_ticket', "tracking_no eq '1Z999'")).length, 1);
  assert.match(failure(await write('1Z000')), /invoiced/);
  assert.match(failure(await run('Order', cancel)), /An invoice exists/);
});

test('nobody picks an order that is not approved', async (t) => {
  const { run, twin } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder({ approved: 'N' }), items([line('010', 'MUG-01', '1')])]));
  assert.throws(() => twin.ship(twin.order(number)), /not one to pick/);
});

test('goods that come back are on hand at once, and credited by an invoice below zero', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder(), items([line('010', 'MUG-01', '3')])]));
  twin.shipAndInvoice(twin.order(number));
  const back = twin.takeBack(twin.order(number), { 'MUG-01': 2 });
  assert.equal(twin.stockOf('MUG-01').qty_on_hand, 39);
  assert.equal(twin.stockOf('MUG-01').qty_allocated, 0);
  twin.credit(back);
  const [credit] = await rows('invoice_hdr', 'total_amount lt 0');
  assert.deepEqual([credit.total_amount, credit.tax_amount, credit.paid_in_full_flag], [-30.5, -5.5, 'N']);
  const [returned] = await rows('oe_hdr', "rma_flag eq 'Y'");
  assert.deepEqual([returned.job_name, returned.completed], ['WEB-1', 'Y']);
});

test('what is not on hand is back-ordered, and allocated to the older order first when it comes', async (t) => {
  const { run, twin, rows } = await openCompany(t);
  stockUp(twin);
  const order = async (pieces: string) =>
    orderNo(await run('Order', [webOrder(), items([line('010', 'MUG-01', pieces)])]));
  const [first, second] = [await order('30'), await order('20')];
  const allocated = async (number: string) => (await rows('oe_line', `order_no eq '${number}'`))[0].qty_allocated;
  assert.deepEqual([await allocated(first), await allocated(second)], [30, 10]);
  assert.equal(twin.stockOf('MUG-01').qty_backordered, 10);
  const before = twin.item('MUG-01').date_last_modified;
  twin.adjust('MUG-01', 5);
  assert.equal(await allocated(second), 15);
  assert.equal(twin.item('MUG-01').date_last_modified, before, 'stock alone does not touch the item');
  const quote = orderNo(await run('Order', [webOrder({ quote: 'Y' }), items([line('010', 'PEN-01', '5')])]));
  assert.equal(await allocated(quote), 0);
});
