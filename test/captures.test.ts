/**
 * WooCommerce against what a real server answered: every captured order, customer, product, variation, refund, event and
 * error body goes through the mappings, the document schemas and the table of verdicts, unchanged. The captures are not
 * part of the repository; the same is asked of fixtures of the same shape, which are.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import Big from 'big.js';
import { parse } from 'yaml';
import { compileConnector } from '../src/connector/compile-connector.ts';
import { UNREADABLE } from '../src/connector/judge-answer.ts';
import { rest } from '../src/connector/protocol/rest.ts';
import { type Intent, judge } from '../src/connector/verdicts.ts';
import { JsonTextError, parseJsonText } from '../src/http/json-text.ts';
import { fillDefaults } from '../src/load/fill-defaults.ts';
import { compileExpression } from '../src/map/expression.ts';
import { compileMapping } from '../src/map/mapping.ts';
import type { ConnectorFile } from '../src/model/config.generated.ts';
import { Hold } from '../src/model/hold.ts';
import { pathText, SchemaRegistry } from '../src/validate/schema-registry.ts';
import { NativeShapes } from './native-schemas/read-schemas.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const CAPTURES = join(ROOT, '../shared/captures/woocommerce');
const FIXTURES = join(ROOT, 'mappings/woocommerce/fixtures');
const skip = existsSync(CAPTURES) ? false : 'the captures are not there (../shared/captures/woocommerce)';

const text = (file: string): string => readFileSync(file, 'utf8');
const shapes = new NativeShapes();
const schemas = new SchemaRegistry();
for (const file of globSync(join(ROOT, 'schemas/documents/**/*.schema.json'))) schemas.add(JSON.parse(text(file)));
const connectorSchema = JSON.parse(text(join(ROOT, 'schemas/config/connector.schema.json')));
schemas.add(connectorSchema);

const written: unknown = parse(text(join(ROOT, 'connectors/woocommerce/connector.yaml')));
const file = fillDefaults(written, connectorSchema, connectorSchema.$id, (id) =>
  id === connectorSchema.$id ? connectorSchema : undefined,
) as ConnectorFile;
const { connector, problems } = compileConnector(file);

const options = {
  ...Object.fromEntries(Object.entries(file.options).map(([name, option]) => [name, option.default])),
  currency: 'EUR',
  prices_include_tax: false,
  weight_unit: 'kg',
};

interface Read {
  readonly document?: Record<string, unknown>;
  readonly held?: string;
}

/** What a real server sends is what the read schema says, field by field. Only GET /refunds, which was not captured, says the order. */
function assertShape(kind: string, native: unknown): void {
  const whole = kind === 'refund' ? { parent_id: 20, ...(native as object) } : native;
  assert.deepEqual(shapes.wrong('woocommerce', kind, whole), [], `${kind} ${JSON.stringify(native).slice(0, 60)}`);
}

/** A native record as a document of its kind, or the code of the hold; asserts that the schemas accept the record and the document. */
async function read(kind: string, native: unknown): Promise<Read> {
  assertShape(kind, native);
  const path = `mappings/woocommerce/${kind}.from.jsonata`;
  const mapping = compileMapping(path, text(join(ROOT, path)));
  const never = () => assert.fail('a mapping from native records translates nothing');
  try {
    const document = await mapping.run(native, { options, needs: {}, translate: never, reference: never });
    const violations = schemas.validator(`https://pipewright.dev/schemas/documents/${kind}.schema.json`)(document);
    assert.deepEqual(
      violations.map((each) => `${pathText(each.path)}: ${each.message}`),
      [],
      `${kind} ${JSON.stringify((native as { id?: unknown }).id)}`,
    );
    return { document: document as Record<string, unknown> };
  } catch (error) {
    if (error instanceof Hold) return { held: error.code };
    throw error;
  }
}

type Amounts = { readonly total: string; readonly tax_total: string };
type Order = Amounts & {
  readonly lines: readonly (Amounts & {
    subtotal: string;
    discounts: { amount: string }[];
    taxes?: { amount: string }[];
  })[];
  readonly shipping_lines: readonly (Amounts & { taxes?: { amount: string }[] })[];
  readonly fees: readonly (Amounts & { taxes?: { amount: string }[] })[];
  readonly discounts: readonly { readonly amount: string }[];
};
const sum = (amounts: readonly string[]): string =>
  amounts.reduce((all, amount) => all.plus(amount), new Big(0)).toFixed(2);

