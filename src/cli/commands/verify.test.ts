import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleProject } from '../../../test/sample-project.ts';
import { ManualClock } from '../../model/clock.ts';
import { canDeployCommand } from './can-deploy.ts';
import { verifyCommand } from './verify.ts';

const IDS = ['ORD-01', 'ORD-02', 'ORD-03', 'ORD-04', 'ORD-05', 'ORD-06', 'ORD-07', 'ORD-09', 'ORD-10'];
const OPERATIONS = ['OPS-01', 'OPS-02', 'OPS-03', 'OPS-04', 'OPS-05'];

const feature = (tags: readonly string[], quantity: string) => `Feature: Orders
  ${tags.map((id) => `@${id}`).join(' ')}
  Scenario: An order of one line
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
    And Giulia has an account in the shop
    When Giulia orders:
      | MUG-01 | 2 |
    And the orders are carried over
    Then the order in the ERP shows:
      | items      | MUG-01      |
      | quantities | ${quantity} |
`;

// In this thread, which has everything loaded.
const ARGS = { parallel: '0', 'pack-calls': '1', report: 'out', format: 'pretty' };

const project = (tags: readonly string[], quantity = '2') =>
  sampleProject({
    'pipes/orders.yaml':
      'pipe: orders\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nneeds: [customer]\nrules: [money-adds-up]\n',
    'lookups/shipping-methods.csv': 'shop,erp\n*,STANDARD\n',
    'lookups/payment-methods.csv': 'shop,erp\n*,CARD\n',
    'features/orders.feature': feature(tags, quantity),
  });

test('what passes is written down, may be deployed, and may not any more after one byte', async () => {
  using place = project([...IDS, ...OPERATIONS]);
  const { code, stdout, stderr } = await runCommand(verifyCommand, ARGS, { cwd: place.root });
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /features +passed +1 scenario over 1 pair, 0 failed/);
  assert.match(
    stdout,
    /failure-packs +passed +woocommerce → business-central: \d+ variants, 0 refused; left out: trouble at/,
  );
  const written = JSON.parse(readFileSync(join(place.root, 'verification.json'), 'utf8'));
  assert.deepEqual(written.scenarios, [
    {
      name: 'An order of one line',
      file: 'features/orders.feature',
      line: 3,
      items: [...IDS, ...OPERATIONS],
      runs: [{ verdict: 'passed', last_pass: written.verified_at, pairs: ['woocommerce → business-central'] }],
    },
  ]);
  assert.match(readFileSync(join(place.root, 'out/report.html'), 'utf8'), /An order of one line/);
  assert.match(
    readFileSync(join(place.root, 'out/junit.xml'), 'utf8'),
    /<testsuite name="features\/orders\.feature" tests="1" failures="0">/,
  );
  const deploy = () => runCommand(canDeployCommand, {}, { cwd: place.root });
  assert.equal((await deploy()).code, 0);
  appendFileSync(join(place.root, 'lookups/payment-methods.csv'), ' ');
  assert.equal((await deploy()).code, 1);
});

test('what fails is told in the tester’s words, and blocks', async () => {
  using place = project([...IDS, ...OPERATIONS], '3');
  const { code, stdout } = await runCommand(verifyCommand, { ...ARGS, format: 'github' }, { cwd: place.root });
  assert.equal(code, 1);
  assert.match(stdout, /^::error file=features\/orders\.feature,line=3,title=An order of one line/m);
  assert.match(stdout, /expected {2}3\n +but is {4}2\n/);
  assert.match(stdout, /✗ features: ORD-01 fails: An order of one line/);
  const { code: deploy, stdout: said } = await runCommand(canDeployCommand, {}, { cwd: place.root });
  assert.equal(deploy, 1);
  assert.match(said, /features: ORD-01 fails/);
});

test('packs that put trouble nowhere are no packs', async () => {
  using place = project([...IDS, ...OPERATIONS]);
  const { code, stderr } = await runCommand(verifyCommand, { ...ARGS, 'pack-calls': '0' }, { cwd: place.root });
  assert.equal(code, 3);
  assert.match(stderr, /--pack-calls 0 puts trouble nowhere/);
});

test('a feature file that cannot be read is no silent green', async () => {
  using place = project([...IDS, ...OPERATIONS]);
  place.write({
    'features/broken.feature': 'Feature: broken\n  Scenario: x\n    Given something\n    Gvien nothing\n',
    'features/empty.feature': 'Feature: empty\n  Scenario: y\n    Gvien nothing\n',
  });
  const { code, stdout } = await runCommand(verifyCommand, ARGS, { cwd: place.root });
  assert.equal(code, 1);
  assert.match(stdout, /features\/broken\.feature:4 the feature can be read\n.*Gvien nothing/);
  assert.match(stdout, /features\/empty\.feature:2 the feature can be read\n +"y" has no steps/);
});

test('--changed plays what a change can have reached, and keeps the rest', async () => {
  using place = project([...IDS, ...OPERATIONS]);
  const written = () => JSON.parse(readFileSync(join(place.root, 'verification.json'), 'utf8'));
  const passOf = () => written().scenarios[0].runs[0];
  const packs = (): string =>
    written().stages.find(({ stage }: { stage: string }) => stage === 'failure-packs').summary;
  const verify = async (minutes: number, changed = true) => {
    const clock = new ManualClock(new Date(Date.UTC(2026, 2, 2, 9, minutes)).toISOString());
    const { code } = await runCommand(verifyCommand, { ...ARGS, changed }, { cwd: place.root, clock });
    return code;
  };
  assert.equal(await verify(0, false), 0);
  assert.equal(await verify(1), 0, 'nothing was changed');
  assert.equal(passOf().last_pass, '2026-03-02T09:00:00.000Z');
  assert.match(packs(), /: as they stood before/);
  appendFileSync(join(place.root, 'pipes/orders.yaml'), '\n');
  assert.equal(await verify(2), 0, 'a pipe was changed: everything is played');
  assert.equal(passOf().last_pass, '2026-03-02T09:02:00.000Z');
  assert.match(packs(), /\d+ variants, 0 refused/);
  place.write({ 'mappings/business-central/order.to.jsonata': '{}' });
  assert.equal(await verify(3), 1, 'a mapping was broken');
  assert.equal(passOf().verdict, 'failed');
});

test('a step that does not exist is told with the nearest one', async () => {
  using place = project([...IDS, ...OPERATIONS]);
  place.write({ 'features/orders.feature': feature(IDS, '2').replace('orders are carried', 'orders are caried') });
  const { code, stdout } = await runCommand(verifyCommand, ARGS, { cwd: place.root });
  assert.equal(code, 1);
  assert.match(
    stdout,
    /there is no step "the orders are caried over"; the nearest is:\n +When the orders are carried over/,
  );
});

test('a project without scenarios is blocked by every item', async () => {
  using place = sampleProject();
  const { code, stdout } = await runCommand(verifyCommand, ARGS, { cwd: place.root });
  assert.equal(code, 1);
  for (const id of OPERATIONS) assert.match(stdout, new RegExp(`✗ features: ${id} has no scenario that ran`));
});
