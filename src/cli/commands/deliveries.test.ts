import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleProject } from '../../../test/sample-project.ts';
import { openSqliteLedger } from '../../ledger/sqlite/open-sqlite-ledger.ts';
import { contentHash } from '../../model/content-hash.ts';
import type { DeliveryState } from '../../model/delivery.ts';
import type { Ledger } from '../../model/ledger.ts';
import { pipeName, recordKey } from '../../model/names.ts';
import { deliveriesCommand } from './deliveries.ts';
import { statusCommand } from './status.ts';

const ORDERS = pipeName('orders');
const AT = '2026-01-05T09:00:00.000Z';

async function receive(ledger: Ledger, number: string, record: unknown = { id: number }): Promise<number> {
  const text = JSON.stringify(record);
  const { ready } = await ledger.receive(
    ORDERS,
    [{ key: recordKey(number), label: number, fingerprint: contentHash(text), record: text }],
    undefined,
    AT,
  );
  return ready[0]?.id ?? assert.fail('nothing was received');
}

/** A project whose ledger holds order 1001 delivered as SO-1 and order 1002 held. */
async function projectWithLedger() {
  const project = sampleProject({
    'pipes/orders.yaml':
      'pipe: orders\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n',
  });
  const path = join(project.root, '.pipewright/ledger.db');
  const ledger = await openSqliteLedger(path);
  const delivered = await receive(ledger, '1001');
  await ledger.begin(delivered, 'hash', AT);
  await ledger.settle(delivered, { to: 'delivered', target: { id: 'T1', number: 'SO-1' } }, AT);
  const held = await receive(ledger, '1002', { id: '1002', name: 'Jo' });
  await ledger.settle(held, { to: 'held', reason: { code: 'item-unknown', text: 'no item BOX-XX' } }, AT);
  await ledger.close();
  const run = (action: string, args: Record<string, unknown> = {}, stdin = '') =>
    runCommand(deliveriesCommand, { action, limit: 50, ...args }, { cwd: project.root, stdin });
  const stateOf = async (id: number): Promise<DeliveryState | undefined> => {
    const reading = await openSqliteLedger(path, { readOnly: true });
    const delivery = await reading.delivery(id);
    await reading.close();
    return delivery?.state;
  };
  return { project, path, delivered, held, run, stateOf, [Symbol.dispose]: () => project[Symbol.dispose]() };
}

test('list shows number, record, state, target and reason; states narrow it', async () => {
  using there = await projectWithLedger();
  const all = await there.run('list');
  assert.match(all.stdout, /1001 +delivered +SO-1/);
  assert.match(all.stdout, /1002 +held +no item BOX-XX/);
  const held = await there.run('list', { state: 'held,parked', json: true });
  assert.deepEqual(
    (JSON.parse(held.stdout) as { label: string }[]).map(({ label }) => label),
    ['1002'],
  );
  assert.equal(held.stdout.includes('"record"'), false);
});

test('a state that does not exist is a wrong call', async () => {
  using there = await projectWithLedger();
  const { code, stderr } = await there.run('list', { state: 'hold' });
  assert.equal(code, 3);
  assert.match(stderr, /"hold" is not a state; there are received/);
});

test('show tells history, reason, what to do and the record, by number or by order number', async () => {
  using there = await projectWithLedger();
  for (const id of [String(there.held), '1002']) {
    const { stdout, code } = await there.run('show', { id: [id], ...(id === '1002' ? { pipe: 'orders' } : {}) });
    assert.equal(code, 0);
    for (const says of [
      /no item BOX-XX \[item-unknown\]/,
      /new +→ +received/,
      /received +→ +held/,
      /deliveries retry/,
      /"name": "Jo"/,
    ])
      assert.match(stdout, says);
  }
});

test('a delivery that is not there is told', async () => {
  using there = await projectWithLedger();
  const { stderr } = await there.run('show', { id: ['9999'] });
  assert.match(stderr, /no delivery has the number, key or label "9999"/);
});

test('retry and skip move what may be moved, and refuse the rest', async () => {
  using there = await projectWithLedger();
  assert.equal((await there.run('retry', { id: [String(there.held)] })).code, 0);
  assert.equal(await there.stateOf(there.held), 'received');
  const refused = await there.run('retry', { id: [String(there.delivered)] });
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /is delivered: that cannot be done/);
  assert.equal((await there.run('skip', { state: 'received' })).code, 0);
  assert.equal(await there.stateOf(there.held), 'skipped');
});

test('retry without a name or a state is a wrong call: never everything by accident', async () => {
  using there = await projectWithLedger();
  assert.equal((await there.run('retry')).code, 3);
});

test('an older version is not tried again once a newer one went on its way', async () => {
  using there = await projectWithLedger();
  const ledger = await openSqliteLedger(there.path);
  await ledger.settle(there.held, { to: 'skipped' }, AT);
  await receive(ledger, '1002', { id: '1002', name: 'Jo Ann' });
  await ledger.close();
  const { code, stderr } = await there.run('retry', { id: [String(there.held)] });
  assert.equal(code, 1);
  assert.match(stderr, /older never wins/);
});

test('edit takes the corrected record from standard input and tries again; nothing changed is nothing done', async () => {
  using there = await projectWithLedger();
  const same = await there.run('edit', { id: [String(there.held)], file: '-' }, '{ "id": "1002", "name": "Jo" }');
  assert.match(same.stdout, /nothing was changed/);
  assert.equal(await there.stateOf(there.held), 'held');
  const edited = await there.run('edit', { id: [String(there.held)], file: '-' }, '{ "id": "1002", "name": "Joan" }');
  assert.equal(edited.code, 0);
  assert.equal(await there.stateOf(there.held), 'received');
  assert.match((await there.run('show', { id: [String(there.held)] })).stdout, /"name": "Joan"/);
});

test('an edited record that is not JSON is refused, with the reason', async () => {
  using there = await projectWithLedger();
  const { code, stderr } = await there.run('edit', { id: [String(there.held)], file: '-' }, '{ "id": ');
  assert.equal(code, 3);
  assert.match(stderr, /not JSON/);
  assert.equal(await there.stateOf(there.held), 'held');
});

test('status counts states by pipe and says that a person must look', async () => {
  using there = await projectWithLedger();
  const { code, stdout } = await runCommand(statusCommand, {}, { cwd: there.project.root });
  assert.equal(code, 1);
  assert.match(stdout, /orders +read as a whole +1 delivered, 1 held/);
  const json = await runCommand(statusCommand, { json: true }, { cwd: there.project.root });
  assert.deepEqual(JSON.parse(json.stdout), [{ pipe: 'orders', states: { delivered: 1, held: 1 } }]);
});

test('before anything has run, there is nothing to list, and that is said', async () => {
  using project = sampleProject();
  const { code, stderr } = await runCommand(statusCommand, {}, { cwd: project.root });
  assert.notEqual(code, 0);
  assert.match(stderr, /nothing has run/i);
});
