import assert from 'node:assert/strict';
import test from 'node:test';
import { isOrderList, replaceInOrder, rewriteAnswers } from './rewritten-answers.ts';
import { once, trial } from './trial.ts';

/** One thing that is wrong with one order of a list, and what becomes of the order. */
interface BadOrder {
  readonly name: string;
  readonly field: RegExp;
  readonly by: string;
  /** The code of the hold; undefined: it is delivered all the same. */
  readonly held?: string;
  readonly says?: RegExp;
}

const TOTAL = /"total":"39.650000"/;
const LINES = /"line_items":\[.*?\],"tax_lines"/;

const BAD_ORDERS: readonly BadOrder[] = [
  {
    name: 'no billing',
    field: /"billing":\{[^}]*\}/,
    by: '"billing":null',
    held: 'native-shape',
    says: /billing: must be object/,
  },
  {
    name: 'no lines',
    field: LINES,
    by: '"line_items":null,"tax_lines"',
    held: 'native-shape',
    says: /line_items: must be array/,
  },
  { name: 'a line that is nothing', field: LINES, by: '"line_items":[null],"tax_lines"', held: 'native-shape' },
  { name: 'text for lines', field: LINES, by: '"line_items":"none","tax_lines"', held: 'native-shape' },
  {
    name: 'no taxes, though lines have some',
    field: /"tax_lines":\[.*?\],"shipping_lines"/,
    by: '"tax_lines":null,"shipping_lines"',
    held: 'tax-unknown',
  },
  {
    name: 'no shipping lines, though it was paid',
    field: /"shipping_lines":\[.*?\],"fee_lines"/,
    by: '"shipping_lines":null,"fee_lines"',
    held: 'money-adds-up',
    says: /7\.50 EUR too much/,
  },
  { name: 'no meta data', field: /"meta_data":\[\]/, by: '"meta_data":null' },
  { name: 'no currency', field: /"currency":"EUR"/, by: '"currency":null', held: 'native-shape', says: /currency/ },
  { name: 'no e-mail', field: /"email":"guest[^"]*"/, by: '"email":null', held: 'native-shape' },
  { name: 'an empty e-mail', field: /"email":"guest[^"]*"/, by: '"email":""', held: 'need-unidentified' },
  {
    name: 'the tax under another name (X08)',
    field: /"total_tax":"7/,
    by: '"tax_sum":"7',
    held: 'native-shape',
    says: /"total_tax" is missing/,
  },
  { name: 'a total of NaN', field: TOTAL, by: '"total":"NaN"', held: 'not-a-decimal', says: /not "NaN"/ },
  { name: 'a total beyond doubles', field: TOTAL, by: '"total":1e400', held: 'not-a-decimal', says: /not "1e400"/ },
  { name: 'a total with a comma', field: TOTAL, by: '"total":"39,65"', held: 'not-a-decimal' },
  { name: 'no total', field: TOTAL, by: '"total":""', held: 'not-a-decimal' },
  {
    name: 'a total of thirty digits',
    field: TOTAL,
    by: '"total":"123456789012345678901234567890.12"',
    held: 'document-invalid',
  },
  { name: 'a quantity beyond doubles', field: /"quantity":2/, by: '"quantity":1e400', held: 'not-a-decimal' },
  { name: 'a quantity below nothing', field: /"quantity":2/, by: '"quantity":-2', held: 'document-invalid' },
  {
    name: 'a date of another form',
    field: /"date_created_gmt":"[^"]*"/,
    by: '"date_created_gmt":"01/05/2026"',
    held: 'not-a-time',
    says: /01\/05\/2026/,
  },
  {
    name: 'the 30th of February',
    field: /"date_created_gmt":"[^"]*"/,
    by: '"date_created_gmt":"2026-02-30T10:00:00"',
    held: 'not-a-time',
  },
  {
    name: 'no date',
    field: /"date_created_gmt":"[^"]*"/,
    by: '"date_created_gmt":null',
    held: 'native-shape',
    says: /date_created_gmt/,
  },
  {
    name: 'a change time that is none',
    field: /"date_modified_gmt":"[^"]*"/,
    by: '"date_modified_gmt":"yesterday"',
    held: 'not-a-time',
  },
  {
    name: 'a line break in the e-mail address',
    field: /"email":"guest[^"]*"/,
    by: '"email":"evil@example.com\\r\\nBcc: all@example.com"',
    held: 'need-unmet',
  },
];

