import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

const set = (setNo: number, key1: string, updateMode: string, values: Readonly<Record<string, string>>, key2 = '') =>
  Object.entries(values).map(([fieldName, fieldValue], index) => ({
    setNo,
    seqNo: index + 1,
    key1,
    key2,
    updateMode,
    fieldName,
    fieldValue,
  }));

test('customers are made and changed by names and values, each set by itself', () => {
  const { call } = openCompany();
  const answer = call('sxapiarcustomermnt', {
    tMntTt: {
      't-mnt-tt': [
        ...set(1, '', 'add', { name: 'Hans Müller', email: 'hans@example.com', termstype: 'CARD' }),
        ...set(2, '999', 'chg', { name: 'Nobody' }),
        ...set(3, '120045', 'chg', { phoneno: '0228555' }),
      ],
    },
  });
  assert.equal(
    answer.returnData,
    'Set#: 1 Update Successful, Cono: 1 Customer #: 120001|Set#: 3 Update Successful, Cono: 1 Customer #: 120045',
  );
  assert.match(answer.cErrorMessage, /^Set#: 2 Customer 999 Not Set Up/);
  const { customerName, phone } = call('sxapisfgetcustomermasterv2', { customerNumber: '120045' });
  assert.deepEqual([customerName, phone], ['Northfield Supply', '0228555']);
});

test('a column that there is not, a code that there is not and a name that is missing are refused', () => {
  const { call } = openCompany();
  const add = (values: Readonly<Record<string, string>>) =>
    call('sxapiarcustomermnt', { tMntTt: { 't-mnt-tt': set(1, '', 'add', values) } }).cErrorMessage;
  assert.match(add({ name: 'A', nonsense: 'x' }), /Field nonsense is not valid/);
  assert.match(add({ name: 'A', termstype: 'NEVR' }), /Terms NEVR/);
  assert.match(add({ email: 'a@example.com' }), /Name Is Required/);
});

test('product categories are codes with names', () => {
  const { call, twin } = openCompany();
  twin.nameCategory('HOME', 'Home and garden');
  const codes = () => call('sxapiicgetproductcategorylist', { sort: '' }).tCodeLst['t-codeLst'];
  assert.deepEqual([codes()[0].codeValue, codes()[0].codeDesc], ['HOME', 'Home and garden']);
  twin.deleteCategory('HOME');
  assert.deepEqual(codes(), []);
});

test('what is too long is cut without a word', () => {
  const { call, fetch } = openCompany();
  call('sxapiarcustomermnt', { tMntTt: { 't-mnt-tt': set(1, '', 'add', { name: 'x'.repeat(40) }) } });
  assert.equal(fetch('arsc', 'arsc.custno = "120001"').body.ttblarsc[0].name.length, 30);
});

test('ship-tos are kept below their customer', () => {
  const { call } = openCompany();
  const values = { name: 'Depot 2', addr1: 'Quarry Road 9', city: 'Köln', zipcd: '50667', countrycd: 'DE' };
  call('sxapiarcustomermnt', { tMntTt: { 't-mnt-tt': set(1, '120045', 'add', values, 'D2') } });
  const [shipTo] = call('sxapiargetshiptolistv4', { customerNumber: '120045' }).tShiptolstv3['t-shiptolstv3'];
  assert.deepEqual([shipTo.shipto, shipTo.name, shipTo.city], ['D2', 'Depot 2', 'Köln']);
});

test('a list ends at its limit and says nothing of it', () => {
  const { call } = openCompany();
  const list = (request: object) => call('sxapiicecatalogitemmasterv3', request).tItemmasterv3['t-itemmasterv3'];
  assert.equal(list({ recordLimit: 1 }).length, 1);
  assert.equal(list({}).length, 2);
});

test('the catalogue tells what has changed since a day', () => {
  const { clock, twin, call } = openCompany();
  clock.advance(24 * 3600_000);
  twin.changeProduct('PEN-01', { descrip1: 'Pen' });
  const changed = call('sxapiicecatalogitemmasterv3', { updateDate: '2026-03-03', updateRecords: true });
  assert.deepEqual(
    changed.tItemmasterv3['t-itemmasterv3'].map((each: Record<string, unknown>) => [each.prod, each.descrip1]),
    [['PEN-01', 'Pen']],
  );
});

test('prices and availability are told for many items at once', () => {
  const { call } = openCompany();
  const { 't-oemultprcoutV3': rows } = call('sxapioepricingmultiplev5', {
    customerNumber: '120045',
    tOemultprcinV2: { 't-oemultprcinV2': [{ seqno: 1, prod: 'mug-01', qtyord: 4 }] },
  }).tOemultprcoutV3;
  assert.deepEqual([rows[0].prod, rows[0].price, rows[0].extamt, rows[0].netavail], ['MUG-01', 12.5, 50, 40]);
});

test('a table is read by a clause of Progress, batch by batch', () => {
  const { fetch, enter } = openCompany();
  for (const refer of ['WEB-1', 'WEB-2', 'TEL-3']) enter({ header: { refer } });
  const refers = (clause: string, more = {}) =>
    fetch('oeeh', clause, more).body.ttbloeeh.map((row: Record<string, unknown>) => row.refer);
  assert.deepEqual(refers('oeeh.cono = 1 and oeeh.refer = "web-2"'), ['WEB-2'], 'without regard to case');
  assert.deepEqual(refers('refer begins "WEB" and (stagecd = 1 or stagecd = 2)'), ['WEB-1', 'WEB-2']);
  assert.deepEqual(refers("not refer begins 'WEB'"), ['TEL-3']);
  assert.deepEqual(refers('oeeh.transdt >= 03/02/2026 and oeeh.transtm >= "1000"').length, 3);
  assert.deepEqual(refers('oeeh.transdt > 03/02/2026'), []);
  assert.deepEqual(refers('refer = "3/4~" ~~"'), [], 'quotes are escaped');
  const first = fetch('oeeh', '', { BatchSize: 2 }).body.ttbloeeh;
  assert.deepEqual(refers('', { BatchSize: 2, RestartRowID: first[1].oeehRowID }), ['TEL-3']);
});

for (const [words, table, clause] of [
  ['a column that there is not', 'oeeh', 'oeeh.nothing = 1'],
  ['a value that is none', 'oeeh', 'oeeh.refer = '],
  ['a bracket that is not closed', 'oeeh', '(oeeh.cono = 1'],
  ['something behind its end', 'oeeh', 'cono = 1 cono = 1'],
  ['a character of another language', 'oeeh', 'cono = 1; drop'],
  ['a table that there is not', 'nothing', ''],
] as const)
  test(`a clause with ${words} is refused`, () => {
    const { fetch, enter } = openCompany();
    enter();
    assert.equal(fetch(table, clause).status, 400);
  });
