import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as ajvFormats from 'ajv-formats';
import { Big } from 'big.js';

type Json = Readonly<Record<string, unknown>>;
interface Schema extends Json {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly examples: readonly unknown[];
}
interface Found {
  readonly name: string;
  readonly schema: Schema;
}

const FOLDER = join(import.meta.dirname, '../schemas/documents');
const read = (folder: string): Found[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => ({
      name: basename(file, '.schema.json'),
      schema: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema,
    }));
const documents = read(FOLDER);
const parts = read(join(FOLDER, 'parts'));
const all = [...documents, ...parts];

function openValidator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  ajvFormats.default.default(ajv);
  for (const { schema } of all) ajv.addSchema(schema);
  return ajv;
}
const ajv = openValidator();

/** The errors of `value` against the named document schema; empty when it is valid. */
function errorsOf(name: string, value: unknown): string[] {
  const validate = ajv.getSchema(`https://pipewright.dev/schemas/documents/${name}.schema.json`);
  assert.ok(validate, `no schema named ${name}`);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every schema inside a schema that describes a value, with its place; conditions (`if`, `then`, `else`) describe none. */
function* describedIn(schema: Json, at: string): Generator<{ at: string; schema: Json; isProperty: boolean }> {
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && isObject(value)) {
      for (const [property, inner] of Object.entries(value)) {
        if (!isObject(inner)) continue;
        yield { at: `${at}.${property}`, schema: inner, isProperty: true };
        yield* describedIn(inner, `${at}.${property}`);
      }
    } else if (key === 'items' && isObject(value)) {
      yield { at: `${at}[]`, schema: value, isProperty: false };
      yield* describedIn(value, `${at}[]`);
    }
  }
}

test('there is one schema for each document of the model', () => {
  const names = documents.map(({ name }) => name).sort();
  assert.deepEqual(names, [
    'category',
    'customer',
    'invoice',
    'order',
    'order-status',
    'payment',
    'price',
    'product',
    'refund',
    'shipment',
    'stock',
  ]);
});

for (const { name, schema } of all) {
  test(`${name}: compiles, is named for its file and lets nothing undescribed in`, () => {
    assert.ok(ajv.getSchema(schema.$id));
    assert.ok(schema.$id.endsWith(`/${name}.schema.json`), schema.$id);
    assert.equal(schema.title.toLowerCase(), name.replaceAll('-', ''));
    const objects = [{ at: name, schema }, ...describedIn(schema, name)];
    for (const { at, schema: inner } of objects) {
      if (inner.type !== 'object') continue;
      const openTo = inner.additionalProperties;
      const isTypedMap = isObject(openTo) && ('type' in openTo || 'anyOf' in openTo) && !('properties' in inner);
      assert.ok(openTo === false || isTypedMap, `${at} takes anything`);
    }
  });

  test(`${name}: every property says what it is`, () => {
    assert.match(schema.description, /\.$/);
    for (const { at, schema: inner, isProperty } of describedIn(schema, name)) {
      if (!isProperty) continue;
      assert.match(at, /\.[a-z][a-z0-9_]*$/, `${at} is not in snake_case`);
      assert.match(String(inner.title ?? ''), /\S/, `${at} has no title`);
      assert.match(String(inner.description ?? ''), /\.$/, `${at} has no description that ends in a full stop`);
      assert.equal('default' in inner, false, `${at} has a default: absent means unknown`);
    }
  });

  test(`${name}: its examples are valid`, () => {
    const validate = ajv.getSchema(schema.$id);
    assert.ok(validate);
    assert.ok(schema.examples.length >= (documents.some((document) => document.schema === schema) ? 2 : 1));
    for (const example of schema.examples) {
      assert.ok(validate(example), ajv.errorsText(validate.errors));
    }
  });
}