/** The money equation of docs/documents.md, exactly, and in cents. */
function assertMoneyAddsUp(order: Order): void {
  const parts = [...order.lines, ...order.shipping_lines, ...order.fees];
  assert.equal(sum([...parts.map((part) => part.total), order.tax_total]), new Big(order.total).toFixed(2), 'total');
  assert.equal(sum(parts.map((part) => part.tax_total)), new Big(order.tax_total).toFixed(2), 'tax');
  for (const line of order.lines) {
    const reduced = sum([line.subtotal, ...line.discounts.map(({ amount }) => `-${amount}`)]);
    assert.equal(reduced, new Big(line.total).toFixed(2), 'a line less its discounts');
  }
  for (const part of parts) {
    assert.match(part.total, /^-?\d+\.\d\d$/, 'nothing finer than a cent leaves the mapping');
    if (part.taxes !== undefined && part.taxes.length > 0) {
      assert.equal(sum(part.taxes.map(({ amount }) => amount)), new Big(part.tax_total).toFixed(2), 'taxes of a part');
    }
  }
  assert.equal(
    sum(order.lines.flatMap((line) => line.discounts.map(({ amount }) => amount))),
    sum(order.discounts.map(({ amount }) => amount)),
    'discounts are explained once and subtracted once',
  );
}

/** A captured body with its request line and status. */
function captured(name: string) {
  const headers = text(join(CAPTURES, `${name}.headers.txt`));
  const [, method, path] = /^# (\w+) https?:\/\/[^/]+(\S*)/.exec(headers) ?? [];
  const [, status] = /^HTTP\/1\.1 (\d+)/m.exec(headers) ?? [];
  assert.ok(method !== undefined && path !== undefined && status !== undefined, name);
  return { name, method, path, status: Number(status), body: text(join(CAPTURES, `${name}.json`)) };
}

const names = skip
  ? []
  : globSync('*.json', { cwd: CAPTURES })
      .map((name) => basename(name, '.json'))
      .sort();

/** The kind of document that a path of the API yields. */
function kindOf(path: string): string | undefined {
  const [, route = ''] = /^\/wp-json\/wc\/v3\/([^?]*)/.exec(path) ?? [];
  if (/^orders\/\d+\/refunds/.test(route)) return 'refund';
  if (/^orders(\/\d+)?$/.test(route)) return 'order';
  if (/^customers(\/\d+)?$/.test(route)) return 'customer';
  if (/^products\/\d+\/variations/.test(route)) return 'stock';
  if (/^products(\/\d+)?$/.test(route)) return 'product';
  if (/^products\/categories/.test(route)) return 'category';
  return undefined;
}

/** Whole records of a successful answer: not those that were asked for a few fields only. */
function recordsOf({ status, path, body }: ReturnType<typeof captured>): readonly unknown[] {
  if (status >= 300 || path.includes('_fields=')) return [];
  const parsed = parseJsonText(body);
  return Array.isArray(parsed) ? parsed : [parsed];
}

/** Orders that nobody could bill: made by the API without any name or e-mail. Their amounts are looked at below. */
const NAMELESS = ['order-bad-product', 'order-by-sku', 'order-oversell', 'order-price-override'];

test('the connector is valid, and all that it names is there', () => {
  const violations = schemas.validator(connectorSchema.$id)(written);
  assert.deepEqual(
    violations.map((each) => `${pathText(each.path)}: ${each.message}`),
    [],
  );
  assert.deepEqual(problems, []);
  for (const [name, capability] of Object.entries(file.capabilities)) {
    if (!('idempotency' in capability)) continue;
    assert.ok(capability.payload_schema !== undefined, `${name} says what it accepts`);
    assert.ok(existsSync(join(ROOT, 'connectors/woocommerce', capability.payload_schema)), capability.payload_schema);
  }
});

