import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, type SampleProject, sampleFolder, sampleProject } from '../../../test/sample-project.ts';
import { openSqliteLedger } from '../../ledger/sqlite/open-sqlite-ledger.ts';
import { contentHash } from '../../model/content-hash.ts';
import { connectionName, pipeName, recordKey } from '../../model/names.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';

const AT = '2026-05-05T08:00:00.000Z';

const FROM = `{
  "origin": { "system": "woocommerce", "id": "57" },
  "guest": false,
  "kind": "person",
  "name": $trim(first & " " & last),
  "email": mail,
  "addresses": [],
  "tags": labels.text,
  "custom_fields": { "tier": level }
}`;

const TO = `(
  $code := $translate("tiers", custom_fields.tier);
  {
    "displayName": name,
    "email": email,
    "currencyCode": $options.local_currency,
    "tierId": $reference("tiers", $code),
    "tierName": $code,
    "phoneNumber": phone,
    "notes": tags.{ "kind": "Tag", "text": $uppercase($) },
    "type": "Person"
  }
)`;

const FILES = {
  'pipes/people.yaml': `pipe: people
from: { connection: shop, read: customer, mapping: mappings/acme/customer.from.jsonata }
to: { connection: erp, write: customer, mapping: mappings/acme/customer.to.jsonata }
modify: ["$ ~> |$|{ 'email': $lowercase(email) }|"]
`,
  'mappings/acme/customer.from.jsonata': FROM,
  'mappings/acme/customer.to.jsonata': TO,
  'lookups/tiers.csv': 'shop,erp\ngold,G1\n',
  // The people of these tests are no accounts of a WooCommerce shop.
  'connectors/woocommerce/customer.read.schema.json': `{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/person.read.schema.json",
    "type": "object"
  }`,
  // Nor are they customers of Business Central.
  'connectors/business-central/customer.write.schema.json': `{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/person.write.schema.json",
    "type": "object"
  }`,
};

const RECORD = {
  first: 'Dana',
  last: 'Reyes',
  mail: 'Dana@Example.com',
  level: 'gold',
  labels: [{ text: 'new' }, { text: 'vip' }],
};

async function received(project: SampleProject, pipe: string, key: string, record: unknown): Promise<void> {
  const ledger = await openSqliteLedger(join(project.root, '.pipewright/ledger.db'));
  const text = JSON.stringify(record);
  await ledger.receive(
    pipeName(pipe),
    [{ key: recordKey(key), label: `#${key}`, fingerprint: contentHash(text), record: text }],
    undefined,
    AT,
  );
  await ledger.close();
}

async function people(record: unknown = RECORD): Promise<SampleProject> {
  const project = sampleProject(FILES);
  await received(project, 'people', '57', record);
  return project;
}

const explain = (project: SampleProject, args: Readonly<Record<string, unknown>> = {}) =>
  runCommand(explainCommand, { pipe: 'people', key: '57', ...args }, { cwd: project.root });

async function field(project: SampleProject, name: string) {
  const { code, stdout, stderr } = await explain(project, { field: name, json: true });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout).fields[0];
}

test('a field is followed through both mappings to the record of the source', async () => {
  using project = await people();
  const name = await field(project, 'displayName');
  assert.equal(name.value, 'Dana Reyes');
  assert.deepEqual(name.expressions, [
    { file: 'mappings/acme/customer.to.jsonata', line: 4, column: 20, text: 'name' },
  ]);
  const [document] = name.document;
  assert.deepEqual([document.path, document.value], ['name', 'Dana Reyes']);
  assert.deepEqual(document.expressions, [
    { file: 'mappings/acme/customer.from.jsonata', line: 5, column: 11, text: '$trim(first & " " & last)' },
  ]);
  assert.deepEqual(document.native, [
    { path: 'first', value: 'Dana' },
    { path: 'last', value: 'Reyes' },
  ]);
});

test('lookup tables are told with what they said, reference lists as known to the target only', async () => {
  using project = await people();
  const { value, questions } = await field(project, 'tierId');
  assert.equal(value, '‹tiers G1›');
  assert.deepEqual(questions, [
    { what: 'lookup', list: 'tiers', code: 'gold', answer: 'G1', at: { file: 'lookups/tiers.csv', line: 2 } },
    { what: 'reference', list: 'tiers', code: 'G1' },
  ]);
  const name = await field(project, 'tierName');
  assert.equal(name.value, 'G1');
  assert.deepEqual(name.questions, [
    { what: 'lookup', list: 'tiers', code: 'gold', answer: 'G1', at: { file: 'lookups/tiers.csv', line: 2 } },
  ]);
});

