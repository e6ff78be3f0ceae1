import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, sampleFolder } from '../../../test/sample-project.ts';
import { loadLibrary } from '../../load/load-project.ts';
import { systemsCommand } from './systems.ts';

test('the matrix shows for each write how a repeat is recognised, outside of any project', async () => {
  using folder = sampleFolder();
  const { code, stdout } = await runCommand(systemsCommand, {}, { cwd: folder.root });
  assert.equal(code, 0);
  assert.match(stdout, /^business-central +erp +Microsoft Dynamics 365 Business Central$/m);
  const head = stdout.split('\n').find((line) => line.startsWith('capability')) ?? '';
  const row = stdout.split('\n').find((line) => line.startsWith('order.write')) ?? '';
  assert.equal(row.slice(head.indexOf('business-central')).split(/\s+/)[0], 'find-first');
  assert.match(stdout, /^shipment\.read .*–/m);
});

test('one system says everything that a person who connects it asks', async () => {
  using folder = sampleFolder();
  const { stdout } = await runCommand(systemsCommand, { name: 'business-central' }, { cwd: folder.root });
  const { connectors } = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN });
  const connector = connectors.get('business-central')?.value;
  assert.ok(connector !== undefined);
  const oneLine = stdout.replace(/\s+/g, ' ');
  for (const [name, option] of Object.entries(connector.options)) {
    assert.match(stdout, new RegExp(`^  ${name}  ${option.type}`, 'm'));
    assert.ok(oneLine.includes(option.description.replace(/\s+/g, ' ')), option.description);
  }
  for (const [name, capability] of Object.entries(connector.capabilities)) {
    assert.match(stdout, new RegExp(`^  ${name.replace('.', '\\.')}`, 'm'));
    if ('idempotency' in capability) assert.ok(oneLine.includes(capability.idempotency.reason.replace(/\s+/g, ' ')));
  }
  for (const [name, { evidence }] of Object.entries(connector.operations))
    assert.match(stdout, new RegExp(`^  ${name} +${evidence.level}`, 'm'));
  for (const text of Object.values(connector.gaps)) assert.ok(oneLine.includes(text.replace(/\s+/g, ' ')), text);
  assert.match(stdout, /credentials: client_id, client_secret/);
  assert.match(stdout, /6000 requests in 5m/);
});

test('as JSON: all in short, one as a whole', async () => {
  using folder = sampleFolder();
  const all = JSON.parse((await runCommand(systemsCommand, { json: true }, { cwd: folder.root })).stdout);
  const shop = all.find(({ name }: { name: string }) => name === 'woocommerce');
  assert.equal(shop.capabilities['order.write'].idempotency, 'find-first');
  const one = JSON.parse(
    (await runCommand(systemsCommand, { name: 'woocommerce', json: true }, { cwd: folder.root })).stdout,
  );
  assert.equal(one.connector, 'woocommerce');
});

test('a system of the project is there as well, and a name that is nearly right is answered', async () => {
  using folder = sampleFolder({
    'connectors/tiny/connector.yaml': `format: 1
connector: tiny
title: Tiny
role: erp
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-customers: { path: /customers, evidence: { level: assumption, source: sample } }
capabilities:
  customer.read: { read: list-customers, key: id, cursor: { kind: scan } }
`,
  });
  assert.match((await runCommand(systemsCommand, {}, { cwd: folder.root })).stdout, /^tiny /m);
  const { code, stderr } = await runCommand(systemsCommand, { name: 'tinny' }, { cwd: folder.root });
  assert.equal(code, 3);
  assert.match(stderr, /did you mean "tiny"\?/);
});