test('every captured order, customer, product, variation and refund becomes a document', { skip }, async () => {
  const seen: Record<string, number> = {};
  for (const capture of names.map(captured)) {
    const kind = kindOf(capture.path);
    if (kind === undefined) continue;
    for (const native of recordsOf(capture)) {
      const { document, held } = await read(kind, native);
      seen[kind] = (seen[kind] ?? 0) + 1;
      assert.equal(held, NAMELESS.includes(capture.name) ? 'customer-unnamed' : undefined, capture.name);
      if (kind === 'order' && document !== undefined) assertMoneyAddsUp(document as unknown as Order);
      if (kind === 'product') assert.equal((await read('stock', native)).held, undefined, `stock of ${capture.name}`);
    }
  }
  assert.ok((seen.order ?? 0) > 20 && (seen.customer ?? 0) > 4 && (seen.product ?? 0) > 10, JSON.stringify(seen));
  assert.ok((seen.stock ?? 0) > 2 && (seen.refund ?? 0) === 1, JSON.stringify(seen));
});

test('orders without a name are whole once they have one', { skip }, async () => {
  for (const name of NAMELESS) {
    const native = parseJsonText(captured(name).body) as { billing: object; line_items: object[] };
    const named = {
      ...native,
      billing: { ...native.billing, first_name: 'Somebody' },
      line_items: native.line_items.map((line) => ({ ...line, name: 'Something' })),
    };
    const { document } = await read('order', named);
    assert.ok(document !== undefined, name);
    assertMoneyAddsUp(document as unknown as Order);
  }
});

test('every body that an event carried becomes a document or is held for a stated reason', { skip }, async () => {
  const held = new Set<string>();
  let orders = 0;
  for (const line of text(join(CAPTURES, 'webhooks.jsonl')).trim().split('\n')) {
    const { raw } = JSON.parse(line) as { raw: string };
    if (!raw.startsWith('{')) continue;
    const native = JSON.parse(raw) as Record<string, unknown>;
    const kind = 'line_items' in native ? 'order' : 'stock_status' in native ? 'stock' : undefined;
    if (kind === undefined) continue;
    const result = await read(kind, native);
    if (result.held !== undefined) held.add(result.held);
    if (kind === 'order' && result.document !== undefined) {
      orders += 1;
      assertMoneyAddsUp(result.document as unknown as Order);
    }
  }
  assert.ok(orders > 3, `${orders} orders`);
  assert.deepEqual([...held].sort(), ['customer-unnamed']);
});

test('what the captured orders say, item by item of the checklist', { skip }, async () => {
  const of = async (name: string) => (await read('order', parseJsonText(captured(name).body))).document ?? {};
  const coupon = await of('order-20');
  assert.equal(coupon.total, '60.55');
  assert.equal(coupon.payment_status, 'paid');
  assert.deepEqual(
    (coupon.discounts as { code: string; amount: string }[]).map((each) => [each.code, each.amount]),
    [['save10', '4.68']],
  );
  const company = await of('order-21');
  assert.equal((company.customer as { name: string }).name, 'Müller & Söhne GmbH');
  assert.equal((company.shipping_address as { region_code: string }).region_code, 'NW');
  assert.equal((company.fees as { total: string }[])[0]?.total, '2.00');
  assert.equal((company.lines as { variant_id?: string }[])[1]?.variant_id, '17');
  assert.equal(company.payment_status, 'pending', 'cash on delivery is being processed and not paid');
  const guest = await of('order-23-store-api');
  assert.equal((guest.customer as { guest: boolean }).guest, true);
  assert.equal((guest.shipping_lines as { method: string }[])[0]?.method, 'flat_rate:1');
  assert.equal((await of('order-read-trashed')).status, 'deleted');
  assert.equal((await of('order-cancel')).status, 'cancelled');
  assert.deepEqual((await of('order-after-refund')).payment_status, 'partially_refunded');
});

/** What each captured answer means: the verdict for a call that reads and for one that may have written. */
const VERDICTS: Readonly<Record<string, readonly [read: string, write: string]>> = {
  'auth-basic-on-plain-http': ['halt', 'halt'],
  'auth-missing': ['halt', 'halt'],
  'auth-readonly-write': ['halt', 'halt'],
  'customer-create-bademail': ['reject', 'reject'],
  'customer-create-dup': ['look-up', 'look-up'],
  'customer-create-noemail': ['reject', 'reject'],
  'customer-delete-noforce': ['reject', 'reject'],
  'customer-update-email-taken': ['reject', 'reject'],
  'down-db-500': ['retry', 'look-up'],
  'down-php-502': ['retry', 'look-up'],
  'maintenance-503': ['retry', 'retry'],
  'order-404': ['absent', 'absent'],
  'order-bad-coupon': ['reject', 'reject'],
  'order-bad-status': ['reject', 'reject'],
  'orders-bad-date': ['reject', 'reject'],
  'orders-bad-per-page': ['reject', 'reject'],
  'price-number': ['reject', 'reject'],
  'product-dup-sku': ['look-up', 'look-up'],
  'stock-set-float': ['reject', 'reject'],
};

