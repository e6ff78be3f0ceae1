import assert from 'node:assert/strict';
import test from 'node:test';
import { readLookup } from '../../load/load-lookups.ts';
import { lookupMutants } from './lookup-mutants.ts';

const tableOf = (text: string) =>
  readLookup({ path: 'lookups/shipping-methods.csv', absolute: '', layer: 'project' }, text).table;
const table = tableOf('shop,erp\nflat,STANDARD\n"express, fast",FAST\n');

test('of each row: it is missing, its code is that of another, capitals are not minded', () => {
  const rows = lookupMutants(table).map(({ says, line, text }) => [
    line,
    says,
    tableOf(text).rows.map(({ codes }) => codes),
  ]);
  const flat = { shop: 'flat', erp: 'STANDARD' };
  const fast = { shop: 'express, fast', erp: 'FAST' };
  assert.deepEqual(rows, [
    [2, 'flat,STANDARD: the row is missing', [fast]],
    [2, 'flat,STANDARD: flat → FLAT', [{ ...flat, shop: 'FLAT' }, fast]],
    [
      2,
      'flat,STANDARD: exchanged with FAST',
      [
        { ...flat, erp: 'FAST' },
        { ...fast, erp: 'STANDARD' },
      ],
    ],
    [2, 'flat,STANDARD: STANDARD → standard', [{ ...flat, erp: 'standard' }, fast]],
    [3, 'express, fast,FAST: the row is missing', [flat]],
    [3, 'express, fast,FAST: express, fast → EXPRESS, FAST', [flat, { ...fast, shop: 'EXPRESS, FAST' }]],
    [3, 'express, fast,FAST: FAST → fast', [flat, { ...fast, erp: 'fast' }]],
  ]);
});

test('what a twin calls its methods is no row of the file, and stays', () => {
  const own = { line: 0, codes: { shop: 'twin', erp: 'TWIN' } };
  const mutants = lookupMutants({ ...table, rows: [...table.rows, own] });
  assert.equal(mutants.length, lookupMutants(table).length);
  for (const { text } of mutants) assert.deepEqual(tableOf(text).rows.at(-1)?.codes, own.codes);
});
