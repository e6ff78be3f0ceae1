import assert from 'node:assert/strict';
import test from 'node:test';
import type { VerificationFile, VerifiedItem } from '../../model/config.generated.ts';
import { hashOfAll } from '../verification/configuration.ts';
import { sampleVerification } from '../verification/sample-verification.support.ts';
import type { ScenarioNotPlayed, ScenarioRun } from '../verification/scenario-run.ts';
import { scenariosLeftOut, verifiedScenarios } from '../verification/verified-scenarios.ts';
import { groupedReasons } from './grouped-reasons.ts';
import { matrixPage } from './matrix-page.ts';
import { outdatedSince } from './outdated.ts';
import { type OutdatedBy, pairMatrix, pairsOfVerification } from './pair-matrix.ts';

const WOO = { shop: 'woocommerce', erp: 'business-central' };
const SHOPIFY = { shop: 'shopify', erp: 'business-central' };
const PAIRS = [WOO, SHOPIFY];
const FILE = 'features/orders.feature';
const FILES = {
  'pipes/orders.yaml': 'a',
  'mappings/shopify/order.from.jsonata': 'a',
  'mappings/shopify/order.from.cases.yaml': 'a',
  'features/orders.feature': 'a',
  'features/other.feature': 'a',
};

const ran = (shop: string, verdict: 'passed' | 'failed' = 'passed'): ScenarioRun => ({
  name: 'a coupon',
  file: FILE,
  line: 4,
  pair: `${shop} → business-central`,
  tags: ['@ORD-07', '@CUS-05', '@OPS-03', '@INV-04'],
  verdict,
  pipes: [],
  fixtures: [],
});
const left = (shop: string, reason: string, stoodFor = false): ScenarioNotPlayed => ({
  name: 'a coupon',
  file: FILE,
  pair: `${shop} → business-central`,
  tags: ['@CUS-05', '@OPS-03'],
  reason,
  stoodFor,
});

/** An item with what ran and what was left out for it. */
interface Told extends VerifiedItem {
  readonly scenarios: readonly ScenarioRun[];
  readonly not_played?: readonly ScenarioNotPlayed[];
}

const verification = (...told: readonly Told[]): VerificationFile =>
  sampleVerification({
    hash: hashOfAll('0.1.0', FILES),
    files: FILES,
    items: told.map(({ scenarios: _ran, not_played: _left, ...item }) => item),
    scenarios: verifiedScenarios(
      told.flatMap(({ scenarios }) => scenarios),
      [],
      '2026-03-02T09:00:00.000Z',
    ),
    not_played: scenariosLeftOut(told.flatMap(({ not_played: notPlayed = [] }) => notPlayed)),
  });

const cells = (item: Told, outdatedBy?: OutdatedBy) =>
  pairMatrix(verification(item), PAIRS, [item.id], outdatedBy).flatMap((row) =>
    row.cells.map(({ verdict, reasons, scenarios }) => ({ verdict, reasons, scenarios })),
  );

test('only the pair that scenarios ran for is verified', () => {
  assert.deepEqual(cells({ id: 'ORD-07', verdict: 'passed', scenarios: [ran('woocommerce')] }), [
    { verdict: 'verified', reasons: [], scenarios: 1 },
    { verdict: 'missing', reasons: ['no scenario ran for this pair'], scenarios: 0 },
  ]);
});

test('one scenario that fails is red, whatever else passes, and is named', () => {
  const [woo] = cells({
    id: 'ORD-07',
    verdict: 'failed',
    scenarios: [ran('woocommerce'), ran('woocommerce', 'failed')],
  });
  assert.deepEqual(woo, { verdict: 'failed', reasons: [`a coupon (${FILE}:4)`], scenarios: 2 });
});

