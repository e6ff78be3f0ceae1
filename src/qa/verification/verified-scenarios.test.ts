import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScenarioNotPlayed, ScenarioRun } from './scenario-run.ts';
import { notPlayedOf, runsOf, scenariosLeftOut, verifiedScenarios } from './verified-scenarios.ts';

const NOW = '2026-03-02T09:00:00.000Z';
const run = (change: Partial<ScenarioRun> = {}): ScenarioRun => ({
  name: 'a coupon',
  file: 'features/coupons.feature',
  line: 4,
  pair: 'woocommerce → acumatica',
  tags: ['@ORD-07', '@mine'],
  verdict: 'passed',
  pipes: [],
  fixtures: [],
  ...change,
});

test('a scenario stands once, with pairs for which it ended alike together', () => {
  const failed = run({ pair: 'magento → acumatica', verdict: 'failed' });
  const replayed = run({ pair: 'shopify → acumatica', fixtures: ['features/cassettes/shopify/one.yaml'] });
  const runs = [run(), run({ pair: 'shopify → sage' }), failed, replayed];
  assert.deepEqual(verifiedScenarios(runs, [], NOW), [
    {
      name: 'a coupon',
      file: 'features/coupons.feature',
      line: 4,
      items: ['ORD-07'],
      runs: [
        { verdict: 'failed', pairs: ['magento → acumatica'] },
        {
          verdict: 'passed',
          last_pass: NOW,
          fixtures: ['features/cassettes/shopify/one.yaml'],
          pairs: ['shopify → acumatica'],
        },
        { verdict: 'passed', last_pass: NOW, pairs: ['shopify → sage', 'woocommerce → acumatica'] },
      ],
    },
  ]);
});

test('what is kept does not tell in which order workers ended', () => {
  const runs = [run({ line: 12 }), run(), run({ pair: 'a → b' }), run({ file: 'features/a.feature', line: 90 })];
  const left = runs.map(({ name, file, pair = '', tags }) => ({
    name,
    file,
    pair,
    tags,
    reason: 'x',
    stoodFor: false,
  }));
  assert.deepEqual(verifiedScenarios(runs.toReversed(), [], NOW), verifiedScenarios(runs, [], NOW));
  assert.deepEqual(scenariosLeftOut(left.toReversed()), scenariosLeftOut(left));
});

test('what is kept is read back run by run, also where no pair plays and for rows of an outline', () => {
  const runs = [run(), run({ pair: undefined, line: 9 }), run({ line: 12, verdict: 'failed' })];
  const back = runsOf({ scenarios: verifiedScenarios(runs, [], NOW) });
  const told = ({ line, pair, verdict, tags }: ScenarioRun) => ({ line, pair, verdict, tags });
  assert.deepEqual(
    back.map(told),
    runs.map((each) => told({ ...each, tags: ['@ORD-07'] })),
  );
});

test('what fails now keeps the time when it last passed for the same pair', () => {
  const earlier = '2026-02-01T09:00:00.000Z';
  const before = [run({ lastPass: earlier })];
  const now = [run({ verdict: 'failed' }), run({ verdict: 'failed', pair: 'shopify → sage' })];
  assert.deepEqual(
    verifiedScenarios(now, before, NOW)[0]?.runs.map((each) => [each.last_pass, ...each.pairs]),
    [
      [undefined, 'shopify → sage'],
      [earlier, 'woocommerce → acumatica'],
    ],
  );
});

test('what was left out stands once for each reason, and is read back pair by pair', () => {
  const left = (pair: string, reason: string, stoodFor = false): ScenarioNotPlayed => ({
    name: 'a certificate',
    file: 'features/tax.feature',
    pair,
    tags: ['@CUS-05'],
    reason,
    stoodFor,
  });
  const given = [left('a → b', 'a has no field'), left('a → c', 'a has no field'), left('d → b', 'played once', true)];
  const kept = scenariosLeftOut(given);
  assert.deepEqual(
    kept.map(({ reason, pairs, stood_for: stoodFor }) => [reason, pairs, stoodFor]),
    [
      ['a has no field', ['a → b', 'a → c'], undefined],
      ['played once', ['d → b'], true],
    ],
  );
  assert.deepEqual(notPlayedOf({ not_played: kept }), given);
});