test('each bad order of a list is held with its reason, the others arrive; mended in the shop, it arrives too', async (t) => {
  const { systems, clock, orders, run, onErp, states } = await trial(t, BAD_ORDERS.length + 2);
  const bad = BAD_ORDERS.map((order, index) => ({ ...order, id: orders[index + 1]?.id ?? 0 }));
  let isBad = true;
  rewriteAnswers(
    systems.shop,
    (request) => isBad && isOrderList(request),
    (list) =>
      bad.reduce(
        (text, { id, field, by }) =>
          text.includes(`{"id":${id},"parent_id"`) ? replaceInOrder(text, id, field, by) : text,
        list,
      ),
  );
  const first = await run();
  assert.equal(first.code, 1);
  const deliveries = await states();
  for (const { name, id, held, says = /./ } of bad) {
    const { state, reason } = deliveries[String(id)] ?? assert.fail(`${name}: order ${id} is lost`);
    assert.deepEqual([state, reason?.code], held === undefined ? ['delivered', 'created'] : ['held', held], name);
    if (held === undefined) continue;
    assert.match(reason?.text ?? '', says, name);
    const line = first.stdout.split('\n').find((each) => each.startsWith(`held     orders ${id}:`));
    assert.match(line ?? '', says, `${name} is told`);
  }
  const good = orders.filter(({ id }) => !bad.some((each) => each.id === id && each.held !== undefined));
  assert.deepEqual(onErp(), once(good));

  isBad = false;
  clock.advance(60_000);
  assert.equal((await run('--since', '2026-01-05T08:00:00Z')).code, 0);
  assert.deepEqual(onErp(), once(orders));
});

test('a name with emoji, line breaks and a header in it stands on one line, and in no header', async (t) => {
  const { systems, orders, run } = await trial(t, 1);
  const [{ id } = { id: 0 }] = orders;
  const headers: string[] = [];
  const handle = systems.erp.system.handle.bind(systems.erp.system);
  systems.erp.system.handle = (request, expired) => {
    headers.push(JSON.stringify(request.headers));
    return handle(request, expired);
  };
  rewriteAnswers(systems.shop, isOrderList, (list) =>
    replaceInOrder(
      replaceInOrder(list, id, /"first_name":"Giulia"/g, '"first_name":"Giulia 🙂\\r\\nX-Evil: 1"'),
      id,
      /"customer_note":""/,
      '"customer_note":"Leave it\\r\\nat dock 3 \\u001b[2J"',
    ),
  );
  assert.equal((await run()).code, 0);
  const order = systems.erp.system.documentFor(String(id));
  assert.equal(order?.shipToName, 'Giulia 🙂 X-Evil: 1 Rossi 0');
  const lines = systems.erp.system.linesOf(order ?? {}).map(({ description }) => String(description));
  assert.ok(lines.some((line) => line.includes('Leave it at dock 3')));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not arrive
  for (const line of lines) assert.doesNotMatch(line, /[\u0000-\u001f]/);
  assert.doesNotMatch(headers.join('\n').toLowerCase(), /evil/);
});

test('an order number with a line break and an escape sequence is held, and told on one line', async (t) => {
  const { systems, orders, run, onErp } = await trial(t, 1);
  rewriteAnswers(systems.shop, isOrderList, (list) =>
    replaceInOrder(list, orders[0]?.id ?? 0, /"number":"\d+"/, '"number":"14\\r\\nX-Evil: 1 \\u001b[2J"'),
  );
  const { code, stdout } = await run();
  assert.equal(code, 1);
  assert.match(stdout, /^held {5}orders 14 X-Evil: 1 \[2J: the order is not valid: .*number/m);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be written to a terminal
  assert.doesNotMatch(stdout, /[\r\u001b]/);
  assert.deepEqual(onErp(), {});
});

test('an id beyond 2^53 stays what it is, to the last digit', async (t) => {
  const { systems, orders, run, onErp } = await trial(t, 1);
  rewriteAnswers(systems.shop, isOrderList, (list) => {
    const [{ id } = { id: 0 }] = orders;
    return replaceInOrder(
      replaceInOrder(list, id, /"number":"\d+"/, '"number":"9007199254740995"'),
      id,
      /^\{"id":\d+,/,
      '{"id":9007199254740993,',
    );
  });
  await run();
  assert.deepEqual(onErp(), { '9007199254740995': 1 });
  // The twin knows no such order: what counts is which one it was asked for.
  const written = systems.shop.exchanges.find(({ method }) => method === 'PUT');
  assert.match(written?.path ?? '', /\/orders\/9007199254740993$/);
});

test('a time without a zone is the shop’s UTC, and its day that of the ERP’s own zone', async (t) => {
  const { systems, orders, run } = await trial(t, 1);
  const [{ id } = { id: 0 }] = orders;
  rewriteAnswers(systems.shop, isOrderList, (list) =>
    replaceInOrder(list, id, /"date_created_gmt":"[^"]*"/, '"date_created_gmt":"2026-01-04T23:30:00"'),
  );
  assert.equal((await run()).code, 0);
  assert.equal(systems.erp.system.documentFor(String(id))?.orderDate, '2026-01-05');
});
