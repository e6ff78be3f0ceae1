import assert from 'node:assert/strict';
import test from 'node:test';
import { pathText, SchemaRegistry } from './schema-registry.ts';

const $schema = 'https://json-schema.org/draft/2020-12/schema';

function violations(schema: Record<string, unknown>, value: unknown): string[] {
  const registry = new SchemaRegistry();
  registry.add({ $schema, $id: 'https://pipewright.dev/test.schema.json', ...schema });
  return registry
    .validator('https://pipewright.dev/test.schema.json')(value)
    .map(({ path, message }) => `${pathText(path)}: ${message}`);
}

test('what is missing, unknown or of the wrong kind is told with its path', () => {
  const line = {
    type: 'object',
    additionalProperties: false,
    required: ['sku'],
    properties: {
      sku: { type: 'string' },
      quantity: { type: 'string', pattern: '^\\d+$', description: 'A whole number.' },
    },
  };
  const schema = { type: 'object', properties: { lines: { type: 'array', items: line } } };
  assert.deepEqual(violations(schema, { lines: [{ sku: 'A', quantity: '1' }] }), []);
  assert.deepEqual(violations(schema, { lines: [{ quantity: 'x', skuu: 'A' }] }).sort(), [
    'lines[0].quantity: "x" does not have the required form: A whole number.',
    'lines[0].skuu: "skuu" is not known here',
    'lines[0]: "sku" is missing',
  ]);
});

test('of a choice, only the branch that was meant is told', () => {
  const schema = {
    oneOf: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['kind'],
        properties: { kind: { const: 'basic' }, user: { type: 'string' } },
      },
      {
        type: 'object',
        additionalProperties: false,
        required: ['kind'],
        properties: { kind: { const: 'bearer' }, token: { type: 'string' } },
      },
    ],
  };
  assert.deepEqual(violations(schema, { kind: 'basic', user: 'a' }), []);
  assert.ok(violations(schema, { kind: 'basic', user: 7 }).some((text) => text === 'user: must be string, not 7'));
});

test('of something or null, what is wrong with something is told', () => {
  const schema = {
    type: 'object',
    properties: { card: { anyOf: [{ $ref: '#/$defs/card' }, { type: 'null' }] } },
    $defs: { card: { type: 'object', required: ['id'], properties: { name: { type: 'string' } } } },
  };
  assert.deepEqual(violations(schema, { card: null }), []);
  assert.deepEqual(violations(schema, { card: { name: 7 } }), [
    'card: "id" is missing',
    'card.name: must be string, not 7',
  ]);
  assert.deepEqual(violations(schema, { card: 7 }), ['card: must be object, not 7']);
  assert.deepEqual(violations({ properties: { card: { type: 'null' } } }, { card: 7 }), ['card: must be null, not 7']);
});

test('decimal text has a format of its own, which asks nothing of a number', () => {
  const schema = { properties: { sum: { type: ['string', 'number'], format: 'decimal' } } };
  for (const sum of ['12.50', '-3', 7.5]) assert.deepEqual(violations(schema, { sum }), []);
  for (const sum of ['', '1e3', '12,50']) assert.equal(violations(schema, { sum }).length, 1, sum);
});

test('a schema may be handed in twice', () => {
  const registry = new SchemaRegistry();
  const schema = { $schema, $id: 'https://pipewright.dev/twice.schema.json', type: 'string' };
  assert.equal(registry.validatorOf(schema)('a').length, 0);
  assert.equal(registry.validatorOf(schema)(1).length, 1);
});

test('an unknown schema is a defect', () => {
  assert.throws(() => new SchemaRegistry().validator('https://pipewright.dev/none.schema.json'), /no schema/);
});
