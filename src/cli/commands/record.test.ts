import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type CommandResult, runCommand } from '../../../test/run-command.ts';
import { BUILT_IN, type TrialProject, trialProject } from '../../../test/trial-project.ts';
import { ForbearingClock } from '../../qa/scenario/forbearing-clock.ts';
import { type ServedTwin, serveTwins } from '../../twin/serve-twins.ts';
import type { WooCommerceTwin } from '../../twin/woocommerce/woocommerce-twin.ts';

const clock = new ForbearingClock('2026-03-02T09:00:00.000Z');
let twins: readonly ServedTwin[];
let project: TrialProject;
let key: string;
before(async () => {
  twins = await serveTwins(['woocommerce', 'business-central'], { port: 0, orders: 3, faults: [], clock });
  project = trialProject({ shopUrl: twins[0]?.running.url ?? '', erpUrl: twins[1]?.running.url ?? '' });
  const shop = twins[0]?.running.system;
  assert.ok(shop !== undefined);
  key = String((shop as WooCommerceTwin).orders[0]?.id);
});
after(async () => {
  project.remove();
  await Promise.all(twins.map(({ running }) => running.close()));
});

const run = (...argv: string[]): Promise<CommandResult> => runCommand(project, argv, { clock });
const cassette = (system: string, name: string): string =>
  readFileSync(join(project.root, `features/cassettes/${system}/${name}.yaml`), 'utf8');

test('the whole way writes to the target, so it has to be said', async () => {
  const { code, said } = await run('record', 'orders', '--key', key);
  assert.notEqual(code, 0);
  assert.match(said, /--write/);
  assert.equal(twins[1]?.running.exchanges.length, 0);
});

test('only what is read: nothing reaches the ERP, personal data and credentials do not reach the file', async () => {
  const { code, stdout, said } = await run(
    'record',
    'orders',
    '--key',
    key,
    '--read-only',
    '--as',
    'An order, as it is',
  );
  assert.equal(code, 0, said);
  assert.match(stdout, /features\/cassettes\/woocommerce\/an-order-as-it-is\.yaml: \d+ exchanges/);
  const text = cassette('woocommerce', 'an-order-as-it-is');
  assert.match(text, /from: live\nredaction: stand-ins/);
  assert.match(text, /expires: 2026-08-29/);
  for (const original of [
    'Marta',
    'Conti',
    'marta.conti@example.com',
    'Via delle Prove',
    '5550101',
    'cs_twin',
    'ck_twin',
    '127.0.0.1',
  ])
    assert.ok(!text.includes(original), original);
  assert.equal(twins[1]?.running.exchanges.length, 0);
  const checked = await run('check');
  assert.equal(checked.code, 0, checked.said);
});

test('the whole way: both cassettes, played back before they are kept', async () => {
  const { code, stdout, said } = await run('record', 'orders', '--key', key, '--write', '--as', 'the whole way');
  assert.equal(code, 0, said);
  assert.match(stdout, /business-central\/the-whole-way\.yaml/);
  assert.match(cassette('business-central', 'the-whole-way'), /method: POST\n +path: \/salesOrders/);
});

test('both are scenarios of the project: played from the cassettes, without credentials, and red after a change of the mapping', async () => {
  const play = (at = clock) =>
    runCommand(project, ['test', 'features/recorded', '--parallel', '0', '--format', 'summary'], {
      clock: at,
      env: { SHOP_KEY: undefined, SHOP_SECRET: undefined, ERP_CLIENT: undefined, ERP_SECRET: undefined },
    });
  const before = twins[1]?.running.exchanges.length;
  const passed = await play();
  assert.equal(passed.code, 0, passed.said);
  assert.match(passed.said, /2 scenarios passed, 0 failed/);

  const mapping = 'mappings/business-central/order.to.jsonata';
  const text = readFileSync(join(BUILT_IN, mapping), 'utf8');
  project.write(mapping, text.replace('$shorten($line.name, 100)', "$shorten($line.name & '!', 100)"));
  const failed = await play();
  assert.equal(failed.code, 1);
  assert.match(failed.said, /1 scenario passed, 1 failed/);
  assert.match(
    failed.said,
    /POST \/salesOrders otherwise than in the cassette:\s+\/json\/salesOrderLines\/0\/description: expected/,
  );
  project.write(mapping, text);

  const late = await play(new ForbearingClock('2027-03-02T09:00:00.000Z'));
  assert.match(late.said, /it expired on 2026-08-29/);
  assert.equal(twins[1]?.running.exchanges.length, before);
});

test('drift: nothing at first, then a field that is gone', async () => {
  const same = await run('drift', 'orders', '--key', key, '--as', 'An order, as it is');
  assert.equal(same.code, 0, same.said);
  assert.match(same.stdout, /nothing has changed/);
  assert.equal(same.stderr, '');
  const path = 'features/cassettes/woocommerce/an-order-as-it-is.yaml';
  project.write(path, cassette('woocommerce', 'an-order-as-it-is').replace(/^( +)cart_hash: .*$/m, '$1cart_print: 5'));
  const other = await run('drift', 'orders', '--key', key, '--as', 'An order, as it is');
  assert.equal(other.code, 1, other.said);
  assert.match(other.stdout, /cart_hash new \(string\)/);
  assert.match(other.stdout, /cart_print gone \(number\)/);
});

test('drift: a connector that was changed since the recording is said, and is no drift of the system', async () => {
  const path = 'features/cassettes/business-central/the-whole-way.yaml';
  const whole = ['drift', 'orders', '--key', key, '--as', 'the whole way', '--json'];
  const text = cassette('woocommerce', 'the-whole-way');
  const shop = 'features/cassettes/woocommerce/the-whole-way.yaml';
  project.write(shop, text.replace(/^schema_hash: .*$/m, `schema_hash: ${'a'.repeat(64)}`));
  const other = await run(...whole);
  assert.match(other.stderr, /the-whole-way\.yaml: connectors\/woocommerce has been changed since it was recorded/);
  assert.ok(!other.stderr.includes(path), other.stderr);
  assert.deepEqual(
    JSON.parse(other.stdout).filter(
      (drift: { system: string; kind: string }) => drift.system === 'woocommerce' && drift.kind !== 'not-asked',
    ),
    [],
  );
  project.write(shop, text.replace(/^schema_hash: .*\n/m, ''));
  assert.match((await run(...whole)).stderr, /does not say against which description of woocommerce/);
});

test('a record that is not there, a pipe that is not there, a cassette that is not there', async () => {
  assert.match((await run('record', 'orders', '--key', '99999', '--read-only')).said, /no order with the id "99999"/);
  assert.match((await run('record', 'ordres', '--key', key, '--read-only')).said, /no pipe "ordres"/);
  assert.match((await run('drift', 'orders', '--key', key, '--as', 'never recorded')).said, /there is no such file/);
});
