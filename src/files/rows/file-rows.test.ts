import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FileColumn, FileLayout } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { readRows, writeRows } from './file-rows.ts';
import { type Layout, layoutsOf } from './layout.ts';
import { type Row, RowsRefused, RowsUnreadable } from './row.ts';

const column = (name: string, more: Partial<FileColumn> = {}): FileColumn => ({
  name,
  required: false,
  align: 'left',
  width: 30,
  ...more,
});
const STOCK: FileLayout = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  root: 'inventory',
  record: 'item',
  columns: [column('sku', { required: true, longest: 20 }), column('available', { align: 'right' }), column('note')],
};
function layout(change?: unknown): Layout {
  const found = layoutsOf({ inventory: STOCK }, change === undefined ? undefined : { inventory: change }, 'erp');
  return found.get('inventory') as Layout;
}
const text = (rows: readonly Row[], change?: unknown) => writeRows(rows, layout(change)).toString('latin1');
const rows = (written: string, change?: unknown) => readRows(Buffer.from(written, 'utf8'), layout(change));
const unreadable = (says: RegExp) => (error: unknown) => error instanceof RowsUnreadable && says.test(error.message);
const refused = (says: RegExp) => (error: unknown) => error instanceof RowsRefused && says.test(error.message);

test('CSV has a header, quotes what needs it and ends lines as RFC 4180 has it', () => {
  assert.equal(
    text([{ sku: 'VALVE-34', available: '106', note: 'a "big", blue one' }, { sku: 'HOSE' }]),
    'sku,available,note\r\nVALVE-34,106,"a ""big"", blue one"\r\nHOSE,,\r\n',
  );
});

test('an empty field is unknown, NULL is to be cleared', () => {
  assert.deepEqual(rows('sku,available,note\nA,,NULL\n'), [{ sku: 'A', note: null }]);
  assert.equal(text([{ sku: 'A', note: null }]), 'sku,available,note\r\nA,,NULL\r\n');
  assert.throws(() => text([{ sku: 'A', note: 'NULL' }]), refused(/note of row 1 is the text NULL/));
});

test('columns of a file may come in any order and be more; one that must be there may not lack', () => {
  assert.deepEqual(rows('bin,available,sku\n7,3,A\n'), [{ bin: '7', available: '3', sku: 'A' }]);
  assert.throws(() => rows('available\n3\n'), unreadable(/line 1: the header lacks "sku"/));
  assert.throws(() => rows('sku,sku\nA,B\n'), unreadable(/"sku" twice/));
  assert.throws(() => rows('sku,available\n,3\n'), unreadable(/row 1 has no sku/));
  assert.throws(() => rows(''), unreadable(/no header row/));
});

test('a file that was cut off inside a row is not read', () => {
  assert.throws(() => rows('sku,available,note\nA,1,x\nB,2'), unreadable(/line 3/));
  assert.throws(() => rows('sku,available,note\nA,1,"x'), unreadable(/Quote/));
});

test('a value that is too long is refused and never cut', () => {
  assert.throws(() => text([{ sku: 'A'.repeat(21) }]), refused(/sku of row 1 has 21 characters; 20 are allowed/));
  assert.throws(
    () => text([{ sku: 'A', note: 'x'.repeat(31) }], { format: 'fixed' }),
    refused(/note has 31 characters, and its column 30/),
  );
  assert.throws(() => text([{ sku: 'A', note: 'x\ny' }], { format: 'fixed' }), refused(/line break/));
});

test('a column that the layout lacks, and a row without what it must have, are refused', () => {
  assert.throws(() => text([{ sku: 'A', price: '1' }]), refused(/row 1 has "price"/));
  assert.throws(() => text([{ available: '1' }]), refused(/row 1 has no sku/));
});

test('fixed width: values stand where the columns are, to the right where the layout says so', () => {
  const written = text([{ sku: 'A', available: '3' }], { format: 'fixed' });
  assert.equal(written, `${'A'.padEnd(30)}${'3'.padStart(30)}${' '.repeat(30)}\r\n`);
  assert.deepEqual(rows(`${'A'.padEnd(30)}${'3'.padStart(30)}\r\n\r\n`, { format: 'fixed' }), [
    { sku: 'A', available: '3' },
  ]);
  assert.throws(() => rows('x'.repeat(91), { format: 'fixed' }), unreadable(/line 1: it has 91 characters/));
});

