import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOf, line, openAccount, orderOf, stockUp } from '../open-account.support.ts';

async function open(t: Parameters<typeof openAccount>[0]) {
  const account = await openAccount(t);
  const ids = stockUp(account.twin);
  idOf(
    await account.record('POST', 'salesOrder', {
      ...orderOf(ids.customer, 'WEB-1', [line(ids.mug, 3, 11), line(ids.pen, 2, 1)]),
      shipMethod: { externalId: 'STANDARD' },
      shippingCost: 5,
    }),
  );
  account.clock.advance(60_000);
  idOf(await account.record('POST', 'salesOrder', orderOf(ids.customer, 'WEB-2', [line(ids.pen, 1, 1)])));
  return { ...account, ...ids };
}

test('every value is text, names are in lower case, and a null has no field', async (t) => {
  const { query } = await open(t);
  const { body } = await query(
    "SELECT ID, TranID, status, otherrefnum, foreigntotal FROM transaction WHERE type = 'SalesOrd' AND externalid = ?",
    ['WEB-1'],
  );
  assert.deepEqual(body.items, [{ links: [], id: '1201', tranid: 'SO1001', status: 'B', foreigntotal: '48.8' }]);
  assert.deepEqual([body.count, body.hasMore, body.offset, body.totalResults], [1, false, 0, 1]);
});

test('times are the account’s own, and compare with times that are', async (t) => {
  const { rows } = await open(t);
  const since = (at: string) =>
    rows(
      `SELECT id, TO_CHAR(lastmodifieddate, 'YYYY-MM-DD"T"HH24:MI:SS') lm, trandate FROM transaction
       WHERE type='SalesOrd' AND lastmodifieddate >= TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS') ORDER BY lastmodifieddate, id`,
      [at],
    );
  assert.deepEqual(await since('2026-03-02 16:04:05'), [
    { id: '1201', lm: '2026-03-02T16:04:05', trandate: '3/2/2026' },
    { id: '1202', lm: '2026-03-02T16:05:05', trandate: '3/2/2026' },
  ]);
  assert.equal((await since('2026-03-02 16:04:06')).length, 1);
  assert.equal(
    (await rows("SELECT id FROM transaction WHERE trandate = TO_DATE('2026-03-02', 'YYYY-MM-DD')")).length,
    2,
  );
  assert.equal((await rows("SELECT id FROM transaction WHERE trandate >= '3/3/2026'")).length, 0);
});

test('lines of sales are negative, and the header is not', async (t) => {
  const { rows } = await open(t);
  const lines = await rows(
    `SELECT l.linesequencenumber n, BUILTIN.DF(l.item) sku, l.quantity, l.netamount, l.rate, l.mainline, l.taxline, l.itemtype
     FROM transactionline l INNER JOIN transaction t ON t.id = l.transaction WHERE t.externalid = 'WEB-1' ORDER BY l.linesequencenumber`,
  );
  assert.deepEqual(lines, [
    { n: '0', netamount: '48.8', mainline: 'T', taxline: 'F' },
    {
      n: '1',
      sku: 'MUG-01',
      quantity: '-3',
      netamount: '-33',
      rate: '11',
      mainline: 'F',
      taxline: 'F',
      itemtype: 'InvtPart',
    },
    {
      n: '4',
      sku: 'PEN-01',
      quantity: '-2',
      netamount: '-2',
      rate: '1',
      mainline: 'F',
      taxline: 'F',
      itemtype: 'InvtPart',
    },
    { n: '5', netamount: '-5', mainline: 'F', taxline: 'F', itemtype: 'ShipItem' },
    { n: '6', netamount: '-7.26', mainline: 'F', taxline: 'T', itemtype: 'TaxItem' },
    { n: '7', netamount: '-0.44', mainline: 'F', taxline: 'T', itemtype: 'TaxItem' },
    { n: '8', netamount: '-1.1', mainline: 'F', taxline: 'T', itemtype: 'TaxItem' },
  ]);
});

test('stock by location is joined to its item', async (t) => {
  const { rows } = await open(t);
  const stock = await rows(
    `SELECT i.itemid, l.location, BUILTIN.DF(l.location) locationname, l.quantityonhand, l.quantityavailable
     FROM inventoryitemlocations l JOIN item i ON i.id = l.item WHERE l.quantityonhand <> 0 ORDER BY i.itemid, l.location`,
  );
  assert.deepEqual(stock, [
    { itemid: 'MUG-01', location: '6', locationname: 'Main warehouse', quantityonhand: '40', quantityavailable: '37' },
    { itemid: 'PEN-01', location: '6', locationname: 'Main warehouse', quantityonhand: '100', quantityavailable: '97' },
  ]);
  const total = await rows(
    'SELECT item, SUM(quantityavailable) total, COUNT(*) places FROM aggregateItemLocation GROUP BY item HAVING SUM(quantityavailable) > 40 ORDER BY 1',
  );
  assert.deepEqual(
    total.map((each) => [each.total, each.places]),
    [['97', '2']],
  );
});

