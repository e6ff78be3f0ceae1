import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFile, encodeFile } from './code-page.ts';
import { readCsv, UnreadableFile, writeCsv } from './csv.ts';

test('fields are quoted where they must be, and read back', () => {
  const rows = [{ sku: 'A "B", C', note: 'two\r\nlines' }, { note: null }];
  const text = writeCsv(['sku', 'note'], rows);
  assert.equal(text, 'sku,note\r\n"A ""B"", C","two\r\nlines"\r\n,NULL\r\n');
  assert.deepEqual(readCsv(text, ['sku']), rows);
});

test('lines may end with a line feed alone, or not at all; columns come in any order', () => {
  assert.deepEqual(readCsv('b,a\n1,2\n\n3,', ['a']), [{ b: '1', a: '2' }, { b: '3' }]);
});

test('what is no table is refused as a whole', () => {
  const refused = (text: string, says: RegExp) =>
    assert.throws(
      () => readCsv(text, ['sku']),
      (error) => error instanceof UnreadableFile && says.test(error.message),
    );
  refused('', /no header/);
  refused('name\nx\n', /lacks sku/);
  refused('sku,sku\nA,B\n', /twice/);
  refused('sku,name\nA\n', /row 1 has 1 fields/);
  refused('sku,name\nA,"B', /does not end/);
  refused('sku,name\nA,"B"C\n', /behind a quoted field/);
});

test('a code page of one byte a character is read and written; what it lacks is lost', () => {
  assert.equal(decodeFile(Buffer.from([0x53, 0xfc, 0x80]), 'windows-1252'), 'Sü€');
  assert.deepEqual(encodeFile('Sü€漢', 'windows-1252'), Buffer.from([0x53, 0xfc, 0x80, 0x3f]));
  assert.deepEqual(encodeFile('ü', 'utf-8'), Buffer.from([0xc3, 0xbc]));
  assert.throws(() => decodeFile(Buffer.from([0xfc]), 'utf-8'), UnreadableFile);
});
