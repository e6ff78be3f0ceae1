import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { failurePacks } from './failure-packs.ts';
import { troubledCalls } from './pair-packs.ts';

const PAIR = { shop: 'woocommerce', erp: 'business-central' };
const PIPE = {
  'pipes/orders.yaml':
    'pipe: orders\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nneeds: [customer]\nrules: [money-adds-up]\n',
  'lookups/shipping-methods.csv': 'shop,erp\n*,STANDARD\n',
  'lookups/payment-methods.csv': 'shop,erp\n*,CARD\n',
};
const packsIn = (root: string, calls: number) =>
  failurePacks({ root, builtIn: BUILT_IN, shop: 'shop', erp: 'erp' }, [PAIR], { calls });

for (const shop of ['woocommerce', 'shopify'])
  test(`the shipped orders pipe from ${shop} stands every variant`, async () => {
    const { summary, refused } = await failurePacks(
      { builtIn: BUILT_IN, shop: 'shop', erp: 'erp' },
      [{ shop, erp: 'business-central' }],
      { calls: 2 },
    );
    assert.deepEqual(refused, []);
    assert.match(summary, /: \d{2,3} variants, 0 refused; left out: trouble at \d+ of \d+ calls of the shop/);
  });

test('an ERP whose orders are not recognised gets one twice when a reply is lost: refused', async () => {
  const path = 'connectors/business-central/connector.yaml';
  const written = readFileSync(join(BUILT_IN, path), 'utf8');
  const blind = written.replace(
    '$uppercase(externalDocumentNumber) = $uppercase($payload.externalDocumentNumber)',
    'false',
  );
  assert.notEqual(blind, written);
  using place = sampleProject({ ...PIPE, [path]: blind });
  const { refused } = await packsIn(place.root, 6);
  assert.match(refused.join('\n'), /reply lost after the commit at call \d+ of the erp: 2 documents in the ERP/);
});

test('a mapping that makes another order of one with nothing in a field is refused, for that field', async () => {
  const path = 'mappings/woocommerce/order.from.jsonata';
  const written = readFileSync(join(BUILT_IN, path), 'utf8');
  const careless = written.replace(
    '\n    "number": $string(number),',
    '\n    "number": $exists($given(date_paid_gmt)) ? $string(number) : "unpaid",',
  );
  assert.notEqual(careless, written);
  using place = sampleProject({ ...PIPE, [path]: careless });
  const { refused } = await packsIn(place.root, 0);
  assert.match(refused.join('\n'), /, null in date_paid_gmt: delivered, but the ERP has no document/);
});

test('pairs that are played at a time are told as those that are played one after another', async () => {
  using place = sampleProject();
  const pairs = [PAIR, { shop: 'shopify', erp: 'business-central' }, PAIR];
  const packs = (parallel: number) =>
    failurePacks({ root: place.root, builtIn: BUILT_IN, shop: 'shop', erp: 'erp' }, pairs, { calls: 1, parallel });
  assert.deepEqual(await packs(2), await packs(1));
});

test('a project without a pipe that carries orders has no packs, and says so', async () => {
  using place = sampleProject();
  assert.deepEqual(await packsIn(place.root, 1), {
    summary: 'woocommerce → business-central: none, as no pipe carries orders',
    details: [],
    refused: [],
  });
});

test('of several pairs the sum is a line, and each has one of its own', async () => {
  using place = sampleProject();
  const none = { packs: () => false };
  const packs = await failurePacks(
    { root: place.root, builtIn: BUILT_IN, shop: 'shop', erp: 'erp' },
    [PAIR, { shop: 'shopify', erp: 'business-central' }],
    { calls: 1, affected: none },
  );
  assert.deepEqual(packs, {
    summary: '0 variants over 2 pairs, 0 refused; 2 of the pairs as they stood before, no change has reached them',
    details: [
      'woocommerce → business-central: as they stood before, no change has reached them',
      'shopify → business-central: as they stood before, no change has reached them',
    ],
    refused: [],
  });
});

test('trouble is put at writes first, then at reads spread over all', () => {
  const calls = ['read', 'read', 'write', 'read', 'write', 'read'] as const;
  assert.deepEqual(troubledCalls(calls, 1), [3]);
  assert.deepEqual(troubledCalls(calls, 4), [1, 3, 5, 6]);
  assert.deepEqual(troubledCalls(calls, 9), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(troubledCalls(calls, 0), []);
});
