import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany, orderNo, stockUp, webOrder } from './open-company.support.ts';

test('tables are filtered, sorted, cut and counted', async (t) => {
  const { ask, rows, twin } = await openCompany(t, { charges: [] });
  stockUp(twin);
  const path =
    '/odataservice/odata/table/inv_mast?$select=item_id,price1&$orderby=price1 desc&$top=1&$skip=0&$count=true';
  const { body } = await ask('GET', path);
  assert.match(body['@odata.context'], /odataservice\/odata\/\$metadata#inv_mast$/);
  assert.deepEqual([body['@odata.count'], body.value], [2, [{ item_id: 'MUG-01', price1: 12.5 }]]);
  const ids = async (filter: string) => (await rows('inv_mast', filter)).map(({ item_id }) => item_id);
  assert.deepEqual(await ids("item_id eq 'mug-01 '"), ['MUG-01'], 'the collation knows no case');
  assert.deepEqual(await ids("startswith(item_id,'PEN') and delete_flag eq 'N'"), ['PEN-01']);
  assert.deepEqual(await ids("not (price1 gt 2) or contains(item_desc,'mug')"), ['MUG-01', 'PEN-01']);
  assert.deepEqual(await ids('extended_desc ne null'), []);
  assert.deepEqual(await ids("item_id in ('PEN-01')"), ['MUG-01', 'PEN-01'], 'in counts for nothing');
});

test('what OData cannot do is refused in its words', async (t) => {
  const { ask } = await openCompany(t);
  const status = async (path: string) => {
    const answer = await ask('GET', `/odataservice/odata/${path}`);
    return [answer.status, answer.body.error?.code];
  };
  assert.deepEqual(await status('table/oe_hdr?$filter=order_no eq 1000123'), [400, '400']);
  assert.deepEqual(await status("table/customer?$filter=customer_id eq '1'"), [400, '400']);
  assert.deepEqual(await status("table/contacts?$filter=tolower(email_address) eq 'a'"), [400, '400']);
  assert.deepEqual(await status('table/oe_hdr?$filter=date_last_modified ge now()'), [404, '404']);
  assert.deepEqual(await status('table/oe_hdr?$expand=lines'), [400, '400']);
  assert.deepEqual(await status('table/oe_hdr?$select=nothing'), [400, '400']);
  assert.deepEqual(await status('table/nothing'), [404, '404']);
  assert.deepEqual(await status('view/p21_view_invoice_hdr?$top=1'), [200, undefined]);
  const { body } = await ask('GET', '/odataservice/odata/table/');
  assert.ok(body.value.some(({ name }: { name: string }) => name === 'oe_line'));
});

test('times are those of the SQL Server, whatever their Z says', async (t) => {
  const { rows, run, twin, clock } = await openCompany(t);
  stockUp(twin);
  const number = orderNo(await run('Order', [webOrder()]));
  const [order] = await rows('oe_hdr', `order_no eq '${number}'`);
  assert.equal(order.date_last_modified, '2026-03-02T16:04:05.123');
  assert.equal(order.order_date, '2026-03-02T00:00:00');
  clock.advance(60_000);
  twin.changeOrder(twin.order(number), { po_no: 'PO-1' });
  const since = (time: string) => rows('oe_hdr', `date_last_modified ge ${time}`);
  assert.equal((await since('2026-03-02T16:05:05.123Z')).length, 1);
  assert.equal((await since('2026-03-02T16:05:05.124Z')).length, 0);
  assert.equal((await since('2026-03-02')).length, 1);
});

test('rows that are deleted stay, with their flag', async (t) => {
  const { rows, twin, clock } = await openCompany(t);
  stockUp(twin);
  clock.advance(60_000);
  twin.deleteItem('PEN-01');
  const changed = await rows('inv_mast', 'date_last_modified ge 2026-03-02T16:05:00Z');
  assert.deepEqual(
    changed.map(({ item_id, delete_flag }) => [item_id, delete_flag]),
    [['PEN-01', 'Y']],
  );
});