test('what a system cannot do is told by its own reason, once', () => {
  const [woo, shopify] = cells({
    id: 'CUS-05',
    verdict: 'passed',
    scenarios: [ran('shopify')],
    not_played: [left('woocommerce', 'no field'), left('woocommerce', 'no field')],
  });
  assert.deepEqual(woo, { verdict: 'not-applicable', reasons: ['no field'], scenarios: 0 });
  assert.equal(shopify?.verdict, 'verified');
});

test('what another pair has shown is not green', () => {
  const [, shopify] = cells({
    id: 'OPS-03',
    verdict: 'passed',
    scenarios: [ran('woocommerce')],
    not_played: [left('shopify', 'played once', true)],
  });
  assert.equal(shopify?.verdict, 'shown-elsewhere');
});

test('open and waived items are never green, also where scenarios pass', () => {
  for (const verdict of ['pending', 'waived'] as const)
    assert.deepEqual(cells({ id: 'INV-04', verdict, reason: 'not yet', scenarios: [ran('woocommerce')] })[0], {
      verdict,
      reasons: ['not yet'],
      scenarios: 1,
    });
});

test('without a verification nothing is green, with the reason', () => {
  assert.deepEqual(
    pairMatrix(undefined, PAIRS, ['ORD-01']).flatMap((row) => row.cells.map(({ verdict }) => verdict)),
    ['missing', 'missing'],
  );
});

const BOTH: Told = { id: 'ORD-07', verdict: 'passed', scenarios: [ran('woocommerce'), ran('shopify')] };
const after = (...paths: readonly string[]) =>
  cells(
    BOTH,
    outdatedSince(
      verification(BOTH),
      { hash: '', engine: '0.1.0', files: { ...FILES, ...Object.fromEntries(paths.map((path) => [path, 'b'])) } },
      new Map(['woocommerce', 'shopify', 'business-central'].map((system) => [system, [system]])),
    ),
  ).map(({ verdict }) => verdict);

test('what was changed since makes exactly the pairs and features outdated that it can reach', () => {
  assert.deepEqual(after(), ['verified', 'verified']);
  assert.deepEqual(after('mappings/shopify/order.from.jsonata'), ['verified', 'outdated']);
  assert.deepEqual(after('pipes/orders.yaml'), ['outdated', 'outdated']);
  assert.deepEqual(after(FILE), ['outdated', 'outdated']);
  assert.deepEqual(after('features/other.feature', 'mappings/shopify/order.from.cases.yaml'), ['verified', 'verified']);
});

test('another engine, or a verification that was edited by hand, speaks of nothing any more', () => {
  const now = { hash: '', engine: '0.2.0', files: FILES };
  assert.match(
    cells(BOTH, outdatedSince(verification(BOTH), now, new Map()))[0]?.reasons[0] ?? '',
    /which is 0\.2\.0 now/,
  );
  const edited = { ...verification(BOTH), hash: '0'.repeat(64) };
  assert.match(
    cells(BOTH, outdatedSince(edited, { ...now, engine: '0.1.0' }, new Map()))[0]?.reasons[0] ?? '',
    /was edited/,
  );
});

test('a reason that holds for every pair is told once', () => {
  const rows = pairMatrix(verification({ id: 'INV-04', verdict: 'pending', reason: 'not yet', scenarios: [] }), PAIRS, [
    'INV-04',
  ]);
  assert.deepEqual(groupedReasons(rows), [
    { item: 'INV-04', verdict: 'pending', reason: 'not yet', pairs: 'every pair' },
  ]);
});

test('the page has a row for each pair of the verification, and the reasons', () => {
  const file = verification(BOTH, { id: 'INV-04', verdict: 'pending', reason: 'not | yet', scenarios: [] });
  assert.deepEqual(pairsOfVerification(file), PAIRS.toReversed());
  const page = matrixPage(file);
  assert.match(page, /^\| shopify → business-central \| – \| – \| – \| – \| – \| – \| ✓ \| – \| – \| – \|$/m);
  assert.match(page, /^\| INV-04 \| every pair \| pending \| not \\\| yet \|$/m);
});