async function verdictOf(status: number, body: string, intent: Intent, operation = 'list-orders'): Promise<string> {
  const called = connector.operations.get(operation);
  assert.ok(called !== undefined);
  let parsed: unknown;
  try {
    parsed = parseJsonText(body);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return judge(called.verdicts, intent, { status, body: undefined, spoken: UNREADABLE }).verdict;
  }
  const spoken = await rest.listen(called, { status, body: parsed }, connector.errors);
  return judge(called.verdicts, intent, { status, body: parsed, spoken }).verdict;
}

test('every captured error has its verdict', { skip }, async () => {
  const errors = names.map(captured).filter(({ status }) => status >= 400);
  assert.deepEqual(
    errors.map(({ name }) => name),
    Object.keys(VERDICTS).sort(),
  );
  for (const { name, status, body } of errors) {
    assert.deepEqual(
      [await verdictOf(status, body, 'read'), await verdictOf(status, body, 'write')],
      VERDICTS[name],
      name,
    );
  }
});

test('every captured success is one, but for the batch with a failed item', { skip }, async () => {
  for (const { name, status, body } of names.map(captured)) {
    if (status >= 400) continue;
    assert.equal(await verdictOf(status, body, 'write'), name === 'stock-batch' ? 'partial' : 'success', name);
  }
});

test('errors of the same shape have the same verdicts without the captures', async () => {
  const error = (code: string, status: number, data: object = {}) =>
    JSON.stringify({ code, message: `Says ${code}.`, data: { status, ...data } });
  const cases: readonly (readonly [status: number, body: string, read: string, write: string])[] = [
    [400, error('rest_invalid_param', 400, { params: { status: 'status is not one of …' } }), 'reject', 'reject'],
    [400, error('product_invalid_sku', 400, { resource_id: 10 }), 'look-up', 'look-up'],
    [400, error('registration-error-email-exists', 400), 'look-up', 'look-up'],
    [400, error('term_exists', 400, { resource_id: 17 }), 'look-up', 'look-up'],
    [400, error('woocommerce_rest_shop_order_invalid_id', 400), 'absent', 'absent'],
    [404, error('woocommerce_rest_product_variation_invalid_id', 404), 'absent', 'absent'],
    [404, error('rest_no_route', 404), 'halt', 'halt'],
    [401, error('woocommerce_rest_cannot_view', 401), 'halt', 'halt'],
    [
      401,
      JSON.stringify({
        code: 'woocommerce_rest_authentication_error',
        message: 'Invalid nonce - nonce has already been used.',
        data: { status: 401 },
      }),
      'retry',
      'retry',
    ],
    [
      401,
      JSON.stringify({
        code: 'woocommerce_rest_authentication_error',
        message: 'Invalid timestamp.',
        data: { status: 401 },
      }),
      'halt',
      'halt',
    ],
    [403, '<html>Forbidden</html>', 'halt', 'halt'],
    [410, error('woocommerce_rest_already_trashed', 410), 'absent', 'absent'],
    [413, error('woocommerce_rest_request_entity_too_large', 413), 'reject', 'reject'],
    [429, '<html>Slow down</html>', 'rate-limited', 'rate-limited'],
    [500, error('internal_server_error', 500), 'retry', 'look-up'],
    [500, error('woocommerce_rest_cannot_create_order_refund', 500), 'reject', 'reject'],
    [500, '<html>Error establishing a database connection</html>', 'retry', 'look-up'],
    [501, error('woocommerce_rest_trash_not_supported', 501), 'reject', 'reject'],
    [502, '<html>Bad gateway</html>', 'retry', 'look-up'],
    [503, '<html>Maintenance</html>', 'retry', 'retry'],
    [200, '<b>Notice</b>: Undefined index in functions.php {"id":20}', 'retry', 'look-up'],
    [200, error('woocommerce_rest_cannot_edit', 403), 'look-up', 'look-up'],
    [
      200,
      JSON.stringify({ update: [{ id: 13 }, { id: 99, error: { code: 'x', message: 'Invalid ID.', data: {} } }] }),
      'partial',
      'partial',
    ],
    [200, '[]', 'success', 'success'],
    // A coupon has a code of its own, which is no error.
    [200, JSON.stringify({ id: 18, code: 'save10', amount: '10.00' }), 'success', 'success'],
  ];
  for (const [status, body, reads, writes] of cases) {
    assert.deepEqual(
      [await verdictOf(status, body, 'read'), await verdictOf(status, body, 'write')],
      [reads, writes],
      `${status} ${body}`,
    );
  }
});

