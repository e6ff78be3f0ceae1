import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BUILT_IN, sampleFolder, sampleProject } from '../../test/sample-project.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { loadLibrary, loadProject } from './load-project.ts';

const PIPE = 'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n';

function loaded(files: Readonly<Record<string, string | Uint8Array>>, environment?: string) {
  using project = sampleProject(files);
  return loadProject({ root: project.root, builtIn: BUILT_IN, environment });
}

/** Code, place and message of the only finding. */
function onlyFinding(files: Readonly<Record<string, string | Uint8Array>>) {
  const { findings } = loaded(files);
  assert.equal(findings.length, 1, JSON.stringify(findings));
  const [finding] = findings;
  assert.ok(finding !== undefined);
  return finding;
}

/** Nine lists of nine aliases of nine aliases …: 59,049 items from some 200 bytes. */
const ALIAS_BOMB = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]']
  .concat(
    ['b', 'c', 'd', 'e'].map((name, index) => {
      const before = 'abcd'[index] ?? 'a';
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
    }),
  )
  .join('\n');

const BROKEN: readonly {
  readonly what: string;
  readonly text: string | Uint8Array;
  readonly code: string;
  readonly line: number;
  readonly says: RegExp;
}[] = [
  {
    what: 'a flow map that never ends',
    text: 'pipe: mine\nfrom: { connection: shop\nto: x\n',
    code: 'YAML001',
    line: 3,
    says: /not valid YAML/,
  },
  { what: 'an alias bomb', text: ALIAS_BOMB, code: 'YAML003', line: 1, says: /aliases cannot be expanded/ },
  { what: 'a key that is there twice', text: `${PIPE}pipe: other\n`, code: 'YAML002', line: 4, says: /twice/ },
  {
    what: 'a tab for indentation',
    text: 'pipe: mine\nfrom:\n\tconnection: shop\n',
    code: 'YAML001',
    line: 3,
    says: /[Tt]abs/,
  },
  {
    what: 'two documents in one file',
    text: `${PIPE}---\n${PIPE}`,
    code: 'YAML001',
    line: 4,
    says: /multiple documents/,
  },
  {
    what: 'a file of 5 MB',
    text: `${PIPE}# ${'x'.repeat(5_000_000)}`,
    code: 'FILE001',
    line: 1,
    says: /has 50\d+ bytes/,
  },
  {
    what: 'Latin-1 in place of UTF-8',
    text: Buffer.from('pipe: mine # f\xfcr uns\n', 'latin1'),
    code: 'FILE001',
    line: 1,
    says: /not UTF-8/,
  },
  { what: 'an empty file', text: '', code: 'YAML004', line: 1, says: /holds no settings/ },
  { what: 'nothing but a comment', text: '# later\n', code: 'YAML004', line: 1, says: /holds no settings/ },
  { what: 'a list where a map belongs', text: '- pipe: mine\n', code: 'YAML004', line: 1, says: /holds a list/ },
  { what: 'text where a map belongs', text: 'orders\n', code: 'YAML004', line: 1, says: /holds no settings/ },
  {
    what: 'an unknown version of the format',
    text: `format: 7\n${PIPE}`,
    code: 'SCHEMA103',
    line: 1,
    says: /must be 1, not 7/,
  },
  {
    what: 'a name that does not exist',
    text: `${PIPE}deliverr: {}\n`,
    code: 'SCHEMA101',
    line: 4,
    says: /"deliverr" is not known/,
  },
  {
    what: 'a setting that is missing',
    text: 'pipe: mine\nfrom: { connection: shop, read: customer }\n',
    code: 'SCHEMA102',
    line: 1,
    says: /"to" is missing/,
  },
];

for (const { what, text, code, line, says } of BROKEN) {
  test(`${what} is one finding with a place and a hint, and the rest of the project is there`, () => {
    const finding = onlyFinding({ 'pipes/mine.yaml': text });
    assert.equal(finding.code, code);
    assert.equal(finding.at.file, 'pipes/mine.yaml');
    assert.equal(finding.at.line, line);
    assert.match(finding.message, says);
    assert.ok(finding.hint !== undefined && finding.hint !== '');
    const project = loaded({ 'pipes/mine.yaml': text, 'pipes/other.yaml': PIPE.replace('mine', 'other') });
    assert.ok(project.pipes.has('other'));
  });

  test(`${what} in pipewright.yaml is a finding as well`, () => {
    const finding = loaded({ 'pipewright.yaml': text }).findings[0];
    assert.equal(finding?.at.file, 'pipewright.yaml');
  });
}

