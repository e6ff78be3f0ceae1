/** The connector and the twin of Distribution One with a real SFTP server between them: nothing of what scenarios leave out is left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConnections, type World } from '../src/app.ts';
import { never } from '../src/connector/testing/test-connection.ts';
import { startSftpServer } from '../src/files/sftp-server.support.ts';
import { loadProject } from '../src/load/load-project.ts';
import { ManualClock } from '../src/model/clock.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import { connectionName } from '../src/model/names.ts';
import { createDistributionOneTwin } from '../src/twin/distribution-one/distribution-one-twin.ts';
import { DiskFolders } from '../src/twin/file-erp/disk-folders.ts';
import { ORDER, recordsOf, requestOf } from './file-partner.ts';
import { BUILT_IN, sampleProject } from './sample-project.ts';

function connect(url: string, hostKey: string, env: World['env'], clock: ManualClock): Connection {
  using sample = sampleProject({
    'pipewright.yaml': `project: files
connections:
  erp:
    connector: distribution-one
    url: ${url}
    auth: password
    credentials: { username: "\${env:ERP_USER}", password: "\${env:ERP_PASSWORD}" }
    options: { company: MAIN, local_currency: USD, default_ship_method: PICKUP, host_key: "${hostKey}" }
`,
  });
  const project = loadProject({ root: sample.root, builtIn: BUILT_IN });
  assert.deepEqual(project.findings, []);
  const world: World = { cwd: sample.root, env, clock, builtIn: BUILT_IN, aborting: never() };
  return openConnections(project, ['erp'], world).get(connectionName('erp')) ?? assert.fail('no connection');
}

test('an order goes over SFTP, is answered when the ERP has worked, and its stock, shipment and invoice come back', async () => {
  const clock = new ManualClock('2026-05-04T10:00:00.000Z');
  const folders = new DiskFolders();
  const twin = createDistributionOneTwin({ clock, folders, exportEveryMs: 5 * 60_000 });
  const server = await startSftpServer(folders.root);
  const env = { ERP_USER: server.username, ERP_PASSWORD: server.password };
  const erp = connect(server.url, server.hostKey, env, clock);
  const pass = (minutes: number) => {
    clock.advance(minutes * 60_000);
    twin.work();
  };
  try {
    twin.addItem({ sku: 'VALVE-34', description: 'Valve', price: '12.50', stock: 40 });
    twin.addCustomer('Pat Moreno', 'PAT@example.com', { customerId: '120045' });
    const order = requestOf(erp, 'distribution-one/order.to', { ...ORDER, shipping_address: ORDER.billing_address });
    const kept = new Map<string, unknown>();
    const write = (): Promise<WriteOutcome> =>
      erp.write('order.write', { ...order, done: Object.fromEntries(kept) }, async (step, result) => {
        kept.set(step, result);
      });
    assert.equal((await write()).kind, 'retry', 'sent, and not answered yet');
    pass(1);
    const answered = await write();
    assert.deepEqual(answered.kind === 'done' ? answered.target : answered, { id: '1001', number: '70000001' });

    const [taken] = twin.company.ordersWithRef('1001');
    assert.ok(taken !== undefined);
    assert.equal(taken.orderTotal.toFixed(2), '54.00');
    twin.ship(taken, { 'VALVE-34': 3 });
    pass(6);
    const stock = (await recordsOf(erp, 'stock')).at(-1)?.native as { rows: { available: string }[] };
    assert.deepEqual(
      stock.rows.map(({ available }) => available),
      ['36'],
    );
    assert.deepEqual(
      (await recordsOf(erp, 'shipment')).map(({ key }) => key),
      ['S000001'],
    );
    assert.deepEqual(
      (await recordsOf(erp, 'invoice')).map(({ key }) => key),
      ['90000001'],
    );
  } finally {
    await erp.close();
    await server.close();
    twin.close();
  }
});
