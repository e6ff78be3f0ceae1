import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { after, describe, test } from 'node:test';
import type { KnownPair } from './applicability.ts';
import { shippedPairs } from './known-pairs.ts';
import { runFeatures } from './run-features.ts';

const BUILT_IN = resolve(import.meta.dirname, '../../..');
const root = mkdtempSync(join(tmpdir(), 'pipewright-features-'));
after(() => rmSync(root, { recursive: true, force: true }));

const ORDER = `
    Given the shop and the ERP sell:
      | SKU    | name | price |
      | MUG-01 | Mug  | 12.50 |
    When Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over`;

/** Two of them: one shop that counts what it has shipped, and one that does not. */
const PAIRS = shippedPairs(BUILT_IN).filter(
  ({ shop, erp }) => ['woocommerce', 'shopify'].includes(shop) && erp === 'business-central',
);

async function play(feature: string, pairs: readonly KnownPair[] = PAIRS, overHttp = false) {
  const folder = mkdtempSync(join(root, 'project-'));
  mkdirSync(join(folder, 'features'));
  writeFileSync(join(folder, 'features/one.feature'), `Feature: one\n${feature}\n`);
  let said = '';
  const out = new Writable({
    write: (chunk, _, done) => {
      said += String(chunk);
      done();
    },
  });
  const result = await runFeatures({
    root: folder,
    place: { builtIn: BUILT_IN, scratch: folder, shop: 'shop', erp: 'erp', overHttp },
    pairs,
    features: ['features'],
    tags: '',
    names: [],
    parallel: 0,
    formats: ['progress', `message:${join(folder, 'messages.ndjson')}`],
    stdout: out,
    stderr: out,
    env: {},
  });
  return { result, said };
}

describe('scenarios', () => {
  test('about Pipewright itself are played once, about the shop alone once a shop, and the others say with whom', async () => {
    const pairs = shippedPairs(BUILT_IN).filter(
      ({ shop, erp }) => ['woocommerce', 'magento'].includes(shop) && ['netsuite', 'acumatica'].includes(erp),
    );
    const { result } = await play(
      `  @once\n  Scenario: engine${ORDER}\n  @once:shop\n  Scenario: shop${ORDER}`,
      pairs.toSorted((one, other) => one.shop.localeCompare(other.shop) || one.erp.localeCompare(other.erp)),
    );
    assert.deepEqual(result.played.map(({ name }) => name).toSorted(), [
      'engine [magento → acumatica]',
      'shop [magento → acumatica]',
      'shop [woocommerce → acumatica]',
    ]);
    assert.deepEqual(
      result.stoodFor.map(({ pair, why }) => `${pair.shop}+${pair.erp} ${why}`),
      [
        'magento+netsuite is about Pipewright itself: played once, with magento → acumatica',
        'woocommerce+acumatica is about Pipewright itself: played once, with magento → acumatica',
        'woocommerce+netsuite is about Pipewright itself: played once, with magento → acumatica',
        'magento+netsuite is about magento alone: played once, with magento → acumatica',
        'woocommerce+netsuite is about woocommerce alone: played once, with woocommerce → acumatica',
      ],
    );
  });

  test('are played for every pair, and reports tell them apart', async () => {
    const { result, said } = await play(`  Scenario: it arrives${ORDER}
    Then the order in the ERP shows:
      | quantities | 2 |`);
    assert.equal(result.success, true, said);
    assert.deepEqual(result.played.map(({ name }) => name).sort(), [
      'it arrives [shopify → business-central]',
      'it arrives [woocommerce → business-central]',
    ]);
  });

  test('reach their twins by sockets where that is asked for, and in memory otherwise', async () => {
    let requests = 0;
    const count = () => {
      requests += 1;
    };
    subscribe('http.server.request.start', count);
    const scenario = `  Scenario: it arrives${ORDER}
    Then the ERP has the order exactly once`;
    const inMemory = await play(scenario);
    assert.deepEqual([inMemory.result.success, requests], [true, 0], inMemory.said);
    const overHttp = await play(scenario, PAIRS, true);
    unsubscribe('http.server.request.start', count);
    assert.equal(overHttp.result.success, true, overHttp.said);
    assert.ok(requests > 10, `${requests} requests`);
  });

  test('that do not find what they expect say both, the native path and where it comes from', async () => {
    const { result, said } = await play(`  Scenario: it arrives${ORDER}
    Then the order in the ERP shows:
      | quantities | 3     |
      | total      | 30.50 |`);
    assert.equal(result.success, false);
    assert.match(said, /quantities\s+expected {2}3\s+but is {4}2\s+ORD-04\.quantities, at \[salesOrderLines/);
    assert.match(
      said,
      /sent salesOrderLines\[0\]\.quantity 2 by mappings\/business-central\/order\.to\.jsonata:\d+ from lines\[0\]/,
    );
    assert.doesNotMatch(said, /^\s+total$/m);
  });

  test('in which something was to go wrong and never did fail, however well the rest went', async () => {
    const trouble = `  Scenario: it arrives
    Given the ERP creates the next order but its answer is lost${ORDER.replace('Given', 'And')}`;
    const lost = await play(
      `${trouble}\n    And the orders are carried over\n    Then the ERP has the order exactly once`,
    );
    assert.equal(lost.result.success, true, lost.said);
    const hollow = await play(
      trouble.replace('And the orders are carried over', 'Then the ERP does not have the order'),
    );
    assert.equal(hollow.result.success, false);
    assert.match(
      hollow.said,
      /business-central was to get a request wrong, and no such request came \(cut-after-commit: POST/,
    );
  });

  test('with an unknown step fail and are told the nearest', async () => {
    const { result } = await play(`  Scenario: it arrives${ORDER}
    Then the ERP have the order exactly once`);
    assert.equal(result.success, false);
    assert.deepEqual(
      result.unknown.map(({ uri, line, nearest }) => [uri, line, nearest]),
      [['features/one.feature', 9, 'Then the ERP has the order exactly once']],
    );
  });

  test('that apply to no pair, though nobody says that they cannot, fail the run', async () => {
    const { result } = await play(`  @needs:counts-shipped
  Scenario: counted${ORDER}
    Then the ERP has the order exactly once`);
    assert.deepEqual([result.success, result.played.length, result.notApplicable.length], [true, 1, 1]);
    const SHOWN = `  Scenario: shown${ORDER}
    Then Ana in the ERP shows:
      | taxed | yes |`;
    const { result: declared } = await play(SHOWN);
    assert.deepEqual([declared.played.length, declared.notApplicable.length, declared.homeless.length], [0, 2, 0]);
    const silent = PAIRS.map(({ connectors, ...pair }) => ({
      ...pair,
      connectors: { ...connectors, erp: { ...connectors.erp, gaps: {} } },
    }));
    const { result: none } = await play(SHOWN, silent);
    assert.equal(none.success, false);
    assert.deepEqual(
      none.homeless.map(({ scenario }) => scenario),
      ['shown'],
    );
  });
});
