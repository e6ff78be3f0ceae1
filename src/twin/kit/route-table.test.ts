import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedMethods, answering, RouteTable } from './route-table.ts';

const table = new RouteTable([
  { path: '/orders', methods: ['GET', 'POST'], name: 'list' },
  { path: '/orders/{order:number}', methods: ['GET'], name: 'one' },
  { path: '/orders/{order:number}', methods: ['DELETE'], name: 'remove' },
  { path: '/items/{sku}/stock.json', methods: ['PUT'], name: 'stock' },
  { path: '/files/{name:rest}', methods: ['GET'], name: 'file' },
]);

test('a path leads to its routes, and a method to one of them', () => {
  const matches = table.at('/orders/12/');
  assert.deepEqual(allowedMethods(matches), ['GET', 'DELETE']);
  assert.equal(answering(matches, 'DELETE')?.route.name, 'remove');
  assert.equal(answering(matches, 'PUT'), undefined);
});

test('values are decoded; a segment holds no slash, the rest may', () => {
  assert.deepEqual(table.at('/items/A%2FB%20C/stock.json')[0]?.values, { sku: 'A/B C' });
  assert.deepEqual(table.at('/items/A/B/stock.json'), []);
  assert.deepEqual(table.at('/files/a/b.csv')[0]?.values, { name: 'a/b.csv' });
});

test('an id is digits, and what is plain in a path stands for itself', () => {
  assert.deepEqual(table.at('/orders/12a'), []);
  assert.deepEqual(table.at('/items/A/stockXjson'), []);
});

test('a kind of segment that there is not is a mistake of the table', () => {
  assert.throws(() => new RouteTable([{ path: '/x/{a:letters}', methods: ['GET'] }]), /no such kind/);
});
