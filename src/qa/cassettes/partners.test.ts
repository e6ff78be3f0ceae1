import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CassetteExchange } from '../../model/config.generated.ts';
import { forPartner, joinPartners } from './partners.ts';

const get = (path: string, json: unknown): CassetteExchange => ({
  request: { method: 'GET', path },
  response: { status: 200, json },
});
const post = (path: string, json: unknown): CassetteExchange => ({
  request: { method: 'POST', path, json },
  response: { status: 201, json: { id: 7 } },
});

/** Without the order of fields, which says nothing. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

test('what is the same with every partner is written once, what differs by partner at its place', () => {
  const joined = joinPartners(
    new Map([
      ['woocommerce', [get('/items', []), post('/orders', { number: '17', lines: [{ sku: 'A' }] })]],
      ['shopify', [get('/items', []), post('/orders', { number: '#1001', lines: [{ sku: 'A' }] })]],
    ]),
  );
  assert.deepEqual(joined, [
    get('/items', []),
    {
      ...post('/orders', { number: '#1001', lines: [{ sku: 'A' }] }),
      varies: { '/request/json/number': { woocommerce: '17', shopify: '#1001' } },
    },
  ]);
});

test('a value that only one partner has, and a call that only one partner leads to', () => {
  const joined = joinPartners(
    new Map([
      ['magento', [post('/orders', { number: '1', phone: '5' })]],
      ['shopify', [get('/taxAreas', []), post('/orders', { number: '1' })]],
    ]),
  );
  assert.deepEqual(joined[0]?.for, ['shopify']);
  assert.deepEqual(joined[1]?.varies, { '/request/json/phone': { magento: '5' } });
  assert.deepEqual(forPartner(joined, 'shopify'), [get('/taxAreas', []), post('/orders', { number: '1' })]);
  assert.deepEqual(forPartner(joined, 'magento'), [post('/orders', { number: '1', phone: '5' })]);
});

test('lists of different lengths differ as a whole', () => {
  const joined = joinPartners(
    new Map([
      ['a', [get('/x', [1, 2])]],
      ['b', [get('/x', [1])]],
    ]),
  );
  assert.deepEqual(joined[0]?.varies, { '/response/json': { a: [1, 2], b: [1] } });
});

test('null and nothing are two things', () => {
  const joined = joinPartners(
    new Map([
      ['a', [get('/x', { v: null })]],
      ['b', [get('/x', {})]],
    ]),
  );
  assert.deepEqual(joined[0]?.varies, { '/response/json/v': { a: null } });
  assert.deepEqual(forPartner(joined, 'b'), [get('/x', {})]);
});

test('whatever was recorded with a partner comes out again for that partner', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const exchange: fc.Arbitrary<CassetteExchange> = fc.record({
    request: fc.record({
      method: fc.constantFrom('GET', 'POST'),
      path: fc.constantFrom('/orders', '/orders/17', '/orders/18', '/customers', '/a~b/c'),
      json,
    }),
    response: fc.record({ status: fc.constantFrom(200, 404), json }),
  });
  const recordings = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.array(exchange, { maxLength: 6 }), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(recordings, (byPartner) => {
      const joined = joinPartners(new Map(Object.entries(byPartner)));
      for (const [partner, exchanges] of Object.entries(byPartner))
        assert.deepEqual(plain(forPartner(joined, partner)), plain(exchanges));
    }),
    { numRuns: 300 },
  );
});

test('recording one partner again leaves what was recorded with the others as it was', () => {
  const first = joinPartners(
    new Map([
      ['a', [post('/o', { n: '1' })]],
      ['b', [post('/o', { n: '2' })]],
    ]),
  );
  const again = joinPartners(
    new Map([
      ['a', [post('/o', { n: '2' })]],
      ['b', forPartner(first, 'b')],
    ]),
  );
  assert.deepEqual(again, [post('/o', { n: '2' })]);
});
