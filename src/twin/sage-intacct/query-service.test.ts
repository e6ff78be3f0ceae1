import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

const ITEM = 'inventory-control/item';

test('chosen fields are answered under their dotted names', () => {
  const { query } = openCompany();
  const { body } = query(ITEM, ['id', 'productLine.id', 'sales.basePrice'], { orderBy: [{ id: 'desc' }] });
  assert.deepEqual(body['ia::result'], [
    { id: 'PEN-01', 'productLine.id': null, 'sales.basePrice': '1.33' },
    { id: 'MUG-01', 'productLine.id': 'HOME', 'sales.basePrice': '12.50' },
  ]);
});

test('pages are told by where they start; the last has no next', () => {
  const { query } = openCompany();
  const page = (start: number) => query(ITEM, ['id'], { start, size: 1, orderBy: [{ id: 'asc' }] }).body['ia::meta'];
  assert.deepEqual(page(1), { totalCount: 2, start: 1, pageSize: 1, next: 2, previous: null });
  assert.deepEqual(page(2), { totalCount: 2, start: 2, pageSize: 1, next: null, previous: 1 });
});

test('filters are joined by and, or as the expression says', () => {
  const { query } = openCompany();
  const ids = (filters: object[], filterExpression?: string, filterParameters?: object) =>
    query(ITEM, ['id'], { filters, filterExpression, filterParameters }).body['ia::result'].map(
      (row: { id: string }) => row.id,
    );
  const mug = { $eq: { id: 'MUG-01' } };
  const pen = { $startsWith: { name: 'Ball' } };
  const dear = { $gt: { 'sales.basePrice': '10' } };
  assert.deepEqual(ids([mug, pen]), []);
  assert.deepEqual(ids([mug, pen], '1 or 2'), ['MUG-01', 'PEN-01']);
  assert.deepEqual(ids([mug, pen, dear], '(1 or 2) and 3'), ['MUG-01']);
  assert.deepEqual(ids([{ $notIn: { id: ['MUG-01'] } }]), ['PEN-01']);
  assert.deepEqual(ids([{ $between: { 'sales.basePrice': ['1', '2'] } }]), ['PEN-01'], 'numbers by their size');
  assert.deepEqual(ids([{ $eq: { id: 'mug-01' } }]), [], 'capitals count');
  assert.deepEqual(ids([{ $eq: { id: 'mug-01' } }], '', { caseSensitiveComparison: false }), ['MUG-01']);
});

test('what has changed since an instant', () => {
  const { clock, twin, query } = openCompany();
  clock.advance(60_000);
  twin.changeItem('PEN-01', { name: 'Pen' });
  const { body } = query(ITEM, ['id', 'name'], {
    filters: [{ $gt: { 'audit.modifiedDateTime': '2026-03-02T09:00:00Z' } }],
  });
  assert.deepEqual(body['ia::result'], [{ id: 'PEN-01', name: 'Pen' }]);
});

for (const [words, more] of [
  ['a field that there is not', { fields: ['nothing'] }],
  ['no fields', { fields: [] }],
  ['an operator that there is not', { filters: [{ $like: { id: 'M' } }] }],
  ['a filter that is missing', { filters: [{ $eq: { id: 'M' } }], filterExpression: '1 and 2' }],
  ['a bracket that is not closed', { filters: [{ $eq: { id: 'M' } }], filterExpression: '(1' }],
  ['too many rows', { size: 4001 }],
  ['a start of nothing', { start: 0 }],
] as const)
  test(`a query with ${words} is refused`, () => {
    const { query } = openCompany();
    assert.equal(query(ITEM, ['id'], more).status, 400);
  });

test('a field inside a list is refused, and so is an object that there is not', () => {
  const { query, order } = openCompany();
  order();
  const { status, body } = query('order-entry/document::Sales Order', ['id'], {
    filters: [{ $eq: { 'lines.unit': 'Each' } }],
  });
  assert.equal(status, 400);
  assert.match(body['ia::error'].message, /REST-1107/);
  assert.equal(query('nothing/at-all', ['id']).status, 400);
});

test('all documents are asked for by the name without a definition', () => {
  const { twin, query, order } = openCompany();
  order();
  const [first] = twin.ordersFor('WEB-1001');
  assert.ok(first !== undefined);
  twin.ship(first);
  const { body } = query('order-entry/document', ['documentType', 'referenceNumber']);
  assert.deepEqual(
    body['ia::result'].map((row: Record<string, string>) => row.documentType),
    ['Sales Order', 'Sales Shipper', 'Sales Invoice'],
  );
});

test('stock is told for each item and warehouse, with numbers', () => {
  const { query, order } = openCompany();
  order();
  const fields = ['item.id', 'warehouse.id', 'onHand', 'allocated', 'unCommitted'];
  const { body } = query('inventory-control/item-warehouse-inventory', fields, {
    filters: [{ $eq: { 'item.id': 'MUG-01' } }],
  });
  assert.deepEqual(body['ia::result'], [
    { 'item.id': 'MUG-01', 'warehouse.id': 'MAIN', onHand: 40, allocated: 4, unCommitted: 36 },
  ]);
});