test('outer joins, conditions and functions are those of the database below', async (t) => {
  const { rows } = await open(t);
  const parts = await rows(
    `SELECT i.itemid, NVL(p.unitprice, 0) price, CASE WHEN i.itemtype IN ('InvtPart', 'Assembly') THEN 'stock' ELSE 'other' END kind
     FROM item i LEFT OUTER JOIN pricing p ON p.item = i.id AND p.pricelevel = 1
     WHERE i.itemid LIKE 'F%' OR (i.itemid BETWEEN 'M' AND 'N' AND NOT i.isinactive = 'T') ORDER BY i.itemid DESC`,
  );
  assert.deepEqual(parts, [
    { itemid: 'MUG-01', price: '12.5', kind: 'stock' },
    { itemid: 'FEE', price: '0', kind: 'other' },
  ]);
  const [computed] = await rows(
    `SELECT UPPER(email) || '/' || LENGTH(lastname) a, ROUND(2.345 * 2, 2) b, COALESCE(companyname, firstname) c, SUBSTR(email, 1, 6) d,
     TO_CHAR(SYSDATE, 'DD.MM.YYYY HH24:MI') e FROM customer WHERE email = 'giulia@example.com' AND companyname IS NULL`,
  );
  assert.deepEqual(computed, { a: 'GIULIA@EXAMPLE.COM/5', b: '4.69', c: 'Giulia', d: 'giulia', e: '02.03.2026 16:05' });
  assert.equal((await rows("SELECT id FROM transaction WHERE otherrefnum <> 'x'")).length, 0, 'null is not unequal');
});

test('queries stand in queries', async (t) => {
  const { rows, mug } = await open(t);
  const having = await rows(
    'SELECT t.externalid x FROM transaction t WHERE EXISTS (SELECT 1 FROM transactionline l WHERE l.transaction = t.id AND l.item = ?)',
    [mug],
  );
  assert.deepEqual(having, [{ x: 'WEB-1' }]);
  const within = await rows(
    `SELECT x.item, LISTAGG(x.externalid, ' ') WITHIN GROUP (ORDER BY x.externalid DESC) orders FROM
     (SELECT l.item, t.externalid FROM transactionline l, transaction t WHERE t.id = l.transaction AND l.item IS NOT NULL) x
     GROUP BY x.item ORDER BY x.item`,
  );
  assert.deepEqual(
    within.map(({ orders }) => orders),
    ['WEB-1', 'WEB-2 WEB-1'],
  );
  const scalar = await rows(
    'SELECT (SELECT COUNT(DISTINCT l.item) FROM transactionline l WHERE l.transaction = t.id) n FROM transaction t ORDER BY t.id',
  );
  assert.deepEqual(scalar, [{ n: '2' }, { n: '1' }]);
});

test('rows are cut off and paged', async (t) => {
  const { query, rows } = await open(t);
  assert.deepEqual(await rows('SELECT id FROM item ORDER BY id FETCH FIRST 2 ROWS ONLY'), [
    { id: '501' },
    { id: '502' },
  ]);
  assert.deepEqual(await rows('SELECT id FROM transaction WHERE id > ? AND ROWNUM <= 1', ['1']), [{ id: '1201' }]);
  const page = await query('SELECT DISTINCT type FROM transaction', [], '?limit=1&offset=0');
  assert.deepEqual([page.body.totalResults, page.body.hasMore], [1, false]);
  const next = await query('SELECT id FROM item ORDER BY id', [], '?limit=2&offset=2');
  assert.deepEqual([next.body.count, next.body.hasMore, next.body.items[0].id], [2, true, '503']);
  assert.equal((await query('SELECT id FROM item', [], '?limit=2&offset=3')).status, 400);
});

test('what cannot be read is refused with what is wrong', async (t) => {
  const { query, send } = await open(t);
  for (const [q, words] of [
    ['SELECT id FROM nothing', /Record 'nothing' was not found/],
    ['SELECT nothing FROM item', /Unknown identifier 'nothing'/],
    ['SELECT shipstatus FROM transaction', /Unknown identifier 'shipstatus'/],
    ['SELECT createdfrom FROM transaction', /Unknown identifier 'createdfrom'/],
    ['SELECT id FROM item LIMIT 5', /Unexpected 'LIMIT'/],
    ['SELECT id FROM item WHERE', /Unexpected the end of the query/],
    ['SELECT id FROM item i JOIN customer c ON c.id = i.id', /ambiguous/],
    ['SELECT itemid, COUNT(*) FROM item GROUP BY itemtype', /Not a GROUP BY expression/],
    ['SELECT id FROM item WHERE itemid = ?', /no value for parameter 1/],
    ["SELECT id FROM transaction WHERE trandate = '2026-03-02'", /not a date/],
    ["SELECT id FROM transaction WHERE trandate = TO_DATE('02.03.2026', 'YYYY-MM-DD')", /does not match the format/],
    ['UPDATE item SET x = 1', /SELECT is expected/],
    ['SELECT NOTHING(id) FROM item', /function 'NOTHING'/],
  ] as const) {
    const { status, body } = await query(q);
    assert.equal(status, 400, q);
    assert.match(body['o:errorDetails'][0].detail, words);
    assert.equal(body['o:errorDetails'][0]['o:errorCode'], 'INVALID_PARAMETER');
  }
  assert.equal((await send('POST', '/services/rest/query/v1/suiteql', { q: 'SELECT id FROM item' })).status, 401);
});

test('a query says that it is transient', async (t) => {
  const { record } = await open(t);
  const { status, body } = await record('POST', '../../query/v1/suiteql', { q: 'SELECT id FROM item' });
  assert.deepEqual([status, body['o:errorDetails'][0]['o:errorHeader']], [400, 'Prefer']);
});