test('options, constants, and fields that this record does not have', async () => {
  using project = await people();
  assert.deepEqual((await field(project, 'currencyCode')).given, [{ path: 'options.local_currency', value: 'EUR' }]);
  assert.match(
    (await explain(project, { field: 'type' })).stdout,
    /type = "Person"\n.*'?"Person".*\n {2}is {4}written in the mapping itself/,
  );
  const phone = await explain(project, { field: 'phoneNumber' });
  assert.match(phone.stdout, /phoneNumber = nothing\n.*:9:20 {2}phone\n {2}lacks customer has no phone\n/);
});

test('of a list only the item that the value comes from is named', async () => {
  using project = await people();
  const second = await field(project, 'notes[1].text');
  assert.equal(second.value, 'VIP');
  assert.deepEqual(
    second.document.map(({ path }: { path: string }) => path),
    ['tags[1]'],
  );
  assert.deepEqual(second.document[0].native, [{ path: 'labels[1].text', value: 'vip' }]);
  const both = JSON.parse((await explain(project, { field: 'notes.text', json: true })).stdout);
  assert.deepEqual(
    both.fields.map(({ path }: { path: string }) => path),
    ['notes[0].text', 'notes[1].text'],
  );
});

test('a modifier that changed a value is named with what was there before', async () => {
  using project = await people();
  const { document } = await field(project, 'email');
  const [modifier] = document[0].modifiedBy;
  assert.equal(modifier.file, 'pipes/people.yaml modify[0]');
  assert.equal(modifier.before, 'Dana@Example.com');
  assert.equal(modifier.expressions[0].text, '$lowercase(email)');
  assert.deepEqual(modifier.functions, [{ name: 'lowercase', of: 'jsonata' }]);
  assert.deepEqual(document[0].native, [{ path: 'mail', value: 'Dana@Example.com' }]);
});

test('without a field everything is explained, as text and as JSON', async () => {
  using project = await people();
  const { code, stdout } = await explain(project);
  assert.equal(code, 0);
  assert.match(
    stdout,
    /^people #57 {2}delivery 1 received\ncustomer of shop → customer for erp; made again with today’s mappings and tables\n/,
  );
  for (const path of ['displayName', 'email', 'tierId', 'notes[0].text', 'type'])
    assert.ok(stdout.includes(`\n${path} = `), path);
  const json = JSON.parse((await explain(project, { json: true })).stdout);
  assert.equal(json.fields.length, 10);
  assert.deepEqual(
    [json.pipe, json.key, json.label, json.delivery, json.state],
    ['people', '57', '#57', 1, 'received'],
  );
});

test('functions that took part are named: the mapping’s own with their place, the library’s, the language’s', async () => {
  using project = sampleProject({
    ...FILES,
    'mappings/acme/customer.to.jsonata':
      '(\n  $short := function($text) { $substring($shorten($text, 20), 0, 4) };\n  { "displayName": $short(name) }\n)',
  });
  await received(project, 'people', '57', RECORD);
  const { functions } = await field(project, 'displayName');
  assert.deepEqual(
    functions.map(({ name, of, at }: { name: string; of: string; at?: object }) => [name, of, at]),
    [
      ['short', 'mapping', { file: 'mappings/acme/customer.to.jsonata', line: 2, column: 3 }],
      ['substring', 'jsonata', undefined],
      ['shorten', 'library', undefined],
    ],
  );
});

test('a modifier that makes one field of two others leads back to both', async () => {
  using project = sampleProject({
    ...FILES,
    'pipes/people.yaml': FILES['pipes/people.yaml'].replace(
      /modify: .*/,
      `modify: ["$ ~> |$|{ 'name': name & ' ' & email }|", "$ ~> |$|{ 'name': $uppercase(name) }|"]`,
    ),
  });
  await received(project, 'people', '57', RECORD);
  const name = await field(project, 'displayName');
  assert.equal(name.value, 'DANA REYES DANA@EXAMPLE.COM');
  const [document] = name.document;
  assert.deepEqual(
    document.modifiedBy.map(({ file }: { file: string }) => file),
    ['pipes/people.yaml modify[1]', 'pipes/people.yaml modify[0]'],
  );
  assert.deepEqual(
    document.native.map(({ path }: { path: string }) => path),
    ['first', 'last', 'mail'],
  );
});

test('a sample from a file needs no ledger; what the target would say can be handed in', async () => {
  using project = sampleProject({
    ...FILES,
    'sample.json': JSON.stringify(RECORD),
    'with.yaml': 'references: { tiers: { G1: tier-1 } }\n',
  });
  const sample = { key: undefined, sample: 'sample.json' };
  const all = await explain(project, sample);
  assert.equal(all.code, 0, all.stderr);
  assert.match(all.stdout, /^people: a sample\n/);
  const one = JSON.parse((await explain(project, { ...sample, key: 'tierId', with: 'with.yaml', json: true })).stdout);
  assert.deepEqual(
    one.fields.map(({ path, value }: { path: string; value: unknown }) => [path, value]),
    [['tierId', 'tier-1']],
  );
  const wrong = await explain(project, { ...sample, key: 'displayname' });
  assert.match(wrong.stderr, /did you mean "displayName"\?/);
  const held = await explain(project, { ...sample, sample: '-' });
  assert.equal(held.code, 3, 'standard input is empty');
  const nothing = await explain(project, { key: undefined });
  assert.match(nothing.stderr, /name the record by its key or label, or a file with --sample/);
});

