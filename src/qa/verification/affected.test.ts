import assert from 'node:assert/strict';
import test from 'node:test';
import type { Capability, VerificationFile } from '../../model/config.generated.ts';
import { affectedSince, touchedBy } from './affected.ts';
import { sampleVerification } from './sample-verification.support.ts';

const FILES = {
  'pipewright.yaml': 'a',
  'pipes/orders.yaml': 'a',
  'lookups/units.csv': 'a',
  'mappings/acme/note.jsonata': 'a',
  'mappings/shopify/order.from.jsonata': 'a',
  'mappings/shopify/order.from.cases.yaml': 'a',
  'connectors/woocommerce/connector.yaml': 'a',
  'features/orders.feature': 'a',
  'features/cassettes/shopify/one.yaml': 'a',
};

const before = (verdict: 'passed' | 'blocked' = 'passed'): VerificationFile =>
  sampleVerification({
    verdict,
    files: FILES,
    stages: [{ stage: 'features', verdict, summary: '', blocking: [] }],
  });

const after = (...paths: readonly string[]) => ({
  hash: '',
  engine: '0.1.0',
  files: { ...FILES, ...Object.fromEntries(paths.map((path) => [path, 'b'])) },
});

const READ_LIKE_SHOPIFY: Capability = {
  read: 'list-orders',
  also: [],
  key: 'id',
  join: [],
  cursor: { kind: 'scan', zone: 'UTC' },
  like: 'shopify',
};
const SYSTEMS = touchedBy(
  ['shopify', 'woocommerce', 'business-central', 'lookalike'].map((connector) => ({
    connector,
    capabilities: (connector === 'lookalike' ? { 'order.read': READ_LIKE_SHOPIFY } : {}) as Record<string, Capability>,
  })),
);
const SHOPIFY = { shop: 'shopify', erp: 'business-central' };
const WOO = { shop: 'woocommerce', erp: 'business-central' };

const playedFor = (path: string) => {
  const affected = affectedSince(before(), after(path), SYSTEMS);
  return affected === undefined
    ? 'everything'
    : { shopify: affected.pair(SHOPIFY), woo: affected.pair(WOO), features: affected.features };
};

test('a mapping, connector or cassette of a system touches the pairs of that system', () => {
  for (const path of ['mappings/shopify/order.from.jsonata', 'features/cassettes/shopify/one.yaml'])
    assert.deepEqual(playedFor(path), { shopify: true, woo: false, features: [] });
  assert.deepEqual(playedFor('connectors/woocommerce/connector.yaml'), { shopify: false, woo: true, features: [] });
});

test('what a system lends touches the pairs of whoever is like it, and not the other way round', () => {
  const pair = { shop: 'lookalike', erp: 'business-central' };
  const touches = (path: string) => affectedSince(before(), after(path), SYSTEMS)?.pair(pair);
  assert.equal(touches('mappings/shopify/order.from.jsonata'), true);
  assert.equal(touches('connectors/woocommerce/connector.yaml'), false);
});

test('a feature is played for every pair, and nothing else', () => {
  assert.deepEqual(playedFor('features/orders.feature'), {
    shopify: false,
    woo: false,
    features: ['features/orders.feature'],
  });
});

test('cases of a mapping reach no scenario', () => {
  assert.deepEqual(playedFor('mappings/shopify/order.from.cases.yaml'), { shopify: false, woo: false, features: [] });
});

for (const path of [
  'pipewright.yaml',
  'pipes/orders.yaml',
  'lookups/units.csv',
  'mappings/acme/note.jsonata',
  'schemas/new.schema.json',
])
  test(`${path} reaches everything`, () => assert.equal(playedFor(path), 'everything'));

test('another engine, or a verification that did not pass, means everything', () => {
  const path = 'features/orders.feature';
  assert.equal(affectedSince(before(), { ...after(path), engine: '0.2.0' }, SYSTEMS), undefined);
  assert.equal(affectedSince(before('blocked'), after(path), SYSTEMS), undefined);
  assert.equal(affectedSince(undefined, after(path), SYSTEMS), undefined);
});
