import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runCommand } from '../../../test/run-command.ts';
import { BUILT_IN, type TrialProject, trialProject } from '../../../test/trial-project.ts';
import { placeTrialOrder, trialSystems } from '../../../test/trial-systems.ts';
import { ManualClock } from '../../model/clock.ts';

const MAPPING = 'mappings/business-central/order.to.jsonata';
const PERSON = ['Filiberta', 'Quaglia', 'Vicolo Stretto', 'quaglia@example.com', '011 555 019'];

/** A project that has carried an order of somebody, and held one. */
async function afterARun(use: (project: TrialProject, orders: { sent: string; held: string }) => Promise<void>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  await using systems = await trialSystems(clock);
  using project = trialProject({ shopUrl: systems.shop.url, erpUrl: systems.erp.url });
  const address = {
    first_name: 'Filiberta',
    last_name: 'Quaglia',
    company: '',
    address_1: 'Vicolo Stretto 4',
    address_2: '',
    city: 'Torino',
    state: 'TO',
    postcode: '10121',
    country: 'IT',
  };
  const sent = placeTrialOrder(systems.shop.system, 1, {
    billing: { ...address, email: 'f.quaglia@example.com', phone: '+39 011 555 019' },
    shipping: address,
  });
  const held = placeTrialOrder(systems.shop.system, 2, {
    shippingLines: [{ methodId: 'camel', title: 'Camel', total: '7.50' }],
  });
  const { code, said } = await runCommand(project, ['run'], { clock });
  assert.ok(code <= 1, said);
  await use(project, { sent: String(sent.id), held: String(held.id) });
}

const command = (project: TrialProject, ...argv: readonly string[]) =>
  runCommand(project, argv, { clock: new ManualClock('2026-03-03T09:00:00.000Z') });

const play = (project: TrialProject) => command(project, 'test', '--parallel', '0', '--format', 'summary');

describe('a record of the ledger', () => {
  test('becomes a scenario that passes, without the person in it, and fails when the mapping makes something else of it', async () =>
    afterARun(async (project, { sent }) => {
      const captured = await command(project, 'capture', 'orders', sent, '--as', 'An order of one line');
      assert.equal(captured.code, 0, captured.said);
      const [feature = '', path = '', open] = captured.stdout.trim().split('\n');
      assert.deepEqual(
        [feature, path, open],
        [
          'features/captured/an-order-of-one-line.feature',
          'features/cassettes/captured/an-order-of-one-line.yaml',
          undefined,
        ],
      );
      const text = readFileSync(join(project.root, path), 'utf8');
      for (const word of PERSON) assert.ok(!text.includes(word), word);
      assert.match(text, /references:\n {4}shipment-methods:\n {6}STANDARD:/);
      assert.match(text, /state: delivered\nanswer:\n {2}id: /);
      const check = await command(project, 'check');
      assert.ok(!check.said.includes('SECRET003'), check.said);

      const passed = await play(project);
      assert.equal(passed.code, 0, passed.said);
      assert.match(passed.said, /1 scenario passed, 0 failed/);

      const mapping = readFileSync(join(BUILT_IN, MAPPING), 'utf8');
      project.write(MAPPING, mapping.replace('$shorten($line.name, 100)', "$shorten($line.name & '!', 100)"));
      const failed = await play(project);
      assert.equal(failed.code, 1);
      assert.match(
        failed.said,
        /orders makes something else of .*:\s+\/salesOrderLines\/0\/description: expected "Ceramic mug", got "Ceramic mug!"/,
      );

      const again = await command(project, 'capture', 'orders', sent, '--as', 'after the change');
      assert.match(again.said, /the pipe of today makes something else of it than was sent/);
      assert.ok(!existsSync(join(project.root, 'features/captured/after-the-change.feature')));
    }));

  test('is captured without the target as well, with what only that knows left open', async () =>
    afterARun(async (project, { sent }) => {
      const { stdout } = await command(project, 'capture', 'orders', sent, '--twin', '--offline');
      const [, path = '', open] = stdout.trim().split('\n');
      assert.equal(open, 'Whether this is what was sent cannot be told: something in it only the target knows.');
      assert.match(readFileSync(join(project.root, path), 'utf8'), /shipmentMethodId: ‹shipment-methods STANDARD›/);
      const passed = await play(project);
      assert.equal(passed.code, 0, passed.said);
    }));

  test('that was held is held to its reason', async () =>
    afterARun(async (project, { held }) => {
      const { code, said } = await command(project, 'capture', 'orders', held, '--twin');
      assert.equal(code, 0, said);
      const passed = await play(project);
      assert.equal(passed.code, 0, passed.said);
      project.write('lookups/shipping-methods.csv', 'shop,erp\nflat_rate,STANDARD\ncamel,EXPRESS\n');
      const failed = await play(project);
      assert.match(failed.said, /it was held \(translation-missing\) and would be sent now/);
    }));

  test('is not written over, and a file that is cut off is told', async () =>
    afterARun(async (project, { sent }) => {
      const [, path = ''] = (await command(project, 'capture', 'orders', sent, '--twin')).stdout.trim().split('\n');
      assert.match((await command(project, 'capture', 'orders', sent, '--twin')).said, /exists: say another name/);
      assert.match((await command(project, 'capture', 'orders', 'nobody')).said, /no record with the key or label/);
      const text = readFileSync(join(project.root, path), 'utf8');
      writeFileSync(join(project.root, path), text.replace(/\.\.\.\n$/, ''));
      const cut = await play(project);
      assert.equal(cut.code, 1);
      assert.match(cut.said, /it is cut off/);
      writeFileSync(join(project.root, path), text.replace('pipe: orders', 'pip: orders'));
      assert.match((await play(project)).said, /"pip" is not known here/);
    }));
});
