import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, sampleFolder, sampleProject } from '../../../test/sample-project.ts';
import { mapCommand } from './map.ts';

const ORDER = join(BUILT_IN, 'mappings/woocommerce/fixtures/order-1042.json');
const MAPPING = 'mappings/woocommerce/order.from.jsonata';
const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer, mapping: mappings/acme/customer.jsonata }\n';

test('a record from a file becomes a document, as JSON and nothing else on standard output', async () => {
  using project = sampleProject();
  const { code, stdout, stderr } = await runCommand(
    mapCommand,
    { mapping: MAPPING, file: ORDER },
    { cwd: project.root },
  );
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).number, '1042');
  assert.equal(stderr, '');
});

test('standard input serves as well, outside of any project', async () => {
  using folder = sampleFolder();
  const stdin = readFileSync(ORDER, 'utf8');
  for (const file of [undefined, '-']) {
    const { code, stdout } = await runCommand(mapCommand, { mapping: MAPPING, file }, { cwd: folder.root, stdin });
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).number, '1042');
  }
});

test('a file that begins with a byte order mark and has the line ends of Windows is read', async () => {
  using project = sampleProject();
  project.write({ 'order.json': `\uFEFF${readFileSync(ORDER, 'utf8').replaceAll('\n', '\r\n')}` });
  const run = await runCommand(mapCommand, { mapping: MAPPING, file: 'order.json' }, { cwd: project.root });
  assert.equal(run.code, 0, run.stderr);
  assert.equal(JSON.parse(run.stdout).number, '1042');
});

test('a hold is shown with code and reason', async () => {
  using project = sampleProject();
  const record = { ...JSON.parse(readFileSync(ORDER, 'utf8')), status: 'brewing' };
  const options = { cwd: project.root, stdin: JSON.stringify(record) };
  const { code, stdout, stderr } = await runCommand(mapCommand, { mapping: MAPPING }, options);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^held .*brewing.* \[status-unknown\]\n$/);
  const json = JSON.parse((await runCommand(mapCommand, { mapping: MAPPING, json: true }, options)).stdout);
  assert.equal(json.hold.code, 'status-unknown');
});

test('what the document’s schema refuses is listed, beside the output', async () => {
  using project = sampleProject({ 'mappings/woocommerce/customer.from.jsonata': '{ "guest": "maybe" }' });
  const { code, stdout, stderr } = await runCommand(
    mapCommand,
    { mapping: 'mappings/woocommerce/customer.from.jsonata' },
    { cwd: project.root, stdin: '{}' },
  );
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout), { guest: 'maybe' });
  assert.match(stderr, /^not valid the schema refuses \d+ things\n/);
  assert.match(stderr, /^ {2}guest: must be boolean, not "maybe"$/m);
});

test('options come from the connection, and --with lays over them what a case may', async () => {
  using project = sampleProject({
    'pipes/mine.yaml': PIPE,
    'mappings/acme/customer.jsonata':
      '{ "currency": $options.local_currency, "zone": $options.time_zone, "terms": $translate("terms", code), "area": $reference("areas", "X"), "id": $needs.customer.id }',
    'lookups/terms.csv': 'shop,erp\nnet30,30D\n',
    'with.yaml':
      'options: { local_currency: USD }\nneeds: { customer: { id: "17" } }\nreferences: { areas: { X: area-x } }\n',
  });
  const run = (more: Record<string, unknown>) =>
    runCommand(
      mapCommand,
      { mapping: 'mappings/acme/customer.jsonata', ...more },
      { cwd: project.root, stdin: '{ "code": "net30" }' },
    );
  const mapped = await run({ with: 'with.yaml' });
  assert.deepEqual(JSON.parse(mapped.stdout), { currency: 'USD', zone: 'UTC', terms: '30D', area: 'area-x', id: '17' });
  const without = await run({ pipe: 'mine' });
  assert.match(without.stderr, /reference list "areas" lives in the target system[\s\S]*\[reference-missing\]/);
  assert.match((await run({ pipe: 'mien' })).stderr, /no pipe "mien"; did you mean "mine"\?/);
  assert.match((await run({ connection: 'era' })).stderr, /no connection "era"; did you mean "erp"\?/);
});

test('what cannot be used is told with exit code 3', async () => {
  using project = sampleProject({
    'mappings/acme/broken.jsonata': '{\n  "name": name &\n}',
    'bad.yaml': 'option: {}\n',
    'not.json': '{',
  });
  const run = (args: Record<string, unknown>) => runCommand(mapCommand, args, { cwd: project.root, stdin: '{}' });
  const fails = async (args: Record<string, unknown>, says: RegExp) => {
    const { code, stderr } = await run(args);
    assert.match(stderr, says);
    assert.equal(code, 3);
  };
  await fails(
    { mapping: 'mappings/woocommerce/ordr.from.jsonata' },
    /did you mean "mappings\/woocommerce\/order\.from\.jsonata"\?/,
  );
  await fails({ mapping: '../../etc/passwd' }, /there is no mapping/);
  await fails({ mapping: 'mappings/acme/broken.jsonata' }, /broken\.jsonata:3:1 is not valid JSONata/);
  await fails({ mapping: MAPPING, file: 'not.json' }, /not\.json is not JSON/);
  await fails({ mapping: MAPPING, with: 'bad.yaml' }, /--with: option: "option" is not known/);
  await fails({ mapping: MAPPING, pipe: 'none' }, /there is no pipe "none"/);
  assert.match((await run({ mapping: MAPPING, file: 'none.json' })).stderr, /none\.json cannot be read/);
});