test('every part is used', () => {
  const inRef = new Set(
    all.flatMap(({ schema }) =>
      [...JSON.stringify(schema).matchAll(/"\$ref":"[^"]*?([a-z-]+)\.schema\.json"/g)].map((hit) => hit[1]),
    ),
  );
  assert.deepEqual(
    parts.map(({ name }) => name).filter((name) => !inRef.has(name)),
    [],
  );
});

// The shapes below name only what the equations need; the schemas have been checked against the same examples above.
interface Charge {
  readonly id: string;
  readonly total: string;
  readonly tax_total: string;
  readonly taxes?: readonly { readonly amount: string }[];
}
interface Discounted extends Charge {
  readonly subtotal: string;
  readonly discounts: readonly { readonly discount_id?: string; readonly amount: string }[];
}
interface OrderMoney {
  readonly prices_include_tax: boolean;
  readonly lines: readonly (Discounted & { readonly unit_price: string; readonly quantity: string })[];
  readonly shipping_lines: readonly Discounted[];
  readonly fees: readonly Charge[];
  readonly discounts: readonly { readonly id: string; readonly amount: string }[];
  readonly credits: readonly { readonly amount: string }[];
  readonly tax_total: string;
  readonly total: string;
  readonly amount_payable?: string;
}

const HALF_A_CENT = new Big('0.005');
const sum = (amounts: readonly string[]): Big => amounts.reduce((total, amount) => total.plus(amount), new Big(0));
const equal = (left: Big, right: string | Big, within: Big = HALF_A_CENT): boolean =>
  left.minus(right).abs().lte(within);

/** What does not add up in an order: one sentence for each equation of the schema that is broken. */
function brokenEquations(order: OrderMoney): string[] {
  const broken: string[] = [];
  const charges = [...order.lines, ...order.shipping_lines, ...order.fees];
  const onTop = order.prices_include_tax ? '0' : order.tax_total;
  const total = sum(charges.map((charge) => charge.total)).plus(onTop);
  if (!equal(total, order.total)) broken.push(`components make ${total}, total says ${order.total}`);

  const payable = new Big(order.total).minus(sum(order.credits.map((credit) => credit.amount)));
  if (order.amount_payable !== undefined && !equal(payable, order.amount_payable)) broken.push(`payable is ${payable}`);

  for (const line of [...order.lines, ...order.shipping_lines]) {
    const left = new Big(line.subtotal).minus(sum(line.discounts.map((discount) => discount.amount)));
    if (!equal(left, line.total))
      broken.push(`${line.id}: subtotal less discounts is ${left}, total says ${line.total}`);
  }
  for (const line of order.lines) {
    const decimals = line.unit_price.split('.')[1]?.length ?? 0;
    const within = new Big(10).pow(-decimals).div(2).times(line.quantity).plus(HALF_A_CENT);
    const priced = new Big(line.unit_price).times(line.quantity);
    if (!equal(priced, line.subtotal, within)) broken.push(`${line.id}: unit price times quantity is ${priced}`);
  }
  for (const charge of charges) {
    if (charge.taxes === undefined) continue;
    const tax = sum(charge.taxes.map((line) => line.amount));
    if (!equal(tax, charge.tax_total))
      broken.push(`${charge.id}: taxes make ${tax}, tax_total says ${charge.tax_total}`);
  }
  const tax = sum(charges.map((charge) => charge.tax_total));
  if (!equal(tax, order.tax_total, HALF_A_CENT.times(charges.length))) broken.push(`taxes make ${tax}`);

  const allocations = [...order.lines, ...order.shipping_lines].flatMap((line) => line.discounts);
  for (const discount of order.discounts) {
    const share = sum(allocations.filter((one) => one.discount_id === discount.id).map((one) => one.amount));
    if (!equal(share, discount.amount))
      broken.push(`discount ${discount.id} is ${discount.amount}, its shares make ${share}`);
  }
  return broken;
}

const examplesOf = <T>(name: string): readonly T[] =>
  (documents.find((document) => document.name === name)?.schema.examples ?? []) as readonly T[];

for (const [at, order] of examplesOf<OrderMoney & { readonly number: string }>('order').entries()) {
  test(`order example ${at} (${order.number}): the money adds up`, () => {
    assert.deepEqual(brokenEquations(order), []);
  });
}

test('the money equation notices a cent, tax counted twice, and a discount subtracted twice', () => {
  const [plain, gross] = examplesOf<OrderMoney>('order');
  assert.ok(plain && gross);
  assert.match(brokenEquations({ ...plain, total: '60.56' }).join(), /components make 60.55, total says 60.56/);
  assert.equal(brokenEquations({ ...gross, prices_include_tax: false }).length, 1);
  const [first, ...others] = plain.lines;
  assert.ok(first);
  assert.equal(brokenEquations({ ...plain, lines: [{ ...first, total: '30.00' }, ...others] }).length, 2);
});

test('invoice and refund examples add up', () => {
  interface Invoice {
    readonly prices_include_tax: boolean;
    readonly lines?: readonly { readonly total: string }[];
    readonly tax_total: string;
    readonly total: string;
  }
  for (const invoice of examplesOf<Invoice>('invoice')) {
    if (invoice.lines === undefined) continue;
    const lines = sum(invoice.lines.map((line) => line.total));
    assert.equal(lines.plus(invoice.prices_include_tax ? 0 : invoice.tax_total).toFixed(2), invoice.total);
  }
  interface Refund extends Required<Invoice> {
    readonly items_total: string;
    readonly shipping_total: string;
    readonly adjustment_total: string;
  }
  for (const refund of examplesOf<Refund>('refund')) {
    assert.equal(sum(refund.lines.map((line) => line.total)).toFixed(2), refund.items_total);
    const net = sum([refund.items_total, refund.shipping_total, refund.adjustment_total]);
    assert.equal(net.plus(refund.prices_include_tax ? 0 : refund.tax_total).toFixed(2), refund.total);
  }
});

test('what must not pass does not pass', () => {
  const [plain] = examplesOf<Json & { readonly lines: readonly Json[]; readonly discounts: readonly Json[] }>('order');
  const [price] = examplesOf<Json>('price');
  const [stock] = examplesOf<Json>('stock');
  assert.ok(plain && price && stock);
  const refused: readonly [string, string, unknown][] = [
    ['an amount as a number', 'order', { ...plain, total: 60.55 }],
    ['an amount with a comma', 'order', { ...plain, total: '60,55' }],
    ['a total that is not stated (X08)', 'order', { ...plain, tax_total: undefined }],
    [
      'a discount as a negative sum (M07)',
      'order',
      { ...plain, discounts: [{ ...plain.discounts[0], amount: '-4.68' }] },
    ],
    ['local time (T01)', 'order', { ...plain, placed_at: '2026-11-23T04:02:23+01:00' }],
    ['a day that does not exist', 'order', { ...plain, placed_at: '2026-02-30T04:02:23Z' }],
    ['an id as a number', 'order', { ...plain, number: 20 }],
    ['one line outside a list (X07)', 'order', { ...plain, lines: plain.lines[0] }],
    ['an empty text for what is not known', 'order', { ...plain, po_number: '' }],
    ['a property nobody described', 'order', { ...plain, grand_total: '60.55' }],
    ['a known customer without an origin', 'customer', { guest: false, kind: 'person', name: 'Jo', addresses: [] }],
    ['a price that is null (M25)', 'price', { ...price, list_price: null }],
    ['stock that does not say when (I04)', 'stock', { ...stock, observed_at: undefined }],
    ['stock without any figure', 'stock', { origin: stock.origin, sku: 'A', observed_at: '2026-05-04T14:02:12Z' }],
    ['a category with neither a name nor a mark of deletion', 'category', { origin: stock.origin, deleted: false }],
  ];
  for (const [what, name, value] of refused) {
    const written: unknown = JSON.parse(JSON.stringify(value));
    assert.notDeepEqual(errorsOf(name, written), [], `${what} passed`);
  }
});