test('of a checklist item the fields that carry it, found by what the connectors say of it', async () => {
  using project = sampleProject({
    'pipes/customers.yaml':
      'pipe: customers\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n',
    'customer.json': readFileSync(join(BUILT_IN, 'mappings/woocommerce/fixtures/customer-57.json'), 'utf8'),
  });
  const run = (item: string, json = true) =>
    explain(project, { pipe: 'customers', key: undefined, sample: 'customer.json', item, json });
  const paths = async (item: string) =>
    JSON.parse((await run(item)).stdout).fields.map(({ path }: { path: string }) => path);
  assert.ok((await paths('CUS-02')).includes('email'));
  assert.ok(!(await paths('CUS-02')).includes('city'));
  assert.ok((await paths('CUS-03')).includes('city'));
  assert.match(
    (await run('CUS-99')).stderr,
    /neither side of customers has the checklist item \\"CUS-99\\"; did you mean \\"CUS-0/,
  );
});

test('by label as well; and what does not exist is told', async () => {
  using project = await people();
  assert.equal((await explain(project, { key: '#57' })).code, 0);
  const wrong = await explain(project, { field: 'displayname' });
  assert.equal(wrong.code, 3);
  assert.match(wrong.stderr, /writes no field "displayname"; did you mean "displayName"\?/);
  assert.equal((await explain(project, { field: 'notes[7].text' })).code, 0, 'the mapping knows such a field');
  assert.equal((await explain(project, { field: 'a..b' })).code, 3);
  assert.match((await explain(project, { key: '99' })).stderr, /no record with the key or label "99"/);
  assert.equal((await explain(project, { pipe: 'peple' })).code, 3);
});

test('a record that cannot be mapped is told as held, with its reason', async () => {
  using project = await people({ ...RECORD, level: 'silver' });
  const { code, stdout } = await explain(project);
  assert.equal(code, 1);
  assert.match(stdout, /^held lookups\/tiers\.csv has no row .*"silver".*\[translation-missing\]$/m);
  const json = JSON.parse((await explain(project, { json: true })).stdout);
  assert.equal(json.hold.code, 'translation-missing');
});

test('a project in which nothing has run yet', async () => {
  using project = sampleProject(FILES);
  const { code, stderr } = await explain(project);
  assert.notEqual(code, 0);
  assert.match(stderr, /nothing has run yet/);
});

test('the customer is the one that the ledger links', async () => {
  using project = sampleFolder();
  await runCommand(initCommand, { folder: '.' }, { cwd: project.root });
  const text = readFileSync(join(project.root, 'pipewright.yaml'), 'utf8');
  project.write({
    'pipewright.yaml': text.replace('# shipping_account:', 'shipping_account:'),
    'lookups/shipping-methods.csv': 'shop,erp\nflat_rate:2,GROUND\n',
  });
  const record = JSON.parse(readFileSync(join(BUILT_IN, 'mappings/woocommerce/fixtures/order-1042.json'), 'utf8'));
  await received(project, 'orders', '1042', record);
  const run = async (name: string) => {
    const { stdout, stderr } = await runCommand(
      explainCommand,
      { pipe: 'orders', key: '1042', field: name, json: true },
      { cwd: project.root },
    );
    assert.equal(stderr, '');
    return JSON.parse(stdout).fields[0];
  };
  assert.equal((await run('customerId')).value, '‹id of the customer›');

  const ledger = await openSqliteLedger(join(project.root, '.pipewright/ledger.db'));
  await ledger.putLink(
    {
      document: 'customer',
      from: connectionName('shop'),
      fromId: String(record.customer_id),
      to: connectionName('erp'),
      target: { id: 'c-57', number: 'C00057' },
    },
    AT,
  );
  await ledger.close();
  const customer = await run('customerId');
  assert.equal(customer.value, 'c-57');
  assert.deepEqual(customer.given, [{ path: 'needs.customer.id', value: 'c-57' }]);

  const number = await run('externalDocumentNumber');
  assert.equal(number.document[0].native[0].path, 'number');
  const price = await run('salesOrderLines[0].unitPrice');
  assert.ok(
    price.document.some(({ path }: { path: string }) => path === 'lines[0].subtotal'),
    JSON.stringify(price),
  );
  assert.ok(!price.document.some(({ path }: { path: string }) => path.startsWith('lines[1]')), JSON.stringify(price));
});
