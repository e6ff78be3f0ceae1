import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionalFields } from './optional-fields.ts';

test('what may be null, and what may be left out, at whatever depth', () => {
  const schema = {
    required: ['id', 'note'],
    properties: {
      id: { type: 'string' },
      note: { type: ['string', 'null'], enum: ['a', null] },
      email: { type: 'string' },
      lines: { items: { required: ['sku'], properties: { sku: { anyOf: [{ type: 'string' }, { type: 'null' }] } } } },
    },
  };
  assert.deepEqual(optionalFields(schema), { nullable: ['note', 'sku'], absent: ['email', 'lines'] });
});

test('a name that must be there in one place is not optional in another', () => {
  const schema = {
    properties: { name: { type: 'null' }, buyer: { required: ['name'], properties: { name: { type: 'string' } } } },
  };
  assert.deepEqual(optionalFields(schema), { nullable: [], absent: ['buyer'] });
});