test('a byte order mark and Windows line ends are no mistakes', () => {
  const project = loaded({ 'pipes/mine.yaml': `\ufeff${PIPE.replaceAll('\n', '\r\n')}` });
  assert.deepEqual(project.findings, []);
  assert.ok(project.pipes.has('mine'));
});

test('a few aliases are what they are for', () => {
  const project = loaded({
    'pipewright.yaml': `project: sample
connections:
  shop: &shop { connector: woocommerce, url: https://shop.example.com, credentials: { consumer_key: "\${env:A}", consumer_secret: "\${env:B}" } }
  second-shop: *shop
`,
  });
  assert.deepEqual(project.findings, []);
  assert.deepEqual(project.connections.get('second-shop'), project.connections.get('shop'));
});

test('a key of JavaScript’s own objects is a key like any other', () => {
  const finding = onlyFinding({ 'pipewright.yaml': 'project: s\nconnections: {}\n__proto__: { polluted: true }\n' });
  assert.match(finding.message, /"__proto__" is not known/);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test('a folder without pipewright.yaml is no project', () => {
  using folder = sampleFolder();
  assert.throws(
    () => loadProject({ root: folder.root, builtIn: BUILT_IN }),
    (error) => error instanceof IntegrationError && error.code === 'PROJECT_MISSING',
  );
});

const ENVIRONMENTS = `project: sample
connections:
  shop:
    connector: woocommerce
    url: https://shop.example.com
    credentials: { consumer_key: "\${env:A}", consumer_secret: "\${env:B}" }
    options: { currency: EUR, weight_unit: kg }
environments:
  sandbox:
    connections:
      shop: { url: https://staging.example.com, options: { currency: USD } }
      shopp: { url: https://staging.example.com }
`;

test('an environment replaces what it states, option by option', () => {
  const { connections, findings } = loaded({ 'pipewright.yaml': ENVIRONMENTS }, 'sandbox');
  const shop = connections.get('shop');
  assert.equal(shop?.url, 'https://staging.example.com');
  assert.deepEqual(shop?.options, { currency: 'USD', weight_unit: 'kg' });
  assert.equal(shop?.credentials.consumer_key, '${env:A}');
  assert.deepEqual(
    findings.map(({ code, hint }) => [code, hint]),
    [['PROJECT102', 'did you mean "shop"?']],
  );
});

test('an environment with another system takes nothing over from the first', () => {
  const text = `project: sample
connections:
  shop: { connector: woocommerce, url: https://shop.example.com, auth: api-key, credentials: { consumer_key: "\${env:A}", consumer_secret: "\${env:B}" }, options: { currency: EUR } }
environments:
  other: { connections: { shop: { connector: business-central, url: https://erp.example.com } } }
`;
  const shop = loaded({ 'pipewright.yaml': text }, 'other').connections.get('shop');
  assert.deepEqual(shop, {
    connector: 'business-central',
    url: 'https://erp.example.com',
    credentials: {},
    options: {},
  });
});

test('an environment that does not exist is told with those that do', () => {
  assert.throws(
    () => loaded({ 'pipewright.yaml': ENVIRONMENTS }, 'production'),
    (error) => error instanceof IntegrationError && error.code === 'USAGE' && /it has sandbox/.test(error.message),
  );
});

test('a link that leads out of the project is followed: shared mappings may live elsewhere', () => {
  using elsewhere = sampleFolder({ 'mine.yaml': PIPE });
  using project = sampleProject({ 'pipes/keep.txt': '' });
  symlinkSync(join(elsewhere.root, 'mine.yaml'), join(project.root, 'pipes/mine.yaml'));
  symlinkSync(join(elsewhere.root, 'gone.yaml'), join(project.root, 'pipes/gone.yaml'));
  const { pipes, findings } = loadProject({ root: project.root, builtIn: BUILT_IN });
  assert.deepEqual([...pipes.keys()], ['mine']);
  assert.deepEqual(findings, [], 'a link to nowhere is no file');
});

test('a folder with the name of a file is no file', () => {
  assert.deepEqual(loaded({ 'pipes/mine.yaml/readme.txt': 'x' }).findings, []);
});

test('a path with `..` finds nothing, in either layer', () => {
  using project = sampleProject();
  const { layers } = loadProject({ root: project.root, builtIn: BUILT_IN });
  assert.equal(layers.find('../../../etc/passwd'), undefined);
  assert.equal(layers.find('mappings/../../outside.jsonata'), undefined);
  assert.ok(layers.find('mappings/woocommerce/order.from.jsonata') !== undefined);
});

test('a file of the project wins over the built-in one of the same path', () => {
  using project = sampleProject({ 'pipes/orders.yaml': PIPE.replace('mine', 'orders') });
  const { pipes, layers } = loadProject({ root: project.root, builtIn: BUILT_IN });
  assert.equal(pipes.get('orders')?.value.to.write, 'customer');
  assert.equal(layers.find('pipes/orders.yaml')?.layer, 'project');
  assert.equal(layers.find('pipes/customers.yaml')?.layer, 'built-in');
});

test('a built-in pipe that does not exist, and a pipe in a file of another name', () => {
  const text = 'project: sample\nconnections: {}\npipes: [order, customers]\n';
  const missing = onlyFinding({ 'pipewright.yaml': text });
  assert.deepEqual([missing.code, missing.hint, missing.at.line], ['PIPE202', 'did you mean "orders"?', 3]);
  const misnamed = onlyFinding({ 'pipes/yours.yaml': PIPE });
  assert.equal(misnamed.code, 'PIPE201');
});

test('project defaults fill what a pipe does not say, and the format fills the rest', () => {
  const project = loaded({
    'pipewright.yaml': `project: sample
connections: {}
defaults: { every: 1h, deliver: { concurrency: 2, retry: { attempts: 3 } } }
`,
    'pipes/mine.yaml': `${PIPE}deliver: { retry: { first: 5s } }\n`,
  });
  const pipe = project.pipes.get('mine')?.value;
  assert.equal(pipe?.when.every, '1h');
  assert.deepEqual(pipe?.deliver, { retry: { attempts: 3, first: '5s', longest: '1h' }, concurrency: 2 });
  assert.deepEqual(pipe?.rules, []);
});

test('lookup tables: a row too short, and a code that is there twice', () => {
  const short = onlyFinding({ 'lookups/methods.csv': 'shop,erp\nflat_rate\n' });
  assert.deepEqual([short.code, short.at.line], ['LOOKUP601', 2]);
  const twice = onlyFinding({ 'lookups/methods.csv': '# note\nshop,erp\na,b\n\na,c\n' });
  assert.deepEqual([twice.code, twice.at.line, twice.message], ['LOOKUP602', 5, '"a" stands in line 3 already']);
  assert.equal(onlyFinding({ 'lookups/methods.csv': Buffer.from('shop,erp\nf\xfcr,x\n', 'latin1') }).code, 'FILE001');
});

test('a schema of the project that is none leaves the built-in one in its place', () => {
  const project = loaded({ 'schemas/documents/order.schema.json': '{ not JSON' });
  assert.deepEqual(
    project.findings.map(({ code, at }) => [code, at.file]),
    [['SCHEMA104', 'schemas/documents/order.schema.json']],
  );
  assert.ok(project.schemas.validator('https://pipewright.dev/schemas/documents/order.schema.json')({}).length > 0);
});

test('a schema with the name of another one is refused', () => {
  const text = '{ "$id": "https://pipewright.dev/schemas/documents/order.schema.json" }';
  assert.match(onlyFinding({ 'schemas/documents/mine.schema.json': text }).message, /is that of another schema/);
});

test('a library is there without a project: all connectors, all pipes', () => {
  using folder = sampleFolder({ 'pipes/mine.yaml': PIPE });
  const library = loadLibrary({ root: folder.root, builtIn: BUILT_IN });
  assert.ok(library.connectors.has('woocommerce') && library.connectors.has('business-central'));
  assert.ok(library.pipes.has('orders') && library.pipes.has('mine'));
  assert.deepEqual(library.findings, []);
});
