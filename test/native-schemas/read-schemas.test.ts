/** Read schemas are written for people as well: editors show them, and the type checker believes them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { CUSTOMER } from '../../src/twin/business-central/customers.ts';
import { CREDIT_MEMO, INVOICE, ORDER } from '../../src/twin/business-central/document-fields.ts';
import type { FieldRules } from '../../src/twin/business-central/field-rules.ts';
import { ITEM_CATEGORY } from '../../src/twin/business-central/item-categories.ts';
import { ITEM } from '../../src/twin/business-central/items.ts';
import { INVOICE_LINE, ORDER_LINE } from '../../src/twin/business-central/line-fields.ts';
import { SHIPMENT, SHIPMENT_LINE } from '../../src/twin/business-central/shipment-fields.ts';
import { NativeShapes, ROOT, readSchemas } from './read-schemas.ts';
import type { JsonSchema } from './unlisted-fields.ts';

/** Every schema inside a schema, with its place. */
function* partsOf(schema: JsonSchema, place = '#'): Generator<readonly [string, JsonSchema]> {
  yield [place, schema];
  for (const [name, each] of Object.entries(schema.properties ?? {}))
    yield* partsOf(each, `${place}/properties/${name}`);
  for (const [name, each] of Object.entries(schema.$defs ?? {})) yield* partsOf(each, `${place}/$defs/${name}`);
  for (const [i, each] of (schema.anyOf ?? []).entries()) yield* partsOf(each, `${place}/anyOf/${i}`);
  if (schema.items !== undefined) yield* partsOf(schema.items, `${place}/items`);
}

for (const { system, document, file } of readSchemas()) {
  const schema = JSON.parse(readFileSync(file ?? '', 'utf8')) as JsonSchema;
  const parts = [...partsOf(schema)];
  const described = ({ description, $ref }: JsonSchema): boolean =>
    typeof description === 'string' ||
    ($ref !== undefined && typeof schema.$defs?.[$ref.replace('#/$defs/', '')]?.description === 'string');

  test(`${system} ${document}: named for its path, every part has a type, every field a description`, () => {
    assert.equal(schema.$id, `https://pipewright.dev/${file?.slice(ROOT.length)}`);
    assert.equal(basename(file ?? ''), `${document}.read.schema.json`);
    for (const [place, part] of parts) {
      assert.ok(part.type !== undefined || part.$ref !== undefined || part.anyOf !== undefined, place);
      for (const name of part.required ?? [])
        assert.ok(Object.hasOwn(part.properties ?? {}, name), `${place}: ${name}`);
      if (/\/properties\/[^/]+$/.test(place)) assert.ok(described(part), `${place} has no description`);
    }
  });

  test(`${system} ${document}: no definition without use`, () => {
    const text = JSON.stringify(schema);
    for (const name of Object.keys(schema.$defs ?? {})) assert.ok(text.includes(`"#/$defs/${name}"`), name);
  });
}

/** Lengths as the system keeps them (sheet 3.1 to 3.9), which the twin enforces. */
function assertLengths(schema: JsonSchema | undefined, rules: FieldRules, what: string): number {
  let compared = 0;
  for (const [name, { length }] of Object.entries(rules)) {
    const property = schema?.properties?.[name];
    if (length === undefined || property === undefined) continue;
    assert.equal(property.maxLength, length, `${what} ${name}`);
    compared += 1;
  }
  return compared;
}

const shapes = new NativeShapes();
const BUSINESS_CENTRAL: readonly (readonly [string, FieldRules, FieldRules?])[] = [
  ['order', ORDER, ORDER_LINE],
  ['invoice', INVOICE, INVOICE_LINE],
  ['refund', CREDIT_MEMO, INVOICE_LINE],
  ['shipment', SHIPMENT, SHIPMENT_LINE],
  ['customer', CUSTOMER],
  ['product', ITEM],
  ['stock', ITEM],
  ['category', ITEM_CATEGORY],
];

for (const [document, fields, lines] of BUSINESS_CENTRAL)
  test(`business-central ${document}: texts are as long as the system keeps them`, () => {
    const schema = shapes.schema('business-central', document);
    assert.ok(assertLengths(schema, fields, document) > 1);
    if (lines !== undefined) assert.ok(assertLengths(schema.$defs?.line, lines, `line of ${document}`) > 1);
  });

test('business-central: no payload carries a text that is longer than the system keeps it', () => {
  const payload = (name: string): JsonSchema =>
    JSON.parse(readFileSync(`${ROOT}connectors/business-central/${name}.schema.json`, 'utf8')) as JsonSchema;
  const order = payload('order.write');
  assert.ok(assertLengths(order, ORDER, 'order') > 10);
  assert.ok(assertLengths(order.properties?.salesOrderLines?.items, ORDER_LINE, 'line') > 3);
  assert.ok(assertLengths(payload('customer.write'), CUSTOMER, 'customer') > 8);
  assert.equal(assertLengths(payload('order.cancel'), ORDER, 'cancellation'), 1);
});