test('fixtures of the same shape become documents whose money adds up', async () => {
  let orders = 0;
  for (const name of globSync('*.json', { cwd: FIXTURES })) {
    const kind =
      /^(order|customer|product|category|refund)-/.exec(name)?.[1] ??
      (name.startsWith('variation-') ? 'stock' : undefined);
    if (kind === undefined) continue;
    const { document, held } = await read(kind, JSON.parse(text(join(FIXTURES, name))));
    assert.equal(held, undefined, name);
    if (kind !== 'order') continue;
    orders += 1;
    assertMoneyAddsUp(document as unknown as Order);
  }
  assert.ok(orders >= 4);
});

test('the checklist is read from a native order as a tester would', async () => {
  const order = JSON.parse(text(join(FIXTURES, 'order-1042.json')));
  const said: Record<string, unknown> = {};
  for (const [item, path] of Object.entries(file.checklist.order ?? {})) {
    said[item] = JSON.parse(JSON.stringify(compileExpression(path).evaluate(order) ?? null));
  }
  assert.deepEqual(said, {
    'ORD-01': '1042',
    'ORD-02.email': 'dana.reyes@example.com',
    'ORD-02.name': 'Reyes Tools LLC',
    'ORD-02.phone': '+15125550100',
    'ORD-02.ship_to': 'Sam Ito, 880 Dock St, 78664, Round Rock, US',
    'ORD-03.items': ['HX-BOLT-M8', 'DRILL-18V-KIT'],
    'ORD-03.names': ['Hex Bolt M8 - Box of 50', 'Cordless Drill 18V Kit'],
    'ORD-04.quantities': ['10', '1'],
    'ORD-04.unit_prices': ['4.50', '129.00'],
    'ORD-05.method': 'flat_rate:2',
    'ORD-05.cost': '12.00',
    'ORD-06.total': '182.09',
    'ORD-06.tax': '13.49',
    'ORD-07.codes': ['spring10'],
    'ORD-07.discount': '17.40',
    'ORD-08.invoice_number': 'PS-INV103201',
    'ORD-09.method': 'stripe',
    'ORD-09.reference': 'ch_3Example1042',
    'ORD-09.paid': true,
  });
});

test('the checklist of customer, product, stock and category', async () => {
  const of = async (kind: string, fixture: string) => {
    const native = JSON.parse(text(join(FIXTURES, `${fixture}.json`)));
    const said: Record<string, unknown> = {};
    for (const [item, path] of Object.entries(file.checklist[kind] ?? {})) {
      said[item] = JSON.parse(JSON.stringify(compileExpression(path).evaluate(native) ?? null));
    }
    return said;
  };
  assert.deepEqual(await of('customer', 'customer-57'), {
    'CUS-01': 'Reyes Tools LLC',
    'CUS-02': 'dana.reyes@example.com',
    'CUS-03.billing': '12 Mill Rd, 78701, Austin, US',
    'CUS-03.shipping': '880 Dock St, 78664, Round Rock, US',
    'CUS-04': true,
    'CUS-05': 'EX-9',
    'CUS-06': true,
  });
  assert.deepEqual(await of('product', 'product-210'), {
    'PRD-01.name': 'Hex Bolt M8 - Box of 50 & washers',
    'PRD-01.description': '<p>Zinc plated.</p>',
    'PRD-01.status': 'active',
    'PRD-02.price': '4.50',
    'PRD-03.categories': ['Nuts & Bolts'],
  });
  assert.deepEqual(await of('stock', 'product-210'), { 'INV-01': '190', 'INV-02': true });
  assert.deepEqual(await of('category', 'category-17'), { 'PRD-04': 'Nuts & Bolts' });
});
