import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { projectPair } from '../test-run/known-pairs.ts';
import { playScenarios } from '../verification/play-scenarios.ts';
import { mutateByScenarios } from './mutate-by-scenarios.ts';
import { whoShouldHave } from './who-should-have.ts';

const PIPE = `pipe: orders
from: { connection: shop, read: order }
to: { connection: erp, write: order }
needs: [customer]
rules: [money-adds-up]
`;
const FEATURE = `Feature: orders
  @ORD-05
  Scenario: An order arrives
    Given the shop and the ERP sell:
      | SKU    | name | price |
      | MUG-01 | Mug  | 12.50 |
    When Ana orders:
      | MUG-01   | 2        |
      | shipping | standard |
    And the orders are carried over
    Then the order in the ERP shows:
      | shipping method | standard |
`;

test('mistakes in pipes and lookups are caught by the scenarios that run them; who should have caught the others is named', async () => {
  using folder = sampleProject({
    'pipes/orders.yaml': PIPE,
    'lookups/shipping-methods.csv': 'shop,erp\nflat_rate,STANDARD\nown_way,PARCEL\n',
    'lookups/payment-methods.csv': 'shop,erp\n',
  });
  mkdirSync(join(folder.root, 'features'));
  writeFileSync(join(folder.root, 'features/one.feature'), FEATURE);
  const project = loadProject({ root: folder.root, builtIn: BUILT_IN });
  const { pair, shop, erp } = projectPair(project);
  const setting = { place: { root: folder.root, shop, erp }, pairs: [pair], parallel: 0, env: {}, now: 0 };
  const { runs } = await playScenarios(project, setting);
  assert.deepEqual(
    runs.map(({ verdict, pipes, failure }) => [verdict, pipes, failure]),
    [['passed', ['orders'], undefined]],
  );
  const files = await mutateByScenarios(project, setting, runs);
  const pipe = files.find(({ kind }) => kind === 'pipe');
  const lookup = files.find(({ file }) => file === 'lookups/shipping-methods.csv');
  const left = pipe?.survivors.map(({ says }) => says);
  assert.deepEqual([pipe?.kind, pipe?.file, left], ['pipe', 'pipes/orders.yaml', ['without the rule money-adds-up']]);
  assert.ok(lookup?.survivors.some(({ says }) => says === 'own_way,PARCEL: the row is missing'));
  assert.ok(!lookup?.survivors.some(({ says }) => says === 'flat_rate,STANDARD: the row is missing'));
  const [survivor] = lookup?.survivors ?? [];
  assert.equal(
    survivor && whoShouldHave(survivor, runs),
    '"An order arrives" (features/one.feature:3) should, as it shows ORD-05',
  );
  assert.equal(whoShouldHave({ items: ['ORD-06'] }, runs), 'no scenario shows ORD-06');
});
