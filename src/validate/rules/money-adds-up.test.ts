import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { Document } from '../../model/document.ts';
import { moneyAddsUp } from './money-adds-up.ts';

interface Line {
  readonly subtotal: string;
  readonly total: string;
  readonly tax_total: string;
  readonly discounts: readonly { readonly amount: string }[];
}

/** Net 100.00, coupon 20.00, tax 10 %: M01. Each test changes one figure. */
function order(changes: Record<string, unknown> = {}, line: Partial<Line> = {}): Document {
  return {
    currency: 'EUR',
    prices_include_tax: false,
    lines: [{ subtotal: '100.00', total: '80.00', tax_total: '8.00', discounts: [{ amount: '20.00' }], ...line }],
    shipping_lines: [],
    fees: [],
    tax_total: '8.00',
    total: '88.00',
    credits: [],
    ...changes,
  };
}

const judge = (document: Document, tolerance = '0.00') => moneyAddsUp(tolerance).judge(document) as readonly string[];

test('M01: discount before tax adds up; discount after tax does not', () => {
  assert.deepEqual(judge(order()), []);
  assert.match(
    judge(order({ total: '90.00' }))[0] ?? '',
    /88\.00 EUR, but the total is 90\.00 EUR: 2\.00 EUR too much/,
  );
});

test('every part counts: shipping, fees, tax', () => {
  const charge = { total: '9.90', subtotal: '9.90', tax_total: '1.98', discounts: [] };
  assert.deepEqual(
    judge(
      order({
        shipping_lines: [charge],
        fees: [{ total: '5.00', tax_total: '1.00' }],
        tax_total: '10.98',
        total: '105.88',
      }),
    ),
    [],
  );
  assert.equal(judge(order({ shipping_lines: [charge] })).length > 0, true);
  assert.equal(judge(order({ fees: [{ total: '5.00' }] })).length > 0, true);
});

test('a negative fee is a discount of the whole order (M07)', () => {
  assert.deepEqual(judge(order({ fees: [{ total: '-19.20', tax_total: '0.00' }], total: '68.80' })), []);
});

test('gross prices are not taxed again', () => {
  assert.deepEqual(judge(order({ prices_include_tax: true, total: '80.00' })), []);
  assert.equal(judge(order({ prices_include_tax: true })).length, 1);
});

test('a line whose discounts do not explain its total is told by its place', () => {
  assert.match(
    judge(order({}, { discounts: [{ amount: '19.99' }] }))[0] ?? '',
    /line 1: subtotal 100\.00 EUR − discounts 19\.99 EUR/,
  );
});

test('tax of the parts may be off by half a cent each, not by more', () => {
  assert.deepEqual(judge(order({ tax_total: '8.01', total: '88.01' })), []);
  assert.equal(judge(order({ tax_total: '8.02', total: '88.02' })).length, 1);
});

test('credits leave the rest to pay', () => {
  const credits = [{ amount: '40.00' }];
  assert.deepEqual(judge(order({ credits, amount_payable: '48.00' })), []);
  assert.match(judge(order({ credits, amount_payable: '88.00' }))[0] ?? '', /credits 40\.00/);
});

test('M17: a tolerance that the pipe states is kept, and no more', () => {
  assert.deepEqual(judge(order({ total: '88.02' }), '0.02'), []);
  assert.equal(judge(order({ total: '88.03' }), '0.02').length, 1);
});

test('minor units are the currency’s: half a yen, not half a cent', () => {
  const yen = {
    currency: 'JPY',
    lines: [{ subtotal: '100', total: '100', tax_total: '10', discounts: [] }],
    tax_total: '10',
  };
  assert.deepEqual(judge(order({ ...yen, total: '110' })), []);
  assert.match(judge(order({ ...yen, total: '111' }))[0] ?? '', /111 JPY: 1 JPY too much/);
});

test('a document without lines and total has no equation', () => {
  assert.deepEqual(judge({ sku: 'A' }), []);
});

test('the examples of the order schema add up', () => {
  const { examples } = JSON.parse(readFileSync('schemas/documents/order.schema.json', 'utf8')) as {
    examples: Document[];
  };
  assert.ok(examples.length >= 4);
  for (const example of examples) assert.deepEqual(judge(example), []);
});
