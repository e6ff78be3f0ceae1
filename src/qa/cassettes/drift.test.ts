import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CassetteExchange } from '../../model/config.generated.ts';
import { driftBetween } from './drift.ts';

const answered = (json: unknown, status = 200): CassetteExchange => ({
  request: { method: 'GET', path: '/orders' },
  response: { status, json },
});
const drift = (before: unknown, now: unknown): string[] =>
  driftBetween([answered(before)], [answered(now)]).map(({ kind, path }) => `${kind} ${path}`);

test('other values are no drift', () => {
  assert.deepEqual(drift({ id: 1, lines: [{ sku: 'A' }] }, { id: 2, lines: [{ sku: 'B' }, { sku: 'C' }] }), []);
});

test('fields in lists are told once', () => {
  assert.deepEqual(drift({ lines: [{ sku: 'A' }, { sku: 'B' }] }, { lines: [{ code: 'A' }, { code: 'B' }] }), [
    'new lines[].code',
    'gone lines[].sku',
  ]);
});

test('a field with a dot in its name is a field like others', () => {
  const etag = { '@odata.etag': 'W/"1"', number: '1' };
  assert.deepEqual(drift({ value: [etag] }, { value: [{ number: '1' }] }), ['gone value[].@odata.etag']);
  assert.deepEqual(drift({ number: '1' }, etag), ['new @odata.etag']);
});

test('a new object is told by itself, without what is in it', () => {
  assert.deepEqual(drift({ id: 1 }, { id: 1, tax: { rate: '22' } }), ['new tax']);
});

test('what an empty list or null would hold cannot be told', () => {
  assert.deepEqual(drift({ lines: [], tax: null }, { lines: [{ sku: 'A' }], tax: { rate: '22' } }), []);
});

test('another type, another status, a call more or less', () => {
  assert.deepEqual(drift({ total: '1.00' }, { total: 1 }), ['type-changed total']);
  assert.deepEqual(
    driftBetween([answered({})], [answered({}, 404)]).map(({ kind, before, now }) => [kind, before, now]),
    [['status-changed', '200', '404']],
  );
  assert.deepEqual(
    driftBetween([answered({})], []).map(({ kind }) => kind),
    ['not-asked'],
  );
  assert.deepEqual(
    driftBetween([], [answered({})]).map(({ kind }) => kind),
    ['newly-asked'],
  );
});
