import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, sampleFolder } from '../../../test/sample-project.ts';
import { loadLibrary } from '../../load/load-project.ts';
import { checkCommand } from './check.ts';
import { initCommand } from './init.ts';

const SHOPS = ['woocommerce', 'shopify', 'magento', 'salesforce-commerce', 'sap-commerce'];

for (const shop of SHOPS) {
  test(`a new project between ${shop} and Business Central passes check at once, in every environment`, async (t) => {
    if (!existsSync(join(BUILT_IN, `connectors/${shop}/connector.yaml`)))
      return t.skip('the connector is not there yet');
    using folder = sampleFolder();
    const made = await runCommand(initCommand, { folder: 'acme', shop }, { cwd: folder.root });
    assert.equal(made.code, 0, made.stderr);
    for (const env of [undefined, 'sandbox']) {
      const checked = await runCommand(checkCommand, { strict: true, env }, { cwd: join(folder.root, 'acme') });
      assert.equal(checked.code, 0, checked.stdout);
      assert.match(checked.stdout, /^fine: \d+ pipes, 2 connections\n$/);
    }
    return undefined;
  });
}

test('what the new project needs is in it, and nothing that is secret', async () => {
  using folder = sampleFolder();
  await runCommand(initCommand, { folder: '.' }, { cwd: folder.root });
  const text = (path: string) => readFileSync(join(folder.root, path), 'utf8');
  assert.match(
    text('pipewright.yaml'),
    /^# yaml-language-server: \$schema=\.\/node_modules\/pipewright\/schemas\/config\/project/,
  );
  assert.match(text('pipewright.yaml'), /consumer_key: \$\{env:WOOCOMMERCE_CONSUMER_KEY\}/);
  for (const pipe of ['orders', 'customers', 'inventory', 'products', 'shipments', 'invoices', 'order-cancellations'])
    assert.match(text('pipewright.yaml'), new RegExp(`^  - ${pipe} `, 'm'));
  assert.match(text('.gitignore'), /^\.env$/m);
  assert.match(text('.gitignore'), /^\.pipewright\/$/m);
  assert.match(text('.github/workflows/verify.yml'), /npx pipewright verify --format github/);
  const variables = [...text('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)];
  assert.ok(variables.length >= 4 && variables.every(([, , value]) => value === ''));
  const referred = [...text('pipewright.yaml').matchAll(/^[^#\n]*\$\{env:([A-Z_]+)\}/gm)].map(([, name]) => name);
  assert.deepEqual(variables.map(([, name]) => name).sort(), referred.sort());
  const { version } = JSON.parse(readFileSync(join(BUILT_IN, 'package.json'), 'utf8'));
  assert.deepEqual(JSON.parse(text('package.json')).dependencies, { pipewright: `^${version}` });
  assert.ok(Object.keys(JSON.parse(text('.vscode/settings.json'))['yaml.schemas']).length > 0);
  assert.deepEqual(JSON.parse(text('.vscode/extensions.json')).recommendations, ['redhat.vscode-yaml']);
});

test('every required option is there, with its description', async () => {
  using folder = sampleFolder();
  await runCommand(initCommand, { folder: '.' }, { cwd: folder.root });
  const text = readFileSync(join(folder.root, 'pipewright.yaml'), 'utf8');
  const connector = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN }).connectors.get('business-central');
  const required = Object.entries(connector?.value.options ?? {}).filter(([, { required: must }]) => must === true);
  assert.ok(required.length > 0);
  for (const [name, { description }] of required) {
    assert.match(text, new RegExp(`^      ${name}: `, 'm'));
    assert.ok(text.includes(`# ${description.slice(0, 30)}`), description);
  }
});

test('files that are there are not overwritten, and all of them are named', async () => {
  using folder = sampleFolder({ 'README.md': 'mine', '.gitignore': 'mine' });
  const refused = await runCommand(initCommand, { folder: '.' }, { cwd: folder.root });
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /2 files are there already: README\.md, \.gitignore; --force/);
  assert.equal(existsSync(join(folder.root, 'pipewright.yaml')), false, 'nothing is written');
  const forced = await runCommand(initCommand, { folder: '.', force: true }, { cwd: folder.root });
  assert.equal(forced.code, 0);
  assert.notEqual(readFileSync(join(folder.root, 'README.md'), 'utf8'), 'mine');
});

test('a folder whose name is no package name gives one that is', async () => {
  using folder = sampleFolder();
  await runCommand(initCommand, { folder: 'Müller & Söhne' }, { cwd: folder.root });
  const made = JSON.parse(readFileSync(join(folder.root, 'Müller & Söhne/package.json'), 'utf8'));
  assert.equal(made.name, 'm-ller-s-hne');
});
