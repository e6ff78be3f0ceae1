import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { after, test } from 'node:test';
import { shippedPairs } from '../src/qa/test-run/known-pairs.ts';
import { runFeatures } from '../src/qa/test-run/run-features.ts';

/** A mistake as people make it, put into a shipped mapping by hand. */
interface Defect {
  readonly name: string;
  readonly mapping: string;
  readonly instead: readonly [right: string, wrong: string];
  /** The checklist item or known trouble whose scenarios are played. */
  readonly tag: string;
  /** The scenario that has to fail, whose name says what broke. */
  readonly scenario: string;
}

const TO_ERP = 'mappings/business-central/order.to.jsonata';
const FROM_SHOP = 'mappings/woocommerce/order.from.jsonata';

const DEFECTS: readonly Defect[] = [
  {
    name: 'the billing address is written as the shipping address',
    mapping: TO_ERP,
    instead: ['$fit(shipping_address.line1,', '$fit(billing_address.line1,'],
    tag: '@U07',
    scenario: "A gift goes to another address, and the customer's own stays",
  },
  {
    name: 'the coupon is dropped',
    mapping: FROM_SHOP,
    instead: ['$coupons := $listOf(coupon_lines)', '$coupons := []'],
    tag: '@M09',
    scenario: 'A percentage coupon arrives with its code and its amount',
  },
  {
    name: 'the tax on shipping is not summed',
    mapping: FROM_SHOP,
    instead: ['$taxTotal := $rounded(total_tax)', '$taxTotal := $rounded($moneySum([line_items.total_tax]))'],
    tag: '@M11',
    scenario: 'The tax on shipping is part of the total, and shipping has its own line',
  },
  {
    name: 'the shipping method is not mapped',
    mapping: TO_ERP,
    instead: ["'shipmentMethodId': $count($methods) = 1 ? $reference('shipment-methods', $methods[0]),", ''],
    tag: '@ORD-05',
    scenario: 'The way of shipping is translated and its cost carried over: express',
  },
  {
    name: 'the quantity is off by one',
    mapping: FROM_SHOP,
    instead: ['$quantity := $decimal($item.quantity)', '$quantity := $moneyAdd($item.quantity, "1")'],
    tag: '@X07',
    scenario: 'Each line has its own item, variant, quantity and price',
  },
  {
    name: 'the PO number is dropped',
    mapping: TO_ERP,
    instead: ["$comment('PO number', po_number),", ''],
    tag: '@U09',
    scenario: 'A PO number arrives exactly as it was typed',
  },
  {
    name: 'the price is taken instead of the discounted price',
    mapping: FROM_SHOP,
    instead: ['{ $decimal($part.total) }', '{ $decimal($exists($part.subtotal) ? $part.subtotal : $part.total) }'],
    tag: '@M01',
    scenario: 'The coupon is taken off before the tax',
  },
  {
    name: 'amounts are rounded to ten cents, not to one',
    mapping: TO_ERP,
    instead: ['$digits := $currencyDigits(currency)', '$digits := 1'],
    tag: '@M26',
    scenario: 'Half a cent of tax is rounded up',
  },
  {
    name: 'the e-mail of a customer is taken from the billing address, not from the account',
    mapping: 'mappings/woocommerce/customer.from.jsonata',
    instead: ['$email := $oneLine(email)', '$email := $oneLine(billing.email)'],
    tag: '@CUS-07',
    scenario: 'Who changes the e-mail stays the same customer',
  },
  {
    name: 'stock below nothing is not held at nothing',
    mapping: 'mappings/woocommerce/stock.to.jsonata',
    instead: ['\n          : 0\n', '\n          : $whole\n'],
    tag: '@I06',
    scenario: 'Less than nothing is nothing',
  },
];

const BUILT_IN = resolve(import.meta.dirname, '..');
const PAIRS = shippedPairs(BUILT_IN).filter(({ shop, erp }) => shop === 'woocommerce' && erp === 'business-central');
const scratch = mkdtempSync(join(tmpdir(), 'pipewright-defects-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Names of the scenarios that failed, without their pair. */
async function failing(tags: string, edited: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { played } = await runFeatures({
    root: BUILT_IN,
    place: { builtIn: BUILT_IN, scratch, shop: 'shop', erp: 'erp', edited },
    pairs: PAIRS,
    features: ['features'],
    tags,
    names: [],
    parallel: 0,
    formats: ['summary'],
    stdout: nowhere(),
    stderr: nowhere(),
    env: {},
  });
  assert.ok(played.length > 0, `nothing is played for ${tags}`);
  return played.flatMap(({ passed, name }) => (passed ? [] : [name.replace(/ \[[^\]]*\]$/, '')]));
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

test('without a defect every scenario that is to catch one passes', async () => {
  assert.deepEqual(await failing(DEFECTS.map(({ tag }) => tag).join(' or '), {}), []);
});

for (const { name, mapping, instead, tag, scenario } of DEFECTS)
  test(`${name}: "${scenario}" fails`, async () => {
    const source = readFileSync(join(BUILT_IN, mapping), 'utf8');
    const [right, wrong] = instead;
    assert.equal(source.split(right).length, 2, `${mapping} says ${right} once`);
    const failed = await failing(tag, { [mapping]: source.replace(right, () => wrong) });
    assert.ok(failed.includes(scenario), `it is not caught; what fails is ${failed.join(', ') || 'nothing'}`);
  });
