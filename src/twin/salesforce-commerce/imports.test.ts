import assert from 'node:assert/strict';
import test from 'node:test';
import { openSite, type SiteSession } from './open-site.support.ts';
import { priceAt } from './price-books.ts';

const IMPEX = '/on/demandware.servlet/webdav/Sites/Impex/src';

const prices = (tables: string, currency = 'EUR') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<pricebooks xmlns="http://www.demandware.com/xml/impex/pricebook/2006-10-31">
  <pricebook>
    <header pricebook-id="list-prices"><currency>${currency}</currency><online-flag>true</online-flag></header>
    <price-tables>${tables}</price-tables>
  </pricebook>
</pricebooks>`;

const priceOf = async (site: SiteSession, id: string) =>
  (await site.scapi('GET', 'product/products', `products/${id}`)).body.price as unknown;

async function run(site: SiteSession, job: string) {
  const { status, body } = await site.data('POST', `jobs/${job}/executions`, {});
  assert.deepEqual([status, body.execution_status], [200, 'running']);
  return (await site.data('GET', `jobs/${job}/executions/${String(body.id)}`)).body;
}

test('prices come by a file and a job, and only those of the file change', async () => {
  await using site = await openSite();
  const file = prices(
    '<price-table product-id="MUG-01"><amount quantity="1">13.20</amount></price-table><price-table product-id="PEN-01" mode="delete"/>',
  );
  assert.equal((await site.ask('PUT', `${IMPEX}/pricebook/erp.xml`, file)).status, 201);
  assert.equal(await priceOf(site, 'MUG-01'), 12.5);
  const done = await run(site, 'import-price-books');
  assert.deepEqual([done.execution_status, done.exit_status?.code], ['finished', 'OK']);
  assert.deepEqual(
    [await priceOf(site, 'MUG-01'), await priceOf(site, 'PEN-01'), await priceOf(site, 'LAMP-01')],
    [13.2, undefined, 39.9],
  );
  assert.equal((await site.ask('GET', `${IMPEX}/pricebook/erp.xml`)).status, 404);
  assert.equal((await site.ask('GET', `${IMPEX}/pricebook/archive/erp.xml`)).text, file);
});

test('a reduced price goes before the list price while it counts', async () => {
  await using site = await openSite();
  const from = new Date(site.clock.now() + 60_000).toISOString();
  const to = new Date(site.clock.now() + 120_000).toISOString();
  const table = `<price-table product-id="MUG-01"><online-from>${from}</online-from><online-to>${to}</online-to><amount quantity="1">9.90</amount></price-table>`;
  const upload = (tables: string) =>
    site.ask('PUT', `${IMPEX}/pricebook/sale.xml`, prices(tables).replace('list-prices', 'sale-prices'));
  await upload(table);
  assert.equal((await run(site, 'import-price-books')).exit_status?.code, 'OK');
  assert.equal(await priceOf(site, 'MUG-01'), 12.5);
  site.clock.advance(60_000);
  assert.equal(await priceOf(site, 'MUG-01'), 9.9);
  site.clock.advance(60_000);
  assert.equal(await priceOf(site, 'MUG-01'), 12.5);
  await upload('<price-table product-id="MUG-01"><amount quantity="1">8</amount></price-table>');
  await run(site, 'import-price-books');
  assert.equal(await priceOf(site, 'MUG-01'), 8);
  await upload('<price-table product-id="MUG-01" mode="delete"/>');
  await run(site, 'import-price-books');
  assert.equal(await priceOf(site, 'MUG-01'), 12.5);
});

test('a price table has a price from each quantity on, and the next one for the product takes its place', async () => {
  await using site = await openSite();
  const book = () => site.twin.store.priceBooks.get('list-prices') ?? assert.fail('no price book');
  const costs = (...pieces: number[]) => pieces.map((each) => priceAt(book(), 'MUG-01', site.clock.now(), each));
  const set = async (table: string) => {
    await site.ask('PUT', `${IMPEX}/pricebook/erp.xml`, prices(table));
    await run(site, 'import-price-books');
  };
  await set(
    '<price-table product-id="MUG-01"><amount quantity="1">12</amount><amount quantity="10">11</amount><amount quantity="50">10</amount></price-table>',
  );
  assert.deepEqual(costs(1, 9, 10, 49, 50), ['12', '12', '11', '11', '10']);
  await set('<price-table product-id="MUG-01"><amount quantity="20">9</amount></price-table>');
  assert.deepEqual(costs(1, 19, 20), [undefined, undefined, '9']);
});

test('a file that is wrong ends the job with an error, a line that is wrong with a warning', async () => {
  await using site = await openSite();
  const upload = (file: string) => site.ask('PUT', `${IMPEX}/pricebook/erp.xml`, file);
  await upload('<pricebooks><pricebook/></pricebooks>');
  const failed = await run(site, 'import-price-books');
  assert.deepEqual([failed.execution_status, failed.exit_status?.code], ['aborted', 'ERROR']);
  await upload(prices('<price-table product-id="MUG-01"><amount quantity="1">1</amount></price-table>', 'USD'));
  assert.equal((await run(site, 'import-price-books')).exit_status?.code, 'ERROR');
  await upload(prices('<price-table product-id="MUG-01"><amount quantity="1">cheap</amount></price-table>'));
  assert.equal((await run(site, 'import-price-books')).exit_status?.code, 'WARN');
  assert.equal(await priceOf(site, 'MUG-01'), 12.5);
});

test('a job runs once at a time', async () => {
  await using site = await openSite({ jobSeconds: 30 });
  const running = await run(site, 'import-price-books');
  assert.deepEqual([running.execution_status, 'exit_status' in running], ['running', false]);
  const second = await site.data('POST', 'jobs/import-price-books/executions', {});
  assert.deepEqual([second.status, second.body.fault?.type], [400, 'JobAlreadyRunningException']);
  site.clock.advance(30_000);
  const { body } = await site.data('GET', `jobs/import-price-books/executions/${String(running.id)}`);
  assert.equal(body.execution_status, 'finished');
  assert.equal((await site.data('POST', 'jobs/other/executions', {})).body.fault?.type, 'JobNotFoundException');
});

test('stock comes by a file as well, as of its own moment', async () => {
  await using site = await openSite();
  site.clock.advance(60_000);
  site.order({ 'MUG-01': 2 });
  const record = (id: string, allocation: string) =>
    `<record product-id="${id}"><allocation>${allocation}</allocation><allocation-timestamp>2026-05-04T12:00:30.000Z</allocation-timestamp><perpetual>false</perpetual></record>`;
  const file = `<inventory xmlns="http://www.demandware.com/xml/impex/inventory/2007-05-31"><inventory-list>
    <header list-id="inventory-main"><default-instock>false</default-instock></header>
    <records>${record('MUG-01', '60')}${record('NONE', '1')}</records></inventory-list></inventory>`;
  await site.ask('PUT', `${IMPEX}/inventory/erp.xml`, file);
  assert.equal((await run(site, 'import-inventory-lists')).exit_status?.code, 'WARN');
  assert.equal(site.twin.store.stock.ats('MUG-01'), 58);
});

test('a folder is open to whom Business Manager lets in', async () => {
  await using site = await openSite();
  assert.equal((await site.send('PUT', `${IMPEX}/pricebook/erp.xml`, '<x/>', {})).status, 401);
});
