import assert from 'node:assert/strict';
import test from 'node:test';
import { shapeOf } from './record-shape.ts';
import { pathText, SchemaRegistry } from './schema-registry.ts';

const ORDER = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://example.com/order.read.schema.json',
  type: 'object',
  additionalProperties: false,
  required: ['total', 'lines'],
  properties: {
    total: { type: 'string', format: 'decimal', description: 'With tax' },
    status: { type: 'string', enum: ['open', 'closed'] },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
    count: { type: 'integer' },
    card: { anyOf: [{ $ref: '#/$defs/card' }, { type: 'null' }] },
    payment: { oneOf: [{ type: 'object', properties: { kind: { const: 'a' } } }, { type: 'object' }] },
  },
  $defs: {
    line: { type: 'object', required: ['sku'], properties: { sku: { type: ['string', 'null'], pattern: '^[A-Z]' } } },
    card: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
  },
};

const registry = new SchemaRegistry();
const wrong = (record: unknown): string[] =>
  registry
    .validatorOf(shapeOf(ORDER))(record)
    .map(({ path, message }) => `${pathText(path)}: ${message}`);

test('what is missing or of another type is told, however deep', () => {
  assert.deepEqual(wrong({ lines: [{ sku: 7 }, {}] }), [
    ': "total" is missing',
    'lines[0].sku: must be string or null, not 7',
    'lines[1]: "sku" is missing',
  ]);
  assert.deepEqual(wrong({ total: 12.5, lines: null, card: {} }), [
    'total: must be string, not 12.5',
    'lines: must be array, not null',
    'card: "id" is missing',
  ]);
});

test('new fields, new values of an enum and other formats pass: they are the mapping’s to judge', () => {
  const record = { total: 'NaN', status: 'parked', lines: [{ sku: 'a', note: 1 }], more: {}, payment: { kind: 'b' } };
  assert.deepEqual(wrong({ ...record, card: null }), []);
});

test('a number that came as its own text is a number, other text is none', () => {
  const counted = (count: unknown) => wrong({ total: '1', lines: [], count });
  for (const count of [7, '9007199254740995', '1e400']) assert.deepEqual(counted(count), []);
  assert.deepEqual(counted('many').length, 1);
  assert.deepEqual(counted(null), ['count: must be integer or string, not null']);
});

test('the whole schema stays what it is beside its shape', () => {
  registry.add(ORDER);
  assert.equal(registry.validator(ORDER.$id)({ total: 'NaN', lines: [] }).length, 1);
  assert.deepEqual(wrong({ total: 'NaN', lines: [] }), []);
});
