import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { expressionEdits } from './expression-edits.ts';
import { pipeMutants } from './pipe-mutants.ts';

const ORDERS = readFileSync(resolve(import.meta.dirname, '../../../pipes/orders.yaml'), 'utf8');
const mutants = pipeMutants(ORDERS, { items: ['ORD-01'], reads: ['customer'], writes: ['customer'] });
const mutant = (says: string) => {
  const found = mutants.find((each) => each.says === says);
  assert.ok(found, `${says} is none of ${mutants.map((each) => each.says).join('; ')}`);
  return found;
};
const parsed = (says: string) => parse(mutant(says).text);

test('of a pipe are left out: a related record, where, a need, a rule, a write-back', () => {
  assert.deepEqual(parsed('without customer laid into the document').from.with, []);
  assert.equal(parsed('without where').from.where, undefined);
  assert.deepEqual(parsed('without the need of a customer').needs, []);
  assert.deepEqual(parsed('without the rule po-number-when-required').rules, ['money-adds-up', 'not-suspicious']);
  assert.deepEqual(parsed('without the write-back order-reference').then, []);
});

test('a pipe reads, writes, judges, repeats and asks otherwise', () => {
  assert.equal(parsed('from.read: order → customer').from.read, 'customer');
  assert.equal(parsed('to.write: order → customer').to.write, 'customer');
  assert.deepEqual(parsed('write → cancel').to, { connection: 'erp', cancel: 'order' });
  const exchanged = parsed('from and to exchanged');
  assert.deepEqual([exchanged.from.connection, exchanged.to.connection], ['erp', 'shop']);
  assert.match(parsed('where: \'open\' → "open~"').from.where, /^status in \["open~", 'completed'\] and /);
  assert.equal(parsed('deliver.retry.attempts: 8 → 1').deliver.retry.attempts, 1);
  assert.equal(parsed('when.every: 2m → 30d').when.every, '30d');
});

test('each mistake is made by itself, and says where it is and what it is about', () => {
  const { line, column, items, text } = mutant('without the rule money-adds-up');
  const lines = ORDERS.split('\n');
  assert.equal(lines[line - 1]?.slice(column - 1, column + 12), 'money-adds-up');
  assert.deepEqual(items, ['ORD-06', 'ORD-01']);
  const given = parse(ORDERS);
  assert.deepEqual(parse(text), { ...given, rules: given.rules.slice(1) });
});

test('how many records are under way at once is no result', () => {
  assert.ok(!mutants.some(({ says }) => says.includes('concurrency')));
});

test('an operator and a text of an expression are changed where they stand', () => {
  assert.deepEqual(
    expressionEdits("a.status != 'x' and b >= 1").map(({ source }) => source),
    [
      "a.status != 'x' or b >= 1",
      "a.status = 'x' and b >= 1",
      'a.status != "x~" and b >= 1',
      "a.status != 'x' and b > 1",
    ],
  );
  assert.deepEqual(expressionEdits('no expression ('), []);
});

const says = (text: string) => pipeMutants(text, { items: [], reads: [], writes: [] }).map((each) => each.says);

test('what is sent again is sent far too late', () => {
  const stock =
    'pipe: stock\nfrom: { connection: erp, read: stock }\nto: { connection: shop, write: stock, again: 1d }\n';
  assert.ok(says(stock).includes('to.again: 1d → 30d'));
  assert.ok(!says(stock.replace(', again: 1d', '')).some((each) => each.includes('again')));
});

test('the longest time between attempts is a result only where an attempt waits so long', () => {
  const patient = ORDERS.replace('longest: 1h', 'longest: 30m');
  assert.ok(!says(ORDERS).includes('deliver.retry.longest: 1h → 30d'));
  assert.ok(says(patient).includes('deliver.retry.longest: 30m → 30d'), says(patient).join('; '));
});