test('XML has the same names, and a file cannot bring entities of its own', () => {
  assert.equal(
    text([{ sku: 'A & B', available: '3' }], { format: 'xml' }),
    '<?xml version="1.0" encoding="UTF-8"?>\n<inventory>\n  <item>\n    <sku>A &amp; B</sku>\n    <available>3</available>\n  </item>\n</inventory>\n',
  );
  const xml = { format: 'xml' };
  assert.deepEqual(rows('<inventory/>', xml), []);
  assert.deepEqual(rows('<inventory><item><sku>007</sku></item></inventory>', xml), [{ sku: '007' }]);
  assert.throws(() => rows('<inventory><item><sku>A</sku>', xml), unreadable(/./));
  assert.throws(() => rows('<orders/>', xml), unreadable(/root element is not <inventory>/));
  assert.throws(() => rows('<inventory><row/></inventory>', xml), unreadable(/<row>, and rows are <item>/));
  assert.throws(
    () => rows('<inventory><item><sku><b>A</b></sku></item></inventory>', xml),
    unreadable(/<sku> of the <item> number 1/),
  );
  assert.throws(
    () => rows('<!DOCTYPE x [<!ENTITY a "aaaa">]><inventory><item><sku>&a;</sku></item></inventory>', xml),
    unreadable(/document type/),
  );
});

test('Windows code pages are written and read, and what they lack is refused', () => {
  const windows = { encoding: 'windows-1252' };
  assert.equal(writeRows([{ sku: 'Müller €' }], layout(windows)).includes(Buffer.from([0xfc, 0x6c, 0x6c])), true);
  assert.throws(() => text([{ sku: '漢' }], windows), refused(/windows-1252 has no "漢"/));
  assert.throws(
    () => readRows(Buffer.from([0x73, 0x6b, 0x75, 10, 0xfc]), layout()),
    unreadable(/not UTF-8; set the encoding/),
  );
});

test('a connection says what its files call a column, and which it does not have', () => {
  const own = { delimiter: ';', columns: { sku: 'ItemNo', note: null } };
  assert.equal(text([{ sku: 'A', available: '3' }], own), 'ItemNo;available\r\nA;3\r\n');
  assert.deepEqual(rows('ItemNo;available\r\nA;3\r\n', own), [{ sku: 'A', available: '3' }]);
});

test('an option layouts that means nothing is told, with its place', () => {
  const told = (says: RegExp) => (error: unknown) => error instanceof IntegrationError && says.test(error.message);
  assert.throws(
    () => layoutsOf({ inventory: STOCK }, { stock: {} }, 'erp'),
    told(/names "stock"; there are inventory/),
  );
  assert.throws(() => layout({ format: 'pdf' }), told(/"format" of "inventory"/));
  assert.throws(() => layout({ colour: 'red' }), told(/sets "colour"/));
  assert.throws(() => layout({ columns: { bin: 'Bin' } }), told(/the column "bin"/));
  assert.throws(() => layout({ columns: { sku: null } }), told(/must call the column "sku"/));
});

for (const format of ['csv', 'fixed', 'xml'] as const) {
  test(`what is written as ${format} is read back the same`, () => {
    // What no format of rows keeps: blanks at the ends, control characters, and the two ways of saying nothing.
    const value = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
      .filter(
        (each) =>
          each === each.trim() && each !== 'NULL' && /^[^\p{C}\u2028\u2029]+$/u.test(each) && [...each].length <= 20,
      );
    const row = fc.record(
      { sku: value, available: fc.option(value, { nil: null }), note: value },
      { requiredKeys: ['sku'] },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (list) => {
        const plain = list.map((each) => ({ ...each }));
        assert.deepEqual(readRows(writeRows(plain, layout({ format })), layout({ format })), plain);
      }),
      { seed: 7 },
    );
  });
}
