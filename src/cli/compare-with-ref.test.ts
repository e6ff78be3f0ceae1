import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../test/captured-environment.ts';
import { BUILT_IN, sampleProject } from '../../test/sample-project.ts';
import { openSqliteLedger } from '../ledger/sqlite/open-sqlite-ledger.ts';
import { instantOf } from '../model/clock.ts';
import { contentHash } from '../model/content-hash.ts';
import { pipeName, recordKey } from '../model/names.ts';
import { verifyCommand } from './commands/verify.ts';

const ORDER = readFileSync(join(BUILT_IN, 'mappings/woocommerce/fixtures/order-1042.json'), 'utf8');
const MODIFIER = 'mappings/acme/note.jsonata';

/** A project in Git whose ledger holds some orders. */
async function inGit() {
  const project = sampleProject({
    'pipes/orders.yaml': `pipe: orders\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nneeds: [customer]\nmodify: [${MODIFIER}]\n`,
    [MODIFIER]: '$ ~> |$|{ "customer_note": "hello" }|',
    'lookups/shipping-methods.csv': 'shop,erp\n*,STANDARD\n',
    'lookups/payment-methods.csv': 'shop,erp\n*,CARD\n',
    '.gitignore': '.pipewright/\n',
    '.pipewright/.keep': '',
  });
  const settings = join(project.root, 'pipewright.yaml');
  const accounts = 'local_currency: EUR, shipping_account: "44100", fee_account: "44200", tax_tolerance: "0.05" }';
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('local_currency: EUR }', accounts));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', project.root, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
  const ledger = await openSqliteLedger(join(project.root, '.pipewright/ledger.db'));
  const records = [1042, 1043].map((id) => {
    const record = ORDER.replaceAll('1042', String(id));
    const key = recordKey(String(id));
    return { key, label: String(id), record, fingerprint: contentHash(record) };
  });
  await ledger.receive(pipeName('orders'), records, undefined, instantOf(Date.UTC(2026, 2, 2)));
  await ledger.close();
  return project;
}

test('recorded orders are the same when nothing was changed', async () => {
  using project = await inGit();
  const { code, stdout, stderr } = await runCommand(verifyCommand, { against: 'HEAD' }, { cwd: project.root });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^orders: 2 records: 2 same, 0 differ\n/);
});

test('what a change of a modifier does to them is told for each kind', async () => {
  using project = await inGit();
  writeFileSync(
    join(project.root, MODIFIER),
    '$ ~> |$|{ "customer_note": number = "1043" ? $hold("note-unknown", "nobody knows") : "good day" }|',
  );
  const { stdout } = await runCommand(verifyCommand, { against: 'HEAD' }, { cwd: project.root });
  assert.match(stdout, /^orders: 2 records: 0 same, 2 differ\n/);
  assert.match(stdout, /1 was sent, is held \(note-unknown\): 1043/);
  assert.match(stdout, /salesOrderLines\[\]\.description is another: 1042\n.*"Note: hello" → "Note: good day"/);
});

test('a ref that does not exist, or that looks like an option, is a mistake of the caller', async () => {
  using project = await inGit();
  for (const against of ['nowhere', '--output=/tmp/x']) {
    const { code, stderr } = await runCommand(verifyCommand, { against }, { cwd: project.root });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /there is no Git ref/);
  }
});
